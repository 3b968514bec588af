import { Injectable } from '@nestjs/common';
import type { CreateDelegation, DelegationPage, DelegationView } from '@goalbeat/contracts/directory/http';
import { requireMay, requireScopes, scopesFor, unitsFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { instantOf } from '@goalbeat/domain/calendar/zone';
import { hasLeft } from '@goalbeat/domain/employment/has-left';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type PageQuery } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { personOf } from '../identity/person-of.js';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { findPeople, findPersonByNumber } from '../person/person.repository.js';
import { loadTenant, tenantNow } from '../tenant/tenant.repository.js';
import { findUnit } from '../unit/unit.repository.js';
import { sameClaim, wayBack, type Range } from './conflicts.js';
import { DelegationTurns } from './delegation-turns.js';
import * as delegations from './delegation.repository.js';

type View = z.infer<typeof DelegationView>;

@Injectable()
export class DelegationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly turns: DelegationTurns,
  ) {}

  /**
   * Somebody stands in for the one who asks.
   * @throws unknown-person (to), validation for oneself, a range that ends before it begins, has ended or goes beyond the
   *   delegate's own leaving, duplicate for a time given already, wrong-state when the delegate's tasks come back to oneself
   */
  create(command: CommandRequest, wanted: z.infer<typeof CreateDelegation>): Promise<View> {
    const fromPersonId = personOf(command.principal);
    requireMay(command.principal, 'directory.delegations.write', {
      tenantId: command.principal.tenantId,
      personId: fromPersonId,
    });
    const from = new Date(wanted.from).toISOString();
    const until = new Date(wanted.until).toISOString();
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      const to = await findPersonByNumber(tx, wanted.to);
      const zone = (to && (await findUnit(tx, to.unitId)))?.zone ?? (await loadTenant(tx)).zone;
      if (to === undefined || hasLeft(to.leftOn, now, zone)) {
        throw new DomainError('unknown-person', `There is nobody with number ${wanted.to} here.`, { field: 'to' });
      }
      if (to.id === fromPersonId) {
        throw new DomainError('validation', 'Name somebody other than yourself.', { field: 'to' });
      }
      if (until <= from) throw new DomainError('validation', 'The end is not after the beginning.', { field: 'until' });
      if (until <= now) throw new DomainError('validation', 'The range has ended already.', { field: 'until' });
      if (to.leftOn !== null && instantOf(to.leftOn, '24:00', zone) < until) {
        const words = `${to.number} ${to.name} is here until ${to.leftOn}: end it then, or name somebody else.`;
        throw new DomainError('validation', words, { field: 'until' });
      }
      await refuseConflicts(tx, { fromPersonId, toPersonId: to.id, from, until, kinds: wanted.kinds }, now);
      const row = {
        id: uuidv7(),
        fromPersonId,
        toPersonId: to.id,
        from,
        until,
        kinds: wanted.kinds,
        cancelled: false,
        version: 1,
        seq: await takeNumbers(tx, 1),
      };
      await this.#save(tx, command.principal, row, 'delegated', now);
      await this.turns.given(tx, row, now);
      return view(row);
    });
  }

  /** Those one gave or got; HR sees its units' too. */
  async list(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof DelegationPage>> {
    requireScopes(principal, 'directory.delegations.read');
    const all = scopesFor(principal, 'directory.delegations.read').includes('tenant');
    const filter = {
      personId: all ? null : personOf(principal),
      units: unitsFor(principal, 'directory.delegations.read'),
      limit,
      after: after === undefined ? null : String(decodeCursor(after, 1)[0]),
    };
    const rows = await this.work.read(principal.tenantId, (tx) => delegations.pageOfDelegations(tx, filter));
    return pageOfRows(rows, limit, view, (row) => [row.id]);
  }

  /** Tasks not yet decided return at once. @throws not-found, forbidden */
  cancel(command: CommandRequest, id: string): Promise<View> {
    requireScopes(command.principal, 'directory.delegations.write');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await delegations.lockDelegation(tx, id);
      const path = await tx.maybe<{ path: string[] }>(
        'SELECT u.path FROM person p JOIN org_unit u ON u.id = p.unit_id WHERE p.id = $1',
        [before.fromPersonId],
      );
      requireMay(command.principal, 'directory.delegations.write', {
        tenantId: tx.tenantId,
        personId: before.fromPersonId,
        unitPath: path?.path ?? [],
      });
      if (before.cancelled) {
        tx.changedNothing();
        return view(before);
      }
      const row = { ...before, cancelled: true, version: before.version + 1, seq: await takeNumbers(tx, 1) };
      const now = await tenantNow(tx, this.clock.now());
      await this.#save(tx, command.principal, row, 'delegation-cancelled', now);
      await this.turns.takenBack(tx, row, now);
      return view(row);
    });
  }

  async #save(tx: Tx, principal: Principal, row: delegations.DelegationRow, action: string, at: string): Promise<void> {
    await delegations.saveDelegation(tx, row);
    tx.log({
      ...actorOf(principal),
      subjectKind: 'delegation',
      subjectId: row.id,
      action,
      at,
      details: { from: row.fromPersonId, to: row.toPersonId, kinds: row.kinds },
    });
  }
}

/** @throws duplicate for a time and kinds that are given to somebody already, wrong-state for a delegation that comes back */
async function refuseConflicts(tx: Tx, wanted: Range, now: string): Promise<void> {
  const given = (await delegations.listDelegations(tx)).filter((one) => !one.cancelled && one.until > now);
  const same = sameClaim(wanted, given);
  const back = wayBack(wanted, given);
  if (same === undefined && back === undefined) return;
  const names = await namesOf(tx, [...(back ?? []), same?.toPersonId ?? wanted.toPersonId]);
  if (same !== undefined) {
    const words = `${names.get(same.toPersonId) ?? ''} stands in from ${same.from} until ${same.until} already: cancel that first.`;
    throw new DomainError('duplicate', words, { field: 'from', details: { delegationId: same.id } });
  }
  const way = [...(back ?? []), wanted.fromPersonId].map((id) => names.get(id) ?? '');
  throw new DomainError('wrong-state', `All of them would be away: ${way.join(' → ')}.`, { field: 'to' });
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await findPeople(tx, ids);
  return new Map(people.map((person) => [person.id, `${person.number} ${person.name}`]));
}

function view({ seq: _seq, ...row }: delegations.DelegationRow): View {
  return row;
}

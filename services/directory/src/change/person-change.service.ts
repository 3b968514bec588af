import { Injectable } from '@nestjs/common';
import type { ChangePerson, OrgChangePage, OrgChangeQuery } from '@goalbeat/contracts/directory/organisation-http';
import { requireMay, requireScopes, type Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { lockChanges } from '../organisation/changes.js';
import { findPerson, savePeople, type PersonRow } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { stateAt } from '../timeline/fold-facts.js';
import { patchPerson, type PersonFields, type PersonPatch } from '../timeline/person-patch.js';
import { foldPeople, loadTimelines, replaceTimelines } from '../timeline/timeline.repository.js';
import { findUnit } from '../unit/unit.repository.js';
import { addChanges, lockChange, settleChanges, type ChangeRow } from './change.repository.js';
import { effectOn, listChanges, logChange, mayBeTakenBack, newChange } from './change-record.js';
import { applyDue } from './apply-due.js';
import type { Effect } from './effective-instant.js';
import {
  authorOf,
  isAdministrator,
  losesAdministrator,
  refusalOf,
  refuse,
  requireAdministrator,
  selfAsManager,
} from './person-authority.js';
import { refuseRing } from './refuse-ring.js';

type Wanted = z.infer<typeof ChangePerson>;

@Injectable()
export class PersonChangeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * Changes a person from a day on: at once for today and past days, planned for later ones.
   * @throws not-found, forbidden (also for a unit outside one's own, roles by anybody but an administrator, and what
   *   `refusalOf` and `selfAsManager` say), four-eyes for oneself, stale-version,
   *   unknown-unit, unknown-person, validation (effectiveOn before the person was known, dates that contradict each other),
   *   wrong-state for a reporting line that comes back to itself, now or on a planned day, and for the last administrator
   */
  change(command: CommandRequest, personId: string, wanted: Wanted): Promise<ChangeRow> {
    requireScopes(command.principal, 'directory.people.write');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const person = await this.#allowed(tx, command.principal, 'directory.people.write', personId);
      if (wanted.set.grant !== undefined || wanted.set.remove !== undefined) {
        requireMay(command.principal, 'directory.roles.write', { tenantId: tx.tenantId });
      }
      if (person.version !== wanted.version) {
        throw new DomainError('stale-version', 'The person was changed meanwhile. Read again.', { field: 'version' });
      }
      const patch = patchOf(wanted);
      const unitId = patch.unitId ?? person.unitId;
      const unit = await findUnit(tx, unitId);
      if (unit === undefined) throw new DomainError('unknown-unit', 'There is no such unit.', { field: 'set.unitId' });
      requireMay(command.principal, 'directory.people.write', { tenantId: tx.tenantId, unitPath: unit.path });
      const author = authorOf(command.principal);
      const today = localOf(now, unit.zone).date;
      refuse(refusalOf(author, person, patch, today) ?? selfAsManager(author, person, patch));
      await checkRoleUnits(tx, patch);
      const effect = await checkEffect(tx, person, patch, { day: wanted.effectiveOn, zone: unit.zone, now });
      await checkManager(tx, person, patch, wanted.effectiveOn);
      if (patch.managerId !== undefined) {
        await refuseRing(
          tx,
          'person',
          { id: person.id, to: patch.managerId, from: effect.at, zone: unit.zone },
          'set.managerId',
        );
      }
      const { effectiveOn, reason } = wanted;
      const wish = { kind: 'person', subjectId: person.id, effectiveOn, reason, set: { ...patch } } as const;
      const row = newChange(wish, effect, command.principal, now);
      await addChanges(tx, [row]);
      const { id, number } = person;
      if (effect.planned) await replaceTimelines(tx, 'person', await foldPeople(tx, [person]));
      else await savePeople(tx, [{ id, number, before: person, patch, from: effect.at }], now);
      if (losesAdministrator(person, patch)) await requireAdministrator(tx, today);
      logChange(tx, command.principal, row, effect.planned ? 'change-planned' : 'changed', now);
      return row;
    });
  }

  /** What was asked for with a day, newest first. @throws not-found, forbidden */
  list(
    principal: Principal,
    personId: string,
    query: z.infer<typeof OrgChangeQuery>,
  ): Promise<z.infer<typeof OrgChangePage>> {
    requireScopes(principal, 'directory.changes.read');
    return this.work.read(principal.tenantId, async (tx) => {
      await this.#allowed(tx, principal, 'directory.changes.read', personId);
      return listChanges(tx, { kind: 'person', id: personId }, query);
    });
  }

  /** Takes back what has not taken effect yet. @throws not-found, forbidden, four-eyes, wrong-state when it has */
  cancel(command: CommandRequest, personId: string, changeId: string): Promise<ChangeRow> {
    requireScopes(command.principal, 'directory.people.write');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const person = await this.#allowed(tx, command.principal, 'directory.people.write', personId);
      const row = await lockChange(tx, 'person', personId, changeId);
      if ('grant' in row.set || 'remove' in row.set) {
        requireMay(command.principal, 'directory.roles.write', { tenantId: tx.tenantId });
      }
      if (!mayBeTakenBack(tx, row)) return row;
      const patch = row.set as PersonPatch;
      const today = localOf(now, (await findUnit(tx, person.unitId))?.zone ?? 'UTC').date;
      refuse(refusalOf(authorOf(command.principal), person, patch, today));
      await settleChanges(tx, [row.id], 'cancelled', now);
      await refuseLostLine(tx, person, row);
      await replaceTimelines(tx, 'person', await foldPeople(tx, [person]));
      const kept = isAdministrator({ roles: patch.grant ?? [] }) || (patch.leftOn === null && isAdministrator(person));
      if (kept) await requireAdministrator(tx, today);
      logChange(tx, command.principal, row, 'change-cancelled', now);
      return { ...row, state: 'cancelled', settledAt: now };
    });
  }

  async #allowed(tx: Tx, principal: Principal, action: Action, personId: string): Promise<PersonRow> {
    const person = await findPerson(tx, personId);
    if (person === undefined) throw new DomainError('not-found', 'There is no such person here.');
    const unit = await findUnit(tx, person.unitId);
    requireMay(principal, action, { tenantId: tx.tenantId, unitPath: unit?.path ?? [] });
    return person;
  }
}

function patchOf({ set }: Wanted): PersonPatch {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

async function checkRoleUnits(tx: Tx, { grant = [] }: PersonPatch): Promise<void> {
  for (const [index, { role, unitId }] of grant.entries()) {
    const field = `set.grant.${index}.unitId`;
    if (unitId !== null && (await findUnit(tx, unitId)) === undefined)
      throw new DomainError('unknown-unit', 'There is no such unit.', { field });
    if (unitId === null && role === 'hr-partner')
      throw new DomainError('validation', 'An HR partner is one of a unit: name it.', { field });
  }
}

/** @throws validation (effectiveOn, set.joinedOn, set.leftOn) */
async function checkEffect(
  tx: Tx,
  person: PersonRow,
  patch: PersonPatch,
  { day, zone, now }: { day: string; zone: string; now: string },
): Promise<Effect> {
  const segments = (await loadTimelines<PersonFields>(tx, 'person', [person.id])).get(person.id) ?? [];
  const effect = effectOn({ kind: 'person', day, zone, now }, segments);
  const then = patchPerson(stateAt(segments, effect.at) ?? person, patch);
  if (then.leftOn !== null && then.leftOn < then.joinedOn) {
    const field = patch.leftOn === undefined ? 'set.joinedOn' : 'set.leftOn';
    throw new DomainError('validation', 'The day of leaving is before the day of joining.', { field });
  }
  return effect;
}

/** @throws unknown-person, validation for oneself and for somebody who has left by then */
async function checkManager(tx: Tx, person: PersonRow, { managerId }: PersonPatch, day: string): Promise<void> {
  if (managerId === undefined || managerId === null) return;
  const field = 'set.managerId';
  const manager = await findPerson(tx, managerId);
  if (manager === undefined) throw new DomainError('unknown-person', 'There is no such person.', { field });
  if (managerId === person.id) throw new DomainError('validation', 'Nobody reports to oneself.', { field });
  if (manager.leftOn !== null && manager.leftOn < day) {
    const words = `${manager.number} ${manager.name} left on ${manager.leftOn}: name somebody who is here then.`;
    throw new DomainError('validation', words, { field });
  }
}

/** Taking back a planned change of manager may leave a line that only it would have kept from a ring. */
async function refuseLostLine(tx: Tx, person: PersonRow, row: ChangeRow): Promise<void> {
  if (!('managerId' in row.set)) return;
  const segments = (await foldPeople(tx, [person])).get(person.id) ?? [];
  await replaceTimelines(tx, 'person', new Map([[person.id, segments]]));
  const to = stateAt(segments, row.effectiveAt)?.managerId ?? null;
  const zone = (await findUnit(tx, person.unitId))?.zone ?? 'UTC';
  await refuseRing(tx, 'person', { id: person.id, to, from: row.effectiveAt, zone }, 'changeId');
}

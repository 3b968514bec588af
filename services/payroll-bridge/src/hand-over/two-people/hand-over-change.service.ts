import { Injectable } from '@nestjs/common';
import type {
  HandOverChangePage,
  HandOverChangeQuery,
  HandOverChangeView,
} from '@goalbeat/contracts/payroll/hand-over-change-http';
import { may, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import type { LiveRoles } from '../../organisation/counted-roles.js';
import { MoneyAuthority } from '../../organisation/money-authority.js';
import { AskChange } from './ask-change.js';
import { ConfirmChange } from './confirm-change.js';
import { type ChangeRow, HandOverChangeRepository } from './hand-over-change.repository.js';
import { changeView } from './hand-over-change.view.js';
import { type Concerned, SecondPerson } from './second-person.js';

type View = z.infer<typeof HandOverChangeView>;
type Decision = { version: number; reason?: string | undefined };

const isFinance = (principal: Principal): boolean =>
  may(principal, 'payroll.hand-over.read', { tenantId: principal.tenantId }) &&
  principal.roles.some(({ role }) => role === 'finance-lead' || role === 'finance-reviewer');

/** What waits for a second person, and what became of it. */
@Injectable()
export class HandOverChangeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly changes: HandOverChangeRepository,
    private readonly second: SecondPerson,
    private readonly asking: AskChange,
    private readonly confirming: ConfirmChange,
  ) {}

  /** Newest first: all of them for finance, for others those that they were asked to confirm. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof HandOverChangeQuery>): Promise<z.infer<typeof HandOverChangePage>> {
    requireScopes(principal, 'payroll.hand-over.confirm');
    const { personId } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.changes.list(tx, {
        kind: query.kind ?? null,
        open: query.open !== undefined,
        askedOf: isFinance(principal) ? null : personId,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      const payouts = await this.changes.payouts(
        tx,
        rows.flatMap(({ payoutIds }) => payoutIds ?? []),
      );
      return pageOfRows(
        rows,
        query.limit,
        (row) => changeView(row, payouts),
        (row) => [row.id],
      );
    });
  }

  /**
   * By another person than who asked, one of the two a lead, never about one's own pay. What payroll has answered meanwhile is left out;
   * nothing left: `overtaken`.
   * @throws step-up-required, unavailable, forbidden, four-eyes, not-found, stale-version, wrong-state (decided already, or who asked is
   * of finance no more), payouts-stopped, copy-behind
   */
  async confirm(asked: CommandRequest, id: string, body: Decision): Promise<View> {
    const { command, personId } = await this.#person(asked);
    const live = await this.#live(command.principal, personId, id);
    return this.uow.command(command, async (tx) => {
      const found = await this.#seen(tx, command.principal, personId, id);
      await this.changes.oneAtATime(tx);
      const cases = await this.confirming.lock(tx, found);
      const change = await this.#lock(tx, id, body);
      await this.second.require(tx, change.askedBy, personId, await this.#concerned(tx, change), live);
      const actor = actorOf(command.principal);
      if (change.payoutIds !== null && cases.length === 0)
        return this.#view(tx, await this.asking.end(tx, change, 'overtaken', { by: null, reason: null, actor }));
      const decision = { by: personId, reason: body.reason ?? null, actor };
      const confirmed = await this.asking.end(tx, change, 'confirmed', decision);
      await this.confirming.apply(tx, confirmed, cases, command.principal);
      return this.#view(tx, confirmed);
    });
  }

  /** By whoever could confirm it. @throws as `confirm` */
  async refuse(asked: CommandRequest, id: string, body: Decision): Promise<View> {
    const { command, personId } = await this.#person(asked);
    return this.uow.command(command, async (tx) => {
      await this.#seen(tx, command.principal, personId, id);
      const change = await this.#lock(tx, id, body);
      if (change.askedBy === personId)
        throw new DomainError('four-eyes', 'You asked for it: withdraw it, or somebody else of finance decides.');
      const live: LiveRoles = new Map([[personId, command.principal.roles]]);
      await this.second.requireConcerned(tx, personId, await this.#concerned(tx, change), live);
      return this.#end(tx, change, 'refused', command.principal, body);
    });
  }

  /** By who asked for it. @throws as `confirm` */
  async withdraw(asked: CommandRequest, id: string, body: Decision): Promise<View> {
    const { command, personId } = await this.#person(asked);
    return this.uow.command(command, async (tx) => {
      await this.#seen(tx, command.principal, personId, id);
      const change = await this.#lock(tx, id, body);
      if (change.askedBy !== personId)
        throw new DomainError('forbidden', 'Only who asked for it withdraws it: refuse it instead.');
      return this.#end(tx, change, 'withdrawn', command.principal, body);
    });
  }

  async #end(
    tx: Tx,
    change: ChangeRow,
    state: 'refused' | 'withdrawn',
    principal: Principal,
    { reason = null }: { reason?: string | undefined | null },
  ): Promise<View> {
    const ended = { by: principal.personId, reason, actor: actorOf(principal) };
    return this.#view(tx, await this.asking.end(tx, change, state, ended));
  }

  async #person(asked: CommandRequest): Promise<{ command: CommandRequest; personId: string }> {
    const { principal } = asked;
    requireScopes(principal, 'payroll.hand-over.confirm');
    if (principal.personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    requireFreshSignIn(principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.hand-over.confirm');
    requireScopes(command.principal, 'payroll.hand-over.confirm');
    return { command, personId: principal.personId };
  }

  /** What directory says of both now: as of signatures, our copy alone is not enough. @throws unavailable, not-found */
  async #live(principal: Principal, personId: string, id: string): Promise<LiveRoles> {
    const { askedBy } = await this.uow.read(principal.tenantId, (tx) => this.#seen(tx, principal, personId, id));
    const first = await this.authority.rolesOf(principal, askedBy, 'payroll.hand-over.confirm');
    return new Map([
      [askedBy, first],
      [personId, principal.roles],
    ]);
  }

  /** Others than finance hear only of what they were asked. @throws not-found */
  async #seen(tx: Tx, principal: Principal, personId: string, id: string): Promise<ChangeRow> {
    const change = await this.changes.find(tx, id);
    if (isFinance(principal) || change.askedOf.includes(personId)) return change;
    throw new DomainError('not-found', 'There is no such change of the hand-over.');
  }

  /** @throws wrong-state, stale-version */
  async #lock(tx: Tx, id: string, { version }: Decision): Promise<ChangeRow> {
    const change = await this.changes.lock(tx, id);
    if (change.state !== 'open') {
      throw new DomainError('wrong-state', 'This change of the hand-over has been decided already.', {
        details: { state: change.state },
      });
    }
    if (change.version === version) return change;
    throw new DomainError('stale-version', 'It was changed meanwhile: read it again and send its version.', {
      field: 'version',
      details: { version: change.version },
    });
  }

  async #concerned(tx: Tx, { payoutIds }: ChangeRow): Promise<Concerned> {
    const payouts = payoutIds === null ? [] : await this.changes.payouts(tx, payoutIds);
    return { ownerIds: [...new Set(payouts.map(({ personId }) => personId))], payoutIds: payoutIds ?? [] };
  }

  async #view(tx: Tx, change: ChangeRow): Promise<View> {
    return changeView(change, await this.changes.payouts(tx, change.payoutIds ?? []));
  }
}

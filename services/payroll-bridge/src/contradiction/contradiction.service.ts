import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  ClearContradiction,
  ContradictionPage,
  ContradictionQuery,
  ContradictionView,
} from '@goalbeat/contracts/payroll/contradiction-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { Organisation } from '../organisation/organisation.service.js';
import { type ContradictionOfPayout, ContradictionRepository } from './contradiction.repository.js';
import { AnswerEffects } from '../payout/answer-effects.js';
import { CLEAR_CONTRADICTION, Contradictions } from './contradictions.js';

type View = z.infer<typeof ContradictionView>;

/** "Paid" of what we have as rejected: without it the payout may be paid again. */
const needsTwo = ({ ours, said }: Pick<ContradictionOfPayout, 'ours' | 'said'>): boolean =>
  ours === 'rejected' && said === 'paid';

/** What payroll says against our books, and people of finance who have asked payroll and found ours right. */
@Injectable()
export class ContradictionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly organisation: Organisation,
    private readonly rows: ContradictionRepository,
    private readonly contradictions: Contradictions,
    private readonly engine: ApprovalEngine,
    private readonly effects: AnswerEffects,
  ) {}

  /** Newest first. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof ContradictionQuery>): Promise<z.infer<typeof ContradictionPage>> {
    requireMay(principal, 'payroll.reconciliation.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.rows.list(tx, {
          runId: query.run ?? null,
          open: query.open !== undefined,
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        viewOf,
        (row) => [row.id],
      ),
    );
  }

  /**
   * Ours is right: said by a finance lead; where the payout could be paid again by it, by one first and by another of finance after,
   * one of the two a lead. Never by whose pay it is.
   * @throws step-up-required, unavailable, forbidden, four-eyes, not-found, stale-version, wrong-state (cleared already),
   * nobody-to-approve (nobody could be the second), copy-behind
   */
  async clear(asked: CommandRequest, id: string, body: z.infer<typeof ClearContradiction>): Promise<View> {
    const { command, personId } = await this.#confirm(asked);
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const row = await this.rows.lock(tx, id);
      requireOpen(row, body.version);
      if (row.personId === personId)
        throw new DomainError('four-eyes', 'It is about your own pay: somebody else clears it.');
      if (row.askedBy === personId)
        throw new DomainError('four-eyes', 'You asked for it: somebody else of finance has to confirm.');
      await this.#requireLead(tx, row, personId);
      const at = await this.org.now(tx);
      const isFirst = needsTwo(row) && row.askedBy === null;
      if (isFirst) {
        await this.#askSecond(tx, row, personId, at, body.reason);
      } else {
        await this.rows.clear(tx, id, personId, at, body.reason);
        await this.contradictions.closeTasks(tx, [id]);
        await this.effects.cleared(tx, [row.payoutId]);
      }
      tx.log({
        subjectKind: 'payout',
        subjectId: row.payoutId,
        action: isFirst ? 'contradiction-clearing-asked' : 'contradiction-cleared',
        ...actorOf(principal),
        at,
        startedAt: row.openedAt,
        reason: body.reason,
        details: { contradictionId: id, ours: row.ours, said: row.said, askedBy: row.askedBy },
      });
      return viewOf(await this.rows.lock(tx, id));
    });
  }

  async #confirm(asked: CommandRequest): Promise<{ command: CommandRequest; personId: string }> {
    const { principal } = asked;
    requireMay(principal, 'payroll.reconciliation.resolve', { tenantId: principal.tenantId });
    if (principal.personId === null) throw new DomainError('forbidden', 'Payroll is asked by people.');
    requireFreshSignIn(principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.reconciliation.resolve');
    requireMay(command.principal, 'payroll.reconciliation.resolve', { tenantId: principal.tenantId });
    return { command, personId: principal.personId };
  }

  /** As the database keeps it, by our copy. @throws forbidden, copy-behind */
  async #requireLead(tx: Tx, row: ContradictionOfPayout, personId: string): Promise<void> {
    const people = await this.org.people(tx, { ids: [personId, row.askedBy ?? personId] });
    const me = people.find((person) => person.id === personId);
    const isOf = (roles: readonly { role: string }[] = [], wanted: readonly string[]): boolean =>
      roles.some(({ role }) => wanted.includes(role));
    if (!isOf(me?.roles, ['finance-lead', 'finance-reviewer']))
      throw new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
    if (needsTwo(row) && row.askedBy === null) return;
    if (people.some(({ roles }) => isOf(roles, ['finance-lead']))) return;
    throw new DomainError('forbidden', 'A finance lead clears it, or is one of the two who do.');
  }

  async #askSecond(tx: Tx, row: ContradictionOfPayout, personId: string, at: string, reason: string): Promise<void> {
    const others = await this.organisation.financeBut(
      tx,
      [personId, row.personId],
      ['finance-lead', 'finance-reviewer'],
    );
    if (others.length === 0) {
      throw new DomainError(
        'nobody-to-approve',
        'A second person of finance has to confirm it: give somebody else that role first, or let payroll answer anew.',
      );
    }
    await this.rows.ask(tx, row.id, personId, at, reason);
    await this.contradictions.closeTasks(tx, [row.id]);
    await this.engine.openTodo(tx, {
      subjectKind: CLEAR_CONTRADICTION,
      subjectId: row.id,
      title: `请复核：${row.personNumber} ${row.period} 薪资系统曾称已发放，现称未发放，确认后可重新发放：${reason.slice(0, 120)}`,
      assigneeIds: others,
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
  }
}

function requireOpen(row: ContradictionOfPayout, version: number): void {
  if (row.closedAt !== null) throw new DomainError('wrong-state', 'This contradiction has been cleared already.');
  if (row.version !== version) {
    throw new DomainError('stale-version', 'Something was said of it meanwhile: look again.', {
      field: 'version',
      details: { version: row.version },
    });
  }
}

const viewOf = (row: ContradictionOfPayout): View => ({
  id: row.id,
  version: row.version,
  payoutId: row.payoutId,
  runId: row.runId,
  personNumber: row.personNumber,
  period: row.period,
  amount: formatMoney({ minor: BigInt(row.amountMinor), currency: row.currency }),
  ours: { state: row.ours, at: row.oursAt },
  said: {
    outcome: row.said,
    at: row.saidAt,
    amount:
      row.saidAmount === null || row.saidCurrency === null
        ? null
        : { amount: row.saidAmount, currency: row.saidCurrency },
  },
  openedAt: row.openedAt,
  needsTwo: needsTwo(row),
  askedBy: row.askedBy,
  askedAt: row.askedAt,
  reason: row.reason,
  closedAt: row.closedAt,
  closedBy: row.closedBy,
});

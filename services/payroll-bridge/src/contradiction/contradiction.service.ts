import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  ContradictionPage,
  ContradictionQuery,
  ContradictionView,
} from '@goalbeat/contracts/payroll/contradiction-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
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
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { z } from 'zod';
import { countedRoles, isLead, isOfFinance, isOfHr, type LiveRoles } from '../organisation/counted-roles.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { Organisation } from '../organisation/organisation.service.js';
import { type ContradictionOfPayout, ContradictionRepository, type Said } from './contradiction.repository.js';
import { AnswerEffects } from '../payout/answer-effects.js';
import { CLEAR_CONTRADICTION, Contradictions } from './contradictions.js';
import { PayrollsWord } from './payrolls-word.js';

type View = z.infer<typeof ContradictionView>;
/** `accepts`: payroll's word is taken; else ours is right. */
type Decision = { version: number; reason: string; accepts: boolean };

/** "Paid" of what we have as rejected: without it the payout may be paid again. */
const needsTwo = ({ ours, said }: Pick<ContradictionOfPayout, 'ours' | 'said'>): boolean =>
  ours === 'rejected' && said === 'paid';

/** What payroll says against our books, and people of finance who have asked payroll which of the two is right. */
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
    private readonly word: PayrollsWord,
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
   * Ours is right: said by a finance lead; where the payout could be paid again by it, and where payroll's word is taken instead, by one
   * first and by another of finance after, one of the two a lead. Who is asked second and means the other thing asks for that, and
   * somebody else confirms it. Never by whose pay it is.
   * @throws step-up-required, unavailable, forbidden, four-eyes, not-found, stale-version, wrong-state (closed already; payroll's word
   * cannot be taken), nobody-to-approve (nobody could be the second), copy-behind
   */
  async close(asked: CommandRequest, id: string, body: Decision): Promise<View> {
    const { command, personId } = await this.#confirm(asked);
    const { principal } = command;
    const live = await this.#live(principal, personId, id);
    return this.uow.command(command, async (tx) => {
      const row = await this.rows.lock(tx, id);
      requireOpen(row, body.version);
      if (row.personId === personId)
        throw new DomainError('four-eyes', 'It is about your own pay: somebody else clears it.');
      if (row.askedBy === personId)
        throw new DomainError('four-eyes', 'You asked for it: somebody else of finance has to confirm.');
      const roles = await this.#roles(tx, [personId, row.askedBy ?? personId], live);
      // Whose word does not count any more has asked for nothing: somebody is the first anew.
      const isAsked = row.askedBy !== null && row.accepts === body.accepts && isOfFinance(roles.get(row.askedBy) ?? []);
      const isFirst = needsTwo(row) && !isAsked;
      requireLead(roles, personId, isFirst);
      if (body.accepts) await this.word.requireTakeable(tx, row);
      const at = await this.org.now(tx);
      const said = { by: personId, at, reason: body.reason, accepts: body.accepts };
      if (isFirst) {
        await this.#askSecond(tx, row, said);
      } else {
        if (body.accepts) await this.word.makeWay(tx, row, principal, said);
        await this.rows.close(tx, id, said);
        await this.contradictions.closeTasks(tx, [id]);
        if (body.accepts) await this.word.take(tx, row, principal, said);
        else await this.effects.cleared(tx, [row.payoutId]);
      }
      const asks = body.accepts ? 'contradiction-accepting-asked' : 'contradiction-clearing-asked';
      const closes = body.accepts ? 'contradiction-accepted' : 'contradiction-cleared';
      tx.log({
        subjectKind: 'payout',
        subjectId: row.payoutId,
        action: isFirst ? asks : closes,
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

  /** What directory says now of who decides, and of who asked for it before. @throws unavailable */
  async #live(principal: Principal, personId: string, id: string): Promise<LiveRoles> {
    const askedBy = await this.uow.read(principal.tenantId, (tx) => this.rows.askedBy(tx, id));
    const live = new Map<string, readonly RoleGrant[]>([[personId, principal.roles]]);
    if (askedBy !== null && askedBy !== personId)
      live.set(askedBy, await this.authority.rolesOf(principal, askedBy, 'payroll.hand-over.confirm'));
    return live;
  }

  /** Person → what counts of their roles. */
  async #roles(tx: Tx, ids: readonly string[], live: LiveRoles): Promise<Map<string, RoleGrant[]>> {
    const people = await this.org.people(tx, { ids });
    return new Map(people.map(({ id, roles }) => [id, countedRoles(roles, live.get(id))]));
  }

  async #askSecond(tx: Tx, row: ContradictionOfPayout, said: Said): Promise<void> {
    const others = await this.organisation.financeBut(
      tx,
      [said.by, row.personId, ...(await this.organisation.ofHr(tx))],
      ['finance-lead', 'finance-reviewer'],
    );
    if (others.length === 0) {
      throw new DomainError(
        'nobody-to-approve',
        'A second person of finance has to confirm it: give somebody else that role first, or let payroll answer anew.',
      );
    }
    await this.rows.ask(tx, row.id, said);
    await this.contradictions.closeTasks(tx, [row.id]);
    await this.engine.openTodo(tx, {
      subjectKind: CLEAR_CONTRADICTION,
      subjectId: row.id,
      title: `${bothLanguages('请复核', 'please confirm')}：${row.personNumber} ${row.period} ${said.accepts ? ACCEPT : CLEAR}：${said.reason.slice(0, 120)}`,
      assigneeIds: others,
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
  }
}

const CLEAR = bothLanguages(
  '薪资系统曾称已发放，现称未发放，确认后可重新发放',
  'payroll said paid and now says it did not pay: confirmed, it may be paid again',
);
const ACCEPT = bothLanguages(
  '我方记为已退回，薪资系统称已发放，确认后记为已发放并通知本人，不再重新发放',
  'our books say rejected and payroll says paid: confirmed, it counts as paid, they are told, and nothing is paid again',
);

/** By our copy, as the database keeps it, and by directory. @throws four-eyes, forbidden, copy-behind */
function requireLead(roles: ReadonlyMap<string, RoleGrant[]>, personId: string, isFirst: boolean): void {
  const mine = roles.get(personId) ?? [];
  if (isOfHr(mine)) throw new DomainError('four-eyes', 'HR does not decide what payroll has paid: finance does.');
  if (!isOfFinance(mine))
    throw new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
  if (isFirst || [...roles.values()].some(isLead)) return;
  throw new DomainError('forbidden', 'A finance lead clears it, or is one of the two who do.');
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

function closedAs({ closedAt, closedBy, accepts }: ContradictionOfPayout): View['closedAs'] {
  if (closedAt === null) return null;
  if (closedBy === null) return 'taken-back';
  return accepts ? 'accepted' : 'cleared';
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
  askedFor: row.askedBy === null ? null : row.accepts ? 'accept' : 'clear',
  askedBy: row.askedBy,
  askedAt: row.askedAt,
  reason: row.reason,
  closedAt: row.closedAt,
  closedAs: closedAs(row),
  closedBy: row.closedBy,
});

import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  ContradictionPage,
  ContradictionQuery,
  ContradictionView,
} from '@goalbeat/contracts/payroll/contradiction-http';
import { may, requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { z } from 'zod';
import type { LiveRoles } from '../organisation/counted-roles.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { type ContradictionOfPayout, ContradictionRepository, type Said } from './contradiction.repository.js';
import { AnswerEffects } from '../payout/answer-effects.js';
import { CLEAR_CONTRADICTION, Contradictions } from './contradictions.js';
import { contradictionView } from './contradiction.view.js';
import { PayrollsWord } from './payrolls-word.js';
import { WhoSettles } from './who-settles.js';

type View = z.infer<typeof ContradictionView>;
/** `accepts`: payroll's word is taken; else ours is right. */
type Decision = { version: number; reason: string; accepts: boolean };

const RESOLVE = 'payroll.reconciliation.resolve.asked';

/** What payroll says against our books, and people of finance who have asked payroll which of the two is right. */
@Injectable()
export class ContradictionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly who: WhoSettles,
    private readonly rows: ContradictionRepository,
    private readonly contradictions: Contradictions,
    private readonly engine: ApprovalEngine,
    private readonly effects: AnswerEffects,
    private readonly word: PayrollsWord,
  ) {}

  /** Newest first: all of them for whoever reads our books, for others those that they were asked to confirm. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof ContradictionQuery>): Promise<z.infer<typeof ContradictionPage>> {
    requireScopes(principal, 'payroll.reconciliation.read.asked');
    const { tenantId, personId } = principal;
    const isReader = may(principal, 'payroll.reconciliation.read.asked', { tenantId });
    if (!isReader && personId === null) throw new DomainError('forbidden', 'Payroll is asked by people.');
    return this.uow.read(tenantId, async (tx) => {
      const onlyLead = await this.who.onlyLead(tx);
      return pageOfRows(
        await this.rows.list(tx, {
          runId: query.run ?? null,
          open: query.open !== undefined,
          askedOf: isReader ? null : personId,
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        (row) => contradictionView(row, onlyLead),
        (row) => [row.id],
      );
    });
  }

  /**
   * Ours is right: said by a finance lead; where the payout could be paid again by it, where payroll's word is taken instead, and where
   * it is about the only lead's own pay, by one of finance first and by another after (`WhoSettles`). Who is asked second and means the
   * other thing asks for that, and somebody else confirms it. Never by whose pay it is.
   * @throws step-up-required, unavailable, forbidden, four-eyes, not-found, stale-version, wrong-state (closed already; payroll's word
   * cannot be taken), nobody-to-approve (nobody could be the second), copy-behind
   */
  async close(asked: CommandRequest, id: string, body: Decision): Promise<View> {
    const { command, personId, live } = await this.#confirm(asked, id);
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const row = await this.rows.lock(tx, id);
      requireOpen(row, body.version);
      const { isFirst } = await this.who.require(tx, row, { personId, accepts: body.accepts }, live);
      if (body.accepts) await this.word.requireTakeable(tx, row);
      const at = await this.org.now(tx);
      const said = { by: personId, at, reason: body.reason, accepts: body.accepts };
      if (isFirst) {
        await this.#askSecond(tx, row, said, live);
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
      return contradictionView(await this.rows.lock(tx, id), await this.who.onlyLead(tx));
    });
  }

  /** Of finance, or asked by one of finance to confirm this one; with what directory says now of both. @throws as `close` */
  async #confirm(
    asked: CommandRequest,
    id: string,
  ): Promise<{ command: CommandRequest; personId: string; live: LiveRoles }> {
    const { personId, tenantId } = asked.principal;
    requireScopes(asked.principal, RESOLVE);
    if (personId === null) throw new DomainError('forbidden', 'Payroll is asked by people.');
    const before = await this.uow.read(tenantId, (tx) => this.rows.asked(tx, id));
    const isAsked = before?.askedOf?.includes(personId) === true;
    const requireConcerned = (principal: Principal): void => {
      if (!isAsked) requireMay(principal, RESOLVE, { tenantId });
    };
    requireConcerned(asked.principal);
    requireFreshSignIn(asked.principal, this.clock.now());
    const command = await this.authority.confirm(asked, RESOLVE);
    requireConcerned(command.principal);
    const askedBy = before?.askedBy ?? null;
    const live = new Map<string, readonly RoleGrant[]>([[personId, command.principal.roles]]);
    if (askedBy !== null && askedBy !== personId)
      live.set(askedBy, await this.authority.rolesOf(command.principal, askedBy, RESOLVE));
    return { command, personId, live };
  }

  async #askSecond(tx: Tx, row: ContradictionOfPayout, said: Said, live: LiveRoles): Promise<void> {
    const others = await this.who.others(tx, row, said.by, live);
    await this.rows.ask(tx, row.id, said, others);
    await this.contradictions.closeTasks(tx, [row.id]);
    await this.engine.openTodo(tx, {
      subjectKind: CLEAR_CONTRADICTION,
      subjectId: row.id,
      title: `${bothLanguages('请复核', 'please confirm')}：${row.personNumber} ${row.period} ${asksFor(row, said)}：${said.reason.slice(0, 120)}`,
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
const STAND = bothLanguages(
  '薪资答复与我方账目不符，确认后以我方账目为准',
  'payroll says something else than our books: confirmed, ours is right',
);
const ACCEPT = bothLanguages(
  '我方记为已退回，薪资系统称已发放，确认后记为已发放并通知本人，不再重新发放',
  'our books say rejected and payroll says paid: confirmed, it counts as paid, they are told, and nothing is paid again',
);

const asksFor = ({ ours, said }: ContradictionOfPayout, { accepts }: Said): string =>
  accepts ? ACCEPT : ours === 'rejected' && said === 'paid' ? CLEAR : STAND;

function requireOpen(row: ContradictionOfPayout, version: number): void {
  if (row.closedAt !== null) throw new DomainError('wrong-state', 'This contradiction has been cleared already.');
  if (row.version !== version) {
    throw new DomainError('stale-version', 'Something was said of it meanwhile: look again.', {
      field: 'version',
      details: { version: row.version },
    });
  }
}

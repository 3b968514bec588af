import { Injectable } from '@nestjs/common';
import type {
  DecideDeliveries,
  DeliveriesDecided,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  FINDINGS,
} from '@goalbeat/contracts/payroll/hand-over-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { z } from 'zod';
import { isOfHr } from '../../organisation/counted-roles.js';
import { MoneyAuthority } from '../../organisation/money-authority.js';
import { ApplyFinding, type Case, isOpen } from './apply-finding.js';
import { AskChange } from '../two-people/ask-change.js';
import { HandOverChangeRepository } from '../two-people/hand-over-change.repository.js';
import { HandOverMessageRepository, type MessageRow } from '../hand-over-message.repository.js';
import { HandOvers } from '../hand-overs.js';
import { mayPayTwice, outcomeSaid } from './judge-finding.js';
import { SecondPerson } from '../two-people/second-person.js';

type Finding = (typeof FINDINGS)[number];
type Decided = z.infer<typeof DeliveriesDecided>;

const WORDS: Readonly<Record<Finding, string>> = {
  'never-seen': bothLanguages('薪资系统从未收到，将重新发送', 'payroll never had it, it is sent again'),
  'send-again': bothLanguages('重新发送', 'sent again'),
  'give-up': bothLanguages('放弃发送，视为被退回', 'given up, as if rejected'),
  'payroll-has-it': bothLanguages('薪资系统已收到', 'payroll has it'),
  'payroll-paid-it': bothLanguages('薪资确认已发放', 'payroll says that it paid them'),
  'payroll-rejected-it': bothLanguages(
    '薪资确认已退回，可重新发放',
    'payroll says that it rejected them, they may be paid again',
  ),
};

/** Where each payout is on its way, and what a person says of those that are stuck. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly messages: HandOverMessageRepository,
    private readonly handOvers: HandOvers,
    private readonly findings: ApplyFinding,
    private readonly changes: HandOverChangeRepository,
    private readonly asking: AskChange,
    private readonly second: SecondPerson,
  ) {}

  list(principal: Principal, query: z.infer<typeof DeliveryQuery>): Promise<z.infer<typeof DeliveryPage>> {
    requireMay(principal, 'payroll.hand-over.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.messages.list(tx, {
          runId: query.run ?? null,
          state: query.state ?? null,
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        deliveryView,
        (row) => [row.id],
      ),
    );
  }

  /**
   * All or none of them: done, or asked of a second person where a wrong word may pay twice. Said again of payouts that are so already,
   * or asked again by the same person, it changes nothing.
   * @throws step-up-required, forbidden, four-eyes, not-found, wrong-state (details: payoutId, delivery, state; asked by somebody else:
   * changeId), payouts-stopped, nobody-to-approve, copy-behind
   */
  async decide(asked: CommandRequest, body: z.infer<typeof DecideDeliveries>): Promise<Decided> {
    requireMay(asked.principal, 'payroll.hand-over.decide', { tenantId: asked.principal.tenantId });
    requireFreshSignIn(asked.principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.hand-over.decide');
    const { principal } = command;
    requireMay(principal, 'payroll.hand-over.decide', { tenantId: principal.tenantId });
    const { finding, reason } = body;
    const ids = [...new Set(body.payoutIds)];
    return this.uow.command(command, async (tx) => {
      const cases = await this.findings.lock(tx, ids, finding);
      requireNotOwn(cases, principal);
      const open = cases.filter((one) => isOpen(one, finding));
      const two = await this.#needTwo(tx, open, finding);
      const one = open.filter((each) => !two.includes(each));
      if (one.length > 0) requireLead(principal);
      await this.findings.apply(tx, finding, one, { reason, principal, askedBy: null });
      const changeId = two.length === 0 ? null : await this.#ask(tx, two, body, principal);
      if (one.length === 0 && (changeId === null || !changeId.isNew)) tx.changedNothing();
      return {
        decided: one.length,
        unchanged: ids.length - open.length,
        asked: two.length,
        changeId: changeId?.id ?? null,
      };
    });
  }

  /** Those that may be paid twice by it, and those of the only lead. */
  async #needTwo(tx: Tx, cases: readonly Case[], finding: Finding): Promise<Case[]> {
    const targets = await this.handOvers.targets(
      tx,
      cases.map(({ message }) => message.runId),
    );
    const onlyLead = await this.second.onlyLead(tx);
    return cases.filter(({ message, payout }) => {
      const target = targets(message.runId);
      const drops = this.handOvers.port(message.way).canDeduplicate(target);
      return payout.personId === onlyLead || mayPayTwice(finding, message, { drops, url: target.url });
    });
  }

  async #ask(
    tx: Tx,
    cases: readonly Case[],
    { finding, reason }: z.infer<typeof DecideDeliveries>,
    { personId, ...principal }: Principal,
  ): Promise<{ id: string; isNew: boolean }> {
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const payoutIds = cases.map(({ payout }) => payout.id);
    const before = await this.changes.openFindings(tx, payoutIds);
    const mine = before.find(
      (one) =>
        one.askedBy === personId &&
        one.kind === 'finding' &&
        one.wanted.finding === finding &&
        payoutIds.every((id) => one.payoutIds.includes(id)),
    );
    if (mine !== undefined && before.length === 1) return { id: mine.id, isNew: false };
    const [other] = before;
    if (other !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Something was asked of these payouts already: it is confirmed, refused or withdrawn first.',
        { field: 'payoutIds', details: { changeId: other.id } },
      );
    }
    const ownerIds = [...new Set(cases.map(({ payout }) => payout.personId))];
    const first = cases[0]?.payout;
    const whose =
      cases.length === 1 && first !== undefined ? `${first.personNumber} ${first.period}` : `${cases.length}`;
    const present = outcomeSaid(finding) === null ? {} : await this.changes.standing(tx, 'finding', payoutIds);
    const change = await this.asking.ask(
      tx,
      { kind: 'finding', present, wanted: { finding }, runId: null, payoutIds, reason, askedBy: personId },
      { ownerIds, payoutIds },
      `${bothLanguages('请复核发放', 'please confirm, payouts')} ${whose}：${WORDS[finding]}：${reason.slice(0, 120)}`,
      { ...principal, personId },
    );
    return { id: change.id, isNew: true };
  }
}

/** Whether payroll has one's own payout is somebody else's word, whatever the word. @throws four-eyes */
function requireNotOwn(cases: readonly Case[], { personId }: Principal): void {
  const own = cases.find(({ payout }) => payout.personId === personId);
  if (own === undefined) return;
  throw new DomainError('four-eyes', 'It is about your own pay: somebody else of finance decides it.', {
    field: 'payoutIds',
    details: { payoutId: own.payout.id },
  });
}

/** A reviewer is one of two, and decides nothing alone; nobody of HR decides anything, whatever else they hold. @throws forbidden, four-eyes */
function requireLead({ roles }: Principal): void {
  if (isOfHr(roles))
    throw new DomainError('four-eyes', 'HR does not decide where money goes: somebody of finance asks for it.');
  if (roles.some(({ role }) => role === 'finance-lead')) return;
  throw new DomainError('forbidden', 'A finance lead decides it.');
}

const deliveryView = (row: MessageRow): z.infer<typeof DeliveryView> => ({
  id: row.id,
  kind: row.kind,
  runId: row.runId,
  batchId: row.batchId,
  way: row.way,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.nextAt,
  status: row.status,
  error: row.error,
  changedAt: row.changedAt,
});

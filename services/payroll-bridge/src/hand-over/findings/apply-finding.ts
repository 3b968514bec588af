import { Injectable } from '@nestjs/common';
import type { FINDINGS } from '@goalbeat/contracts/payroll/hand-over-http';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { PayoutGate } from '../../payout-gate/payout-gate.js';
import { PayoutAnswerRepository } from '../../payout/payout-answer.repository.js';
import { PayoutRepository, type PayoutWithLine } from '../../payout/payout.repository.js';
import { TakeAnswers } from '../../payout/take-answers.js';
import { DeliveryTasks } from './delivery-tasks.js';
import { HandOverMessageRepository, type MessageRow } from '../hand-over-message.repository.js';
import { HandOvers } from '../hand-overs.js';
import { isAnswered, outcomeSaid, verdictOn } from './judge-finding.js';

type Finding = (typeof FINDINGS)[number];

export interface Case {
  message: MessageRow;
  payout: PayoutWithLine;
  /** Payroll has said something of it. */
  isHeard: boolean;
  /** It said once that it paid it, and has not taken that back. */
  isSaidPaid: boolean;
}

/** What follows from what people found payroll to have, or not to have. */
@Injectable()
export class ApplyFinding {
  constructor(
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly gate: PayoutGate,
    private readonly messages: HandOverMessageRepository,
    private readonly payouts: PayoutRepository,
    private readonly answers: TakeAnswers,
    private readonly handOvers: HandOvers,
    private readonly tasks: DeliveryTasks,
    private readonly heard: PayoutAnswerRepository,
  ) {}

  /** Payouts first: the order in which answers lock them. @throws payouts-stopped, not-found */
  async lock(tx: Tx, ids: readonly string[], finding: Finding): Promise<Case[]> {
    if (finding === 'send-again' || finding === 'never-seen') await this.gate.requireOpen(tx);
    const payouts = await this.payouts.lock(tx, ids);
    const messages = new Map((await this.messages.lock(tx, ids)).map((row) => [row.id, row]));
    const heard = await this.heard.heardOf(tx, ids);
    const saidPaid = new Set(await this.heard.saidPaid(tx, ids));
    const cases = payouts.flatMap((payout) => {
      const message = messages.get(payout.id);
      return message === undefined
        ? []
        : [{ payout, message, isHeard: heard.has(payout.id), isSaidPaid: saidPaid.has(payout.id) }];
    });
    if (cases.length < ids.length)
      throw new DomainError('not-found', 'There is no such payout on its way.', { field: 'payoutIds' });
    return cases;
  }

  /** Of locked cases of which it can be said. @param askedBy the first of two */
  async apply(
    tx: Tx,
    finding: Finding,
    cases: readonly Case[],
    { reason, principal, askedBy }: { reason: string; principal: Principal; askedBy: string | null },
  ): Promise<void> {
    if (cases.length === 0) return;
    await this.#do(tx, finding, cases, reason, principal);
    await this.tasks.follow(
      tx,
      cases.map(({ message }) => message.batchId),
    );
    const at = await this.org.now(tx);
    for (const { payout, message } of cases) {
      tx.log({
        subjectKind: 'payout',
        subjectId: payout.id,
        action: finding,
        ...actorOf(principal),
        at,
        reason,
        details: { way: message.way, delivery: message.state, from: payout.state, askedBy },
      });
    }
  }

  async #do(tx: Tx, finding: Finding, cases: readonly Case[], reason: string, principal: Principal): Promise<void> {
    const ids = cases.map(({ payout }) => payout.id);
    const changed = (state: 'given-up' | 'delivered') =>
      this.messages.change(
        tx,
        cases.map(({ message }) => ({ ...message, state, denials: 0, nextInSeconds: null })),
      );
    if (finding === 'give-up') {
      await changed('given-up');
      await this.answers.take(
        tx,
        ids.map((id) => this.#rejection(tx, id, reason)),
        actorOf(principal),
      );
      return;
    }
    if (finding === 'payroll-has-it') {
      await changed('delivered');
      await this.payouts.foundAgain(tx, ids, await this.org.clock(tx), await this.org.now(tx));
      return;
    }
    const outcome = outcomeSaid(finding);
    if (outcome !== null) {
      await this.answers.take(
        tx,
        ids.map((id) => this.#word(tx, `${finding}/${id}`, id, outcome, reason)),
        actorOf(principal),
      );
      return;
    }
    for (const [batchId, some] of Map.groupBy(cases, ({ message }) => message.batchId)) {
      const runId = some[0]?.message.runId ?? '';
      await this.handOvers.sendAgain(
        tx,
        { runId, batchId },
        some.map(({ payout }) => payout.id),
      );
      // The broker takes it for good in a moment: its silence is counted from here.
      const sent = some.filter(({ message }) => message.way === 'rabbitmq').map(({ payout }) => payout.id);
      await this.payouts.foundAgain(tx, sent, await this.org.clock(tx), await this.org.now(tx));
    }
    // Two have said of what was refused, and may have been taken elsewhere before, that it goes to where it goes now.
    const targets = await this.handOvers.targets(
      tx,
      cases.map(({ message }) => message.runId),
    );
    const found = cases.filter(
      ({ message }) => finding === 'never-seen' || message.perhapsAt !== targets(message.runId).url,
    );
    await this.messages.suspect(
      tx,
      found.map(({ message: { id } }) => ({ id, perhapsAt: null })),
    );
  }

  /** A payout comes to it once: paid and rejected by an answer are final for answers. */
  #word(tx: Tx, answerId: string, payoutId: string, outcome: 'paid' | 'rejected', reason: string): PayoutAnswer {
    const said = { answerId, tenantId: tx.tenantId, payoutId, outcome, at: this.clock.instant() };
    return outcome === 'paid' ? said : { ...said, code: 'said-by-payroll', text: reason.slice(0, 500) };
  }

  #rejection(tx: Tx, payoutId: string, reason: string): PayoutAnswer {
    return {
      answerId: `given-up/${payoutId}`,
      tenantId: tx.tenantId,
      payoutId,
      outcome: 'rejected',
      at: this.clock.instant(),
      code: 'hand-over-refused',
      text: reason.slice(0, 500),
    };
  }
}

/** Against payroll's own "paid" only payroll, or two who clear that contradiction, say that it rejected it. */
const isAgainstPaid = ({ isSaidPaid, payout }: Case, finding: Finding): boolean =>
  finding === 'payroll-rejected-it' && isSaidPaid && payout.state !== 'rejected';

export const canStillBeSaid = (one: Case, finding: Finding): boolean =>
  !isAgainstPaid(one, finding) && verdictOn(one.message.state, one.payout.state, finding, one.isHeard) === 'do';

/** @throws wrong-state when that cannot be said of it */
export function isOpen(one: Case, finding: Finding): boolean {
  const { message, payout, isHeard } = one;
  if (isAgainstPaid(one, finding))
    throw new DomainError(
      'wrong-state',
      'Payroll has said that it paid this one: two people of finance clear that, or payroll answers by its own key.',
      { field: 'payoutIds', details: { payoutId: payout.id } },
    );
  const verdict = verdictOn(message.state, payout.state, finding, isHeard);
  if (verdict !== 'impossible') return verdict === 'do';
  throw new DomainError(
    'wrong-state',
    isAnswered(payout.state)
      ? `Payroll has answered ${payout.id}: there is nothing to say of its hand-over.`
      : isHeard && finding !== 'payroll-has-it' && outcomeSaid(finding) === null
        ? `Payroll has said before that it has ${payout.id}: only payroll can take that back.`
        : `The hand-over of ${payout.id} is ${message.state} and the payout ${payout.state}: "${finding}" cannot be said of it.`,
    { field: 'payoutIds', details: { payoutId: payout.id, delivery: message.state, state: payout.state } },
  );
}

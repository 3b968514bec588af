import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { parseMoney } from '@goalbeat/domain/money/money';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { Contradictions } from '../contradiction/contradictions.js';
import type { Heard } from '../contradiction/hear-payroll.js';
import { DeliveryTasks } from '../hand-over/findings/delivery-tasks.js';
import { HandOverMessageRepository } from '../hand-over/hand-over-message.repository.js';
import { RenewFiles } from '../hand-over/files/renew-files.js';
import { AnswerEffects, type Applied } from './answer-effects.js';
import { type AnswerResult, judgeAnswer } from './judge-answer.js';
import { PayoutAnswerRepository } from './payout-answer.repository.js';
import { PayoutRepository, type PayoutWithLine } from './payout.repository.js';
import { queryAt } from './query-at.js';
import type { AnswerActor } from './answer-effects.js';

/** Payroll's answers, many in one transaction: each changes its payout at most once, in whatever order they come. */
@Injectable()
export class TakeAnswers {
  constructor(
    private readonly org: OrgCopy,
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
    private readonly effects: AnswerEffects,
    private readonly messages: HandOverMessageRepository,
    private readonly tasks: DeliveryTasks,
    private readonly contradictions: Contradictions,
    private readonly files: RenewFiles,
  ) {}

  /** @returns what became of each, in the order given */
  async take(tx: Tx, given: readonly PayoutAnswer[], actor: AnswerActor): Promise<AnswerResult[]> {
    // Locks first, then the look at what was answered: whoever was first has committed by then.
    const rows = await this.payouts.lock(tx, [...new Set(given.map((answer) => answer.payoutId))]);
    const payouts = new Map(rows.map((row) => [row.id, row]));
    const known = await this.answers.known(
      tx,
      given.flatMap((answer) => [answer.answerId, otherIdOf(answer)]),
    );
    const clock = await this.org.clock(tx);
    const now = this.org.at(clock);
    const applied = new Map<string, Applied>();
    const wrong: { answer: PayoutAnswer; payout: PayoutWithLine | null }[] = [];
    const kept: { answer: PayoutAnswer; result: AnswerResult }[] = [];
    const heard: Heard[] = [];
    const results = given.map((answer): AnswerResult => {
      const before = known.get(answer.answerId);
      if (before !== undefined) {
        if (saysTheSame(before, answer)) return 'repeated';
        // One id for two answers: a person hears of it, and it is kept under another one, since it may say that money left.
        wrong.push({ answer, payout: payouts.get(answer.payoutId) ?? null });
        const answerId = otherIdOf(answer);
        if (!known.has(answerId)) {
          const other = { ...answer, answerId };
          kept.push({ answer: other, result: 'contradiction' });
          heard.push(...heardOf(other, payouts.get(answer.payoutId), false));
        }
        known.set(answerId, answer);
        return 'contradiction';
      }
      const result = this.#one(payouts, applied, wrong, answer, clock, now);
      known.set(answer.answerId, answer);
      kept.push({ answer, result });
      heard.push(...heardOf(answer, payouts.get(answer.payoutId), result !== 'contradiction'));
      return result;
    });
    const refused = kept.filter(({ answer }) => answer.outcome === 'rejected').map(({ answer }) => answer.payoutId);
    const doubtful = await this.answers.saidPaid(tx, refused);
    await this.answers.keep(tx, kept, { at: now, broughtBy: actor.actorKind === 'person' ? actor.actorId : null });
    await this.effects.apply(tx, { applied: [...applied.values()], wrong, now, actor });
    await this.contradictions.hear(tx, heard, payouts, now);
    const still = new Set(await this.answers.saidPaid(tx, doubtful));
    await this.effects.cleared(
      tx,
      doubtful.filter((id) => !still.has(id)),
    );
    // Whoever answers has it: what was on its way to be sent again, or in doubt, is not.
    await this.tasks.follow(tx, await this.messages.arrived(tx, [...applied.keys()]));
    await this.tasks.answered(
      tx,
      kept.map(({ answer }) => answer.payoutId),
    );
    await this.files.answered(
      tx,
      kept.map(({ answer }) => answer.payoutId),
    );
    return results;
  }

  #one(
    payouts: Map<string, PayoutWithLine>,
    applied: Map<string, Applied>,
    wrong: { answer: PayoutAnswer; payout: PayoutWithLine | null }[],
    answer: PayoutAnswer,
    clock: TenantClock,
    now: string,
  ): AnswerResult {
    const payout = payouts.get(answer.payoutId);
    if (payout === undefined) {
      wrong.push({ answer, payout: null });
      return 'unknown-payout';
    }
    const verdict = judgeAnswer(payout.state, {
      outcome: answer.outcome,
      otherAmount: otherAmountOf(answer, payout) !== null,
    });
    if (verdict.result === 'contradiction') wrong.push({ answer, payout });
    if (verdict.result !== 'applied') return verdict.result;
    // Payroll's own instant counts where the tenant lives in real time; a rehearsal's clock is ours alone.
    const at = clock.rate === 1 ? new Date(answer.at).toISOString() : now;
    const { state } = verdict;
    const next: PayoutWithLine = {
      ...payout,
      state,
      version: payout.version + 1,
      answeredAt: at,
      paidAt: state === 'paid' ? at : null,
      reference: answer.reference ?? payout.reference,
      rejectionCode: state === 'rejected' ? (answer.code ?? '') : null,
      rejectionText: state === 'rejected' ? (answer.text ?? '') : null,
    };
    payouts.set(payout.id, next);
    applied.set(payout.id, {
      payout: next,
      from: applied.get(payout.id)?.from ?? payout.state,
      queryAt: state === 'accepted' ? queryAt(clock, now) : null,
    });
    return 'applied';
  }
}

const otherIdOf = ({ answerId, payoutId, outcome, code, reference, amount }: PayoutAnswer): string => {
  const meaning = JSON.stringify([payoutId, outcome, code, reference, amount?.amount, amount?.currency]);
  return `${answerId}#${createHash('sha256').update(meaning).digest('hex').slice(0, 16)}`;
};

/** Of two answers with one id; when and in which words it was said again does not matter. */
const saysTheSame = (a: PayoutAnswer, b: PayoutAnswer): boolean =>
  a.payoutId === b.payoutId &&
  a.outcome === b.outcome &&
  a.code === b.code &&
  a.reference === b.reference &&
  a.amount?.amount === b.amount?.amount &&
  a.amount?.currency === b.amount?.currency;

/** With the payout as it is by then: before an answer that changed nothing, after one that did. */
function heardOf(answer: PayoutAnswer, payout: PayoutWithLine | undefined, agrees: boolean): Heard[] {
  if (payout === undefined) return [];
  const { id, runId, state, answeredAt, requestedAt } = payout;
  const otherAmount = agrees ? null : otherAmountOf(answer, payout);
  return [{ answer, payoutId: id, runId, ours: state, oursAt: answeredAt ?? requestedAt, agrees, otherAmount }];
}

/** Null when it is ours, or when payroll does not say. */
function otherAmountOf({ amount }: PayoutAnswer, payout: PayoutWithLine): Heard['otherAmount'] {
  if (amount === undefined) return null;
  try {
    const { minor, currency } = parseMoney(amount);
    if (currency !== payout.currency) return { ...amount, minor: null };
    return minor === BigInt(payout.amountMinor) ? null : { ...amount, minor: minor.toString() };
  } catch (error) {
    // An amount that the currency cannot have is another one.
    if (isDomainError(error)) return { ...amount, minor: null };
    throw error;
  }
}

import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { WebhookAnswer } from '@goalbeat/contracts/payroll/hand-over-http';
import { DELIVERY_TRANSITIONS, type DeliveryEvent, type DeliveryState } from '@goalbeat/domain/payout/hand-over';
import { advance } from '@goalbeat/domain/lifecycle/transition';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { BY_PAYROLL, BY_TIMER } from '../../organisation/actor.js';
import { PayoutRepository } from '../../payout/payout.repository.js';
import { TakeAnswers } from '../../payout/take-answers.js';
import { DeliveryTasks } from '../findings/delivery-tasks.js';
import { byBroker, HandOverTargetRepository } from '../settings/hand-over-target.repository.js';
import { HandOverMessageRepository, type MessageChange, type MessageRow } from '../hand-over-message.repository.js';
import type { KeyFinding } from '../hand-over.port.js';
import { isAnswered } from '../findings/judge-finding.js';
import { againAfterSeconds, type AttemptResult, judgeAttempt, mayHaveTaken, type Verdict } from './judge-attempt.js';
import { WebhookClient } from './webhook-client.js';

export interface Ended {
  message: MessageRow;
  result: AttemptResult;
}

/** The first question: by then a request that was still on its way when the link was cut is in payroll's books, or never will be. */
const ASK_AFTER_S = 30;
/** Payroll has to deny it this often in a row before it is sent again. */
const DENIALS = 2;

const EVENT: Readonly<Record<Verdict['kind'], DeliveryEvent>> = {
  delivered: 'arrive',
  again: 'try-again',
  refused: 'refuse',
  unclear: 'blur',
};

/** What became of requests, written down in one transaction: message, attempt, payout, answer, task, log. */
@Injectable()
export class SettleAttempts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly messages: HandOverMessageRepository,
    private readonly targets: HandOverTargetRepository,
    private readonly payouts: PayoutRepository,
    private readonly answers: TakeAnswers,
    private readonly tasks: DeliveryTasks,
    private readonly client: WebhookClient,
  ) {}

  async settle(tx: Tx, ended: readonly Ended[]): Promise<void> {
    // Payouts before their messages: the order in which answers lock them.
    const payouts = await this.payouts.lock(
      tx,
      ended.map(({ message }) => message.id),
    );
    const answered = new Set(payouts.filter(({ state }) => isAnswered(state)).map(({ id }) => id));
    const now = new Map(
      (
        await this.messages.lock(
          tx,
          ended.map(({ message }) => message.id),
        )
      ).map((row) => [row.id, row]),
    );
    // Read behind the locks of whoever puts an address right.
    const targets = await this.targets.pinned(
      tx,
      ended.map(({ message }) => message.runId),
    );
    const judged = ended
      .filter(({ message }) => {
        const row = now.get(message.id);
        return row?.state === 'in-flight' && row.attempts === message.attempts;
      })
      .map(({ message, result }) => {
        const target = targets.get(message.runId) ?? byBroker(message.runId);
        // A closed batch moves no money: it may always come twice.
        const isPayout = message.kind === 'payout';
        const verdict = judgeAttempt(result, {
          id: message.id,
          isElsewhere: isPayout && message.perhapsAt !== null && message.perhapsAt !== target.url,
          // What one address has had the next one does not know.
          deduplicates:
            !isPayout ||
            (target.deduplicates &&
              [message.sentTo, message.perhapsAt].every((at) => at === null || at === target.url)),
        });
        // Answered while it was under way: payroll has it, whatever became of the request, and it is never sent again.
        const isKnown = answered.has(message.id) && verdict.kind !== 'delivered';
        return { message, result, verdict, isKnown, canAsk: target.queryUrl !== null };
      });
    await this.messages.change(tx, judged.map(changeOf));
    await this.messages.suspect(
      tx,
      judged
        .filter(({ result, message }) => mayHaveTaken(result) && message.perhapsAt === null)
        .map(({ message: { id, sentTo } }) => ({ id, perhapsAt: sentTo })),
    );
    await this.messages.keepAttempts(
      tx,
      judged.map(({ message, result, verdict }) => ({
        id: message.id,
        n: message.attempts,
        outcome: verdict.kind,
        ...detailOf(result),
      })),
    );
    const ofPayouts = judged.filter(({ message }) => message.kind === 'payout');
    const answers = ofPayouts.flatMap(({ message, verdict }) =>
      verdict.kind === 'delivered' ? [this.#answer(tx, message, verdict.answer)] : [],
    );
    await this.answers.take(tx, answers, BY_PAYROLL);
    const unclear = ofPayouts
      .filter(({ verdict, isKnown }) => verdict.kind === 'unclear' && !isKnown)
      .map(({ message }) => message.id);
    await this.payouts.loseSight(tx, unclear);
    await this.tasks.follow(
      tx,
      judged.map(({ message }) => message.batchId),
    );
    const at = await this.org.now(tx);
    for (const { message, result, verdict, isKnown } of judged) {
      if (isKnown || verdict.kind === 'delivered' || verdict.kind === 'again') continue;
      tx.log({
        subjectKind: message.kind === 'payout' ? 'payout' : 'payout-batch',
        subjectId: message.id,
        action: verdict.kind === 'refused' ? 'hand-over-refused' : 'hand-over-unclear',
        ...BY_TIMER,
        at,
        details: { way: message.way, attempt: message.attempts, ...detailOf(result) },
      });
    }
  }

  /**
   * What is not sent since payroll has spoken of it, if only against us: it has it, so its silence is counted from here, and whoever
   * waits for the batch hears that it has arrived.
   */
  async spokenOf(tx: Tx, messages: readonly Pick<MessageRow, 'id' | 'batchId'>[]): Promise<void> {
    if (messages.length === 0) return;
    const ids = messages.map(({ id }) => id);
    await this.payouts.foundAgain(tx, ids, await this.org.clock(tx), await this.org.now(tx));
    await this.tasks.follow(
      tx,
      messages.map(({ batchId }) => batchId),
    );
  }

  /** Asks payroll by key about what it may have, so many at once. @returns how many were asked about */
  async ask(tenantId: string, { atMost, atOnce }: { atMost: number; atOnce: number }): Promise<number> {
    const rows = await this.uow.write(tenantId, (tx) => this.messages.toAsk(tx, atMost, ASK_AFTER_S));
    if (rows.length === 0) return 0;
    const targets = await this.uow.read(tenantId, (tx) =>
      this.targets.pinned(
        tx,
        rows.map((row) => row.runId),
      ),
    );
    const waiting = [...rows];
    const one = async (): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
        const asked = row;
        const found = await this.client.query(tenantId, targets.get(asked.runId) ?? byBroker(asked.runId), asked.id);
        const target = targets.get(asked.runId) ?? byBroker(asked.runId);
        await this.uow.write(tenantId, (tx) => this.#found(tx, asked, found, target.url));
      }
    };
    // Each to its end before the turn is over, also when one of them fails.
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, one));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return rows.length;
  }

  /** @param url where it would be sent again */
  async #found(tx: Tx, asked: MessageRow, found: KeyFinding, url: string | null): Promise<void> {
    const [payout] = await this.payouts.lock(tx, [asked.id]);
    const [row] = await this.messages.lock(tx, [asked.id]);
    if (row?.state !== 'unclear') return;
    const denials = found.kind === 'never-seen' ? row.denials + 1 : 0;
    const change = { id: row.id, denials, status: null, error: null };
    if (found.kind !== 'has-it' && payout !== undefined && isAnswered(payout.state)) {
      await this.messages.change(tx, [{ ...change, denials: 0, state: 'delivered', nextInSeconds: null }]);
    } else if (found.kind === 'has-it') {
      await this.messages.change(tx, [{ ...change, denials: 0, state: 'delivered', nextInSeconds: null }]);
      await this.answers.take(tx, [this.#answer(tx, row, found.answer)], BY_PAYROLL);
    } else if (found.kind === 'never-seen' && denials >= DENIALS && isOf(row, url)) {
      // While the denials that allow it stand beside it: the database looks at them.
      await this.messages.suspect(tx, [{ id: row.id, perhapsAt: null }]);
      await this.messages.change(tx, [{ ...change, denials: 0, state: 'waiting', nextInSeconds: 0 }]);
    } else {
      const { status, error } = found.kind === 'silent' ? found : { status: null, error: 'It never saw it' };
      const isFirst = found.kind === 'never-seen' && denials < DENIALS;
      const next = isFirst ? ASK_AFTER_S : againAfterSeconds(row.attempts + 6);
      await this.messages.change(tx, [{ ...change, status, error, state: 'unclear', nextInSeconds: next }]);
    }
    await this.tasks.follow(tx, [row.batchId]);
    tx.log({
      subjectKind: 'payout',
      subjectId: row.id,
      action: 'asked-by-key',
      ...BY_TIMER,
      at: await this.org.now(tx),
      details: { finding: found.kind, denials },
    });
  }

  /** What it left out is known from the request. Taken without a word: it has it. */
  #answer(tx: Tx, { id }: MessageRow, said: WebhookAnswer | null): PayoutAnswer {
    const {
      outcome = 'accepted',
      at = this.clock.instant(),
      answerId = `webhook/${id}/${outcome}`,
      ...more
    } = said ?? {};
    return { ...more, outcome, at, answerId, tenantId: tx.tenantId, payoutId: id };
  }
}

/** Who is asked at the address that may have taken it can deny it; whoever is asked elsewhere cannot. */
const isOf = ({ perhapsAt }: MessageRow, url: string | null): boolean => perhapsAt === null || perhapsAt === url;

function changeOf({
  message,
  result,
  verdict,
  isKnown,
  canAsk,
}: {
  message: MessageRow;
  result: AttemptResult;
  verdict: Verdict;
  isKnown: boolean;
  canAsk: boolean;
}): MessageChange {
  const state: DeliveryState = advance<DeliveryState, DeliveryEvent>(
    'delivery',
    DELIVERY_TRANSITIONS,
    'in-flight',
    isKnown ? 'arrive' : EVENT[verdict.kind],
  );
  const nextInSeconds = isKnown
    ? null
    : verdict.kind === 'again'
      ? (verdict.afterSeconds ?? againAfterSeconds(message.attempts))
      : verdict.kind === 'unclear' && canAsk
        ? ASK_AFTER_S
        : null;
  return { id: message.id, state, nextInSeconds, denials: 0, ...detailOf(result) };
}

const detailOf = (result: AttemptResult): { status: number | null; error: string | null } =>
  result.kind === 'answered' ? { status: result.status, error: null } : { status: null, error: result.error };

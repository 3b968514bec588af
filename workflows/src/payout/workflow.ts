import type { PayoutRunView, PayrollActivities } from '@goalbeat/contracts/activities';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import { PAYOUT_RUN_CHANGED } from '@goalbeat/contracts/workflows';
import type { PayoutResult, PayoutRunChanged } from '@goalbeat/contracts/workflows';
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { orOperator } from '../or-operator.js';
import { ONE_ROW, WHOLE_CYCLE } from '../policies.js';
import { say, summary } from '../say.js';
import { setStage } from '../stage.js';
import { waitUntil } from '../wait.js';
import { NOT_BEGUN, learn, nextMove, resultOf, waitingFor } from './state.js';
import type { PayoutMove, PayoutRun } from './state.js';

const row = proxyActivities<PayrollActivities>({ ...ONE_ROW, taskQueue: ACTIVITY_QUEUES.payroll });
const payroll = proxyActivities<PayrollActivities>({ ...WHOLE_CYCLE, taskQueue: ACTIVITY_QUEUES.payroll });

// Clocks of two machines differ by less.
const ASKED_TOO_EARLY_MS = 10_000;

// A signal: it only says that the row is worth reading again, which is why signatures and answers need not wait for it.
export const payoutRunChanged = defineSignal<[PayoutRunChanged]>(PAYOUT_RUN_CHANGED);

/**
 * One run of payouts: signed → posted → handed over in batches → answered → reconciled → closed. The row in payroll-bridge says
 * where the run is; this workflow does the next step of it, and undoes the postings when a run is cancelled under way.
 */
export async function payout(input: PayoutRun): Promise<PayoutResult> {
  const run = { tenantId: input.tenantId, runId: input.runId };
  let progress = input.carried ?? NOT_BEGUN;
  let firstLook = input.carried === undefined;
  let stage = 'in-approval';
  let heard = 0;
  let known = 0;
  setHandler(payoutRunChanged, ({ version }) => {
    heard = Math.max(heard, version);
  });
  const news = (): boolean => heard > known;

  try {
    for (;;) {
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof payout>({ ...input, carried: progress });
      const view = await readRun();
      if (view === null) continue;
      progress = learn(progress, view, firstLook);
      firstLook = false;
      const move = nextMove(view, progress, Date.now());
      enter(view.state);
      say(waitingFor(view, move));
      if (move === 'end') return resultOf(view);
      const settled = await make(move, view);
      if (settled !== null) return resultOf(settled);
    }
  } catch (error) {
    if (isCancellation(error) && progress.postingMayNeedUndoing) await CancellationScope.nonCancellable(undo);
    throw error;
  }

  /** One step; gives the final view when it closed the run. */
  async function make(move: Exclude<PayoutMove, 'end'>, view: PayoutRunView): Promise<PayoutRunView | null> {
    switch (move) {
      case 'await-signature':
        await condition(news);
        return null;
      case 'await-release':
        // The release is told as any change of the run is: no timer, so that a stop of months adds nothing to the history.
        await condition(news);
        return null;
      case 'post':
        await post();
        return null;
      case 'hand-over':
        await handOver();
        return null;
      case 'undo':
        await undo();
        return null;
      case 'await-answers':
        await awaitAnswers(view);
        return null;
      case 'ask-payroll':
        await askPayroll(view);
        return null;
      case 'reconcile':
        await reconcile();
        return null;
      case 'close':
        return close();
    }
  }

  async function readRun(): Promise<PayoutRunView | null> {
    // Never "news" for what was heard before the read: the row is at least as new.
    known = heard;
    const read = await orOperator('reading the run', news, () =>
      row.readRun.executeWithOptions(summary('read the run'), [run]),
    );
    if (!read.accepted) return null;
    known = Math.max(known, read.value.version);
    return read.value;
  }

  async function post(): Promise<void> {
    // Before the step: a posting whose answer was lost must be undone too.
    progress = { ...progress, postingMayNeedUndoing: true };
    await orOperator('posting to the ledger', news, async () => {
      const view = await payroll.postRun.executeWithOptions(summary('post the signed lines'), [run]);
      if (view.state === 'signed' && view.stopped !== true)
        throw ApplicationFailure.nonRetryable('still signed after posting', 'not-posted');
    });
  }

  /** Between batches a change of the run (a cancellation, the stop switch) is looked at first. */
  async function handOver(): Promise<void> {
    let more = true;
    while (more && !news()) {
      const batch = await orOperator('handing over a batch', news, () =>
        payroll.handOverBatch.executeWithOptions(summary('hand over the next batch'), [run]),
      );
      if (!batch.accepted || batch.value.stopped === true) return;
      more = batch.value.remaining > 0;
      if (!more) progress = { ...progress, allHandedOver: true, postingMayNeedUndoing: false };
    }
  }

  async function awaitAnswers({ clock, queryAt }: PayoutRunView): Promise<void> {
    if (queryAt === null) return condition(news);
    await waitUntil({ clock, at: queryAt, what: `ask payroll about silence at ${queryAt}`, news, refused: false });
  }

  /** By key, and never a second hand-over: silence may well mean that the money is on its way. */
  async function askPayroll(view: PayoutRunView): Promise<void> {
    const asked = await orOperator('asking payroll by key', news, () =>
      payroll.queryUnanswered.executeWithOptions(summary(`ask about ${view.unanswered} silent payouts`), [run]),
    );
    if (asked.accepted && asked.value.queryAt === view.queryAt) {
      await condition(news, ASKED_TOO_EARLY_MS, summary('the service was not past the time yet: ask again'));
    }
  }

  async function reconcile(): Promise<void> {
    const done = await orOperator('reconciling', news, () =>
      payroll.reconcileRun.executeWithOptions(summary('reconcile the run'), [run]),
    );
    if (done.accepted) progress = { ...progress, reconciled: true };
  }

  async function close(): Promise<PayoutRunView | null> {
    const closed = await orOperator('closing the run', news, async () => {
      const view = await row.closeRun.executeWithOptions(summary('close the run'), [run]);
      if (view.state !== 'settled') throw ApplicationFailure.nonRetryable('not settled after closing', 'not-settled');
      return view;
    });
    return closed.accepted ? closed.value : null;
  }

  /** Money that is posted and never sent must not stay posted: without end, and aloud when it is refused. */
  async function undo(): Promise<void> {
    for (;;) {
      const undone = await orOperator('reversing unsent postings', news, () =>
        payroll.reverseUnsent.executeWithOptions(summary('reverse what was never handed over'), [run]),
      );
      if (undone.accepted) break;
      known = heard;
    }
    progress = { ...progress, postingMayNeedUndoing: false };
  }

  function enter(next: string): void {
    if (stage !== next) setStage(next);
    stage = next;
  }
}

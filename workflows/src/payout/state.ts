import type { PayoutRunView } from '@goalbeat/contracts/activities';
import type { PayoutInput, PayoutResult } from '@goalbeat/contracts/workflows';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';

/** What the run's row does not say. */
export interface Progress {
  /** From the moment a posting may exist until everything is handed over. */
  postingMayNeedUndoing: boolean;
  allHandedOver: boolean;
  reconciled: boolean;
}
export const NOT_BEGUN: Progress = { postingMayNeedUndoing: false, allHandedOver: false, reconciled: false };

export interface PayoutRun extends PayoutInput {
  /** Set when a long history was cut off. */
  carried?: Progress;
}

export const PAYOUT_MOVES = [
  'await-signature',
  'await-release',
  'post',
  'hand-over',
  'undo',
  'await-answers',
  'ask-payroll',
  'reconcile',
  'close',
  'end',
] as const;
export type PayoutMove = (typeof PAYOUT_MOVES)[number];

/** The step that the run's row asks for. A returned list may be submitted again, so only a cancelled one is over. */
export function nextMove(view: PayoutRunView, progress: Progress, nowMs: number): PayoutMove {
  switch (view.state) {
    case 'draft':
    case 'in-approval':
    case 'returned':
      return 'await-signature';
    case 'signed':
      return view.stopped === true ? 'await-release' : 'post';
    case 'posted':
    case 'handing-over':
      if (progress.allHandedOver) return afterHandOver(view, progress, nowMs);
      return view.stopped === true ? 'await-release' : 'hand-over';
    case 'awaiting-answers':
      return afterHandOver(view, progress, nowMs);
    case 'settled':
      return 'end';
    case 'cancelled':
      if (progress.postingMayNeedUndoing) return 'undo';
      return afterCancelling(view, progress, nowMs);
  }
}

function afterHandOver(view: PayoutRunView, progress: Progress, nowMs: number): PayoutMove {
  if (view.unanswered > 0) return isSilenceOver(view, nowMs) ? 'ask-payroll' : 'await-answers';
  return progress.reconciled ? 'close' : 'reconcile';
}

/** What was handed over before the cancellation is still payroll's to answer, and ours to compare. */
function afterCancelling(view: PayoutRunView, progress: Progress, nowMs: number): PayoutMove {
  if (view.unanswered > 0) return isSilenceOver(view, nowMs) ? 'ask-payroll' : 'await-answers';
  return progress.reconciled || view.paid + view.rejected === 0 ? 'end' : 'reconcile';
}

function isSilenceOver(view: PayoutRunView, nowMs: number): boolean {
  return view.queryAt !== null && virtualNow(view.clock, nowMs) >= view.queryAt;
}

/** What a view tells about the past of a run that this workflow did not see (it was started anew by an operator). */
export function learn(progress: Progress, view: PayoutRunView, firstLook: boolean): Progress {
  const underWay = view.state === 'posted' || view.state === 'handing-over';
  const cancelledUnseen = firstLook && view.state === 'cancelled';
  return underWay || cancelledUnseen ? { ...progress, postingMayNeedUndoing: !progress.allHandedOver } : progress;
}

export function resultOf(view: PayoutRunView): PayoutResult {
  return {
    outcome: view.state === 'cancelled' ? 'cancelled' : 'settled',
    paid: view.paid,
    rejected: view.rejected,
  };
}

export function waitingFor(view: PayoutRunView, move: PayoutMove): string {
  switch (move) {
    case 'await-signature':
      return `Waiting for finance to sign (the run is ${view.state}, version ${view.version})`;
    case 'await-release':
      return `Payouts are stopped: waiting until two people have released them (the run is ${view.state}, ${view.unanswered} payouts unanswered)`;
    case 'post':
      return 'Posting the signed lines to the ledger';
    case 'hand-over':
      return 'Handing over to payroll, batch by batch';
    case 'undo':
      return 'Cancelled: reversing postings of what was never handed over';
    case 'await-answers':
      return view.queryAt === null
        ? `Waiting for payroll: ${view.unanswered} payouts unanswered, already asked by key`
        : `Waiting for payroll until ${view.queryAt}: ${view.unanswered} payouts unanswered`;
    case 'ask-payroll':
      return `Asking payroll by key about ${view.unanswered} silent payouts`;
    case 'reconcile':
      return `Reconciling: ${view.paid} paid, ${view.rejected} rejected`;
    case 'close':
      return `Closing: ${view.paid} paid, ${view.rejected} rejected`;
    case 'end':
      return `Ended: ${view.state}, ${view.paid} paid, ${view.rejected} rejected`;
  }
}

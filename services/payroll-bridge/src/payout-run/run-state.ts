import type { BonusListState } from '@goalbeat/domain/bonus-list/lifecycle';
import type { RunState } from './payout-run.repository.js';

/**
 * Before the ledger is touched a run is where its lists are; money leaves only when each is signed or given up. One on which every
 * line is 0.00 keeps nobody's pay: it goes its own way beside the others.
 * @param lists `paying`: lines with an amount, or that keep something back
 */
export function runStateOf(lists: readonly { state: BonusListState; paying: number }[]): RunState {
  const paying = lists.filter((list) => list.paying > 0 && list.state !== 'cancelled');
  const states = new Set(
    (paying.length > 0 ? paying : lists).map((list) => list.state).filter((state) => state !== 'cancelled'),
  );
  if (states.size === 0) return 'cancelled';
  if (states.has('returned')) return 'returned';
  if (states.size === 1 && states.has('signed')) return 'signed';
  return states.has('submitted') || states.has('signed') ? 'in-approval' : 'draft';
}

/** What its lists decide about: from the first posting on the run goes its own way. */
export const followsLists = (state: RunState): boolean =>
  state === 'draft' || state === 'in-approval' || state === 'returned' || state === 'signed';

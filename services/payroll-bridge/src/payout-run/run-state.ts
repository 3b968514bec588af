import type { BonusListState } from '@goalbeat/domain/bonus-list/lifecycle';
import type { RunState } from './payout-run.repository.js';

/** Before the ledger is touched a run is where its lists are; money leaves only when each is signed or given up. */
export function runStateOf(lists: readonly { state: BonusListState }[]): RunState {
  const states = new Set(lists.map((list) => list.state).filter((state) => state !== 'cancelled'));
  if (states.size === 0) return 'cancelled';
  if (states.has('returned')) return 'returned';
  if (states.size === 1 && states.has('signed')) return 'signed';
  return states.has('submitted') || states.has('signed') ? 'in-approval' : 'draft';
}

import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const BONUS_LIST_STATES = [
  'draft',
  'submitted',
  'returned',
  'signed',
  'handed-over',
  'settled',
  'cancelled',
] as const;
export type BonusListState = (typeof BONUS_LIST_STATES)[number];

export const BONUS_LIST_EVENTS = ['submit', 'return', 'sign', 'hand-over', 'settle', 'cancel'] as const;
export type BonusListEvent = (typeof BONUS_LIST_EVENTS)[number];

// Once signed the ledger is posted: nothing is cancelled any more, lines are reversed.
export const BONUS_LIST_TRANSITIONS = {
  draft: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { return: 'returned', sign: 'signed', cancel: 'cancelled' },
  returned: { submit: 'submitted', cancel: 'cancelled' },
  signed: { 'hand-over': 'handed-over' },
  'handed-over': { settle: 'settled' },
  settled: {},
  cancelled: {},
} as const satisfies TransitionTable<BonusListState, BonusListEvent>;

/** Raises wrong-state. */
export function nextBonusList(state: BonusListState, event: BonusListEvent): BonusListState {
  return advance<BonusListState, BonusListEvent>('bonus list', BONUS_LIST_TRANSITIONS, state, event);
}

export const LINE_STATES = ['ready', 'held', 'signed', 'paid', 'rejected', 'reversed'] as const;
export type LineState = (typeof LINE_STATES)[number];

export const LINE_EVENTS = ['hold', 'release', 'sign', 'pay', 'reject', 'reverse', 'concede'] as const;
export type LineEvent = (typeof LINE_EVENTS)[number];

// Paid is final: what was wrong with it becomes a delta line of the next list.
export const LINE_TRANSITIONS = {
  ready: { hold: 'held', sign: 'signed' },
  held: { release: 'ready', reverse: 'reversed' },
  signed: { hold: 'held', pay: 'paid', reject: 'rejected', reverse: 'reversed' },
  paid: {},
  rejected: { reverse: 'reversed', concede: 'paid' },
  reversed: {},
} as const satisfies TransitionTable<LineState, LineEvent>;

/** Raises wrong-state. */
export function nextLine(state: LineState, event: LineEvent): LineState {
  return advance<LineState, LineEvent>('bonus line', LINE_TRANSITIONS, state, event);
}

import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const PAYOUT_STATES = [
  'requested',
  'handed-over',
  'accepted',
  'paid',
  'rejected',
  'unknown',
  'reversed',
] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export const PAYOUT_EVENTS = ['hand-over', 'accept', 'pay', 'reject', 'lose', 'reverse', 'concede'] as const;
export type PayoutEvent = (typeof PAYOUT_EVENTS)[number];

// Payroll may answer before our own record of the hand-over commits, hence answers in requested; a link that is cut while it is
// told makes requested unknown. Unknown goes back to handed-over only after a query by key, or somebody, said what payroll has. Paid is final; a contradiction is a person's task.
// A rejected payout is paid when two people of finance have taken payroll's word that it was (`concede`), never by an answer alone.
export const PAYOUT_TRANSITIONS = {
  requested: {
    'hand-over': 'handed-over',
    accept: 'accepted',
    pay: 'paid',
    reject: 'rejected',
    lose: 'unknown',
    reverse: 'reversed',
  },
  'handed-over': { accept: 'accepted', pay: 'paid', reject: 'rejected', lose: 'unknown' },
  accepted: { pay: 'paid', reject: 'rejected', lose: 'unknown' },
  paid: {},
  rejected: { reverse: 'reversed', concede: 'paid' },
  unknown: { 'hand-over': 'handed-over', accept: 'accepted', pay: 'paid', reject: 'rejected' },
  reversed: {},
} as const satisfies TransitionTable<PayoutState, PayoutEvent>;

/** Raises wrong-state. */
export function nextPayout(state: PayoutState, event: PayoutEvent): PayoutState {
  return advance<PayoutState, PayoutEvent>('payout', PAYOUT_TRANSITIONS, state, event);
}

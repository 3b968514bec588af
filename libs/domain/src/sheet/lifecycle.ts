import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const SHEET_STATES = [
  'issued',
  'plan-submitted',
  'plan-returned',
  'planned',
  'report-submitted',
  'report-returned',
  'confirmed',
  'unreported',
  'cancelled',
] as const;
export type SheetState = (typeof SHEET_STATES)[number];

export const SHEET_EVENTS = [
  'submit-plan',
  'return-plan',
  'accept-plan',
  'submit-report',
  'return-report',
  'confirm',
  'close-unreported',
  'cancel',
] as const;
export type SheetEvent = (typeof SHEET_EVENTS)[number];

// A plan nobody mended or decided is accepted as it stands at the deadline: the week must not lose a sheet to silence.
// A confirmed sheet is frozen, its score is being paid; corrections come as appeals and deltas.
export const SHEET_TRANSITIONS = {
  issued: {
    'submit-plan': 'plan-submitted',
    'accept-plan': 'planned',
    'close-unreported': 'unreported',
    cancel: 'cancelled',
  },
  'plan-submitted': {
    'return-plan': 'plan-returned',
    'accept-plan': 'planned',
    'close-unreported': 'unreported',
    cancel: 'cancelled',
  },
  'plan-returned': {
    'submit-plan': 'plan-submitted',
    'accept-plan': 'planned',
    'close-unreported': 'unreported',
    cancel: 'cancelled',
  },
  planned: { 'submit-report': 'report-submitted', 'close-unreported': 'unreported', cancel: 'cancelled' },
  'report-submitted': { 'return-report': 'report-returned', confirm: 'confirmed', cancel: 'cancelled' },
  'report-returned': { 'submit-report': 'report-submitted', 'close-unreported': 'unreported', cancel: 'cancelled' },
  confirmed: {},
  unreported: {},
  cancelled: {},
} as const satisfies TransitionTable<SheetState, SheetEvent>;

/** Raises wrong-state. */
export function nextSheet(state: SheetState, event: SheetEvent): SheetState {
  return advance<SheetState, SheetEvent>('goal sheet', SHEET_TRANSITIONS, state, event);
}

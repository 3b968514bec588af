import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const CYCLE_STATES = ['scheduled', 'running', 'paused', 'closed', 'cancelled', 'skipped'] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

export const CYCLE_EVENTS = ['start', 'skip', 'pause', 'resume', 'close', 'cancel'] as const;
export type CycleEvent = (typeof CYCLE_EVENTS)[number];

export const CYCLE_TRANSITIONS = {
  scheduled: { start: 'running', skip: 'skipped', cancel: 'cancelled' },
  running: { pause: 'paused', close: 'closed', cancel: 'cancelled' },
  paused: { resume: 'running', close: 'closed', cancel: 'cancelled' },
  closed: {},
  cancelled: {},
  skipped: {},
} as const satisfies TransitionTable<CycleState, CycleEvent>;

/** Raises wrong-state. */
export function nextCycle(state: CycleState, event: CycleEvent): CycleState {
  return advance<CycleState, CycleEvent>('cycle', CYCLE_TRANSITIONS, state, event);
}

import type { StepName } from '../cycle/steps.js';
import type { Instant } from '../clock/instant.js';

export const RUNG_ACTIONS = ['remind', 'escalate', 'approve', 'return', 'reject', 'hand-to-hr'] as const;
export type RungAction = (typeof RUNG_ACTIONS)[number];

export const LAST_ACTIONS = ['approve', 'return', 'reject', 'hand-to-hr'] as const;
export type LastAction = (typeof LAST_ACTIONS)[number];

/** What happens when nobody decides. Hours are working hours of the assignee. */
export interface Ladder {
  due: { workingHours: number } | { atStep: StepName };
  /** Hours before due. */
  remindBefore: number[];
  /** Hours after due; each one goes a level up. */
  escalateAfter: number[];
  /** `after`: hours after due. */
  last: { action: LastAction; after: number };
}

export interface Rung {
  /** From 1, strictly increasing, as `at` is. */
  n: number;
  at: Instant;
  action: RungAction;
}

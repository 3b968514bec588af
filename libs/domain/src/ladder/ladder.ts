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
  /** The step of the cycle after which nothing of the ladder comes; absent: the subject's own, see `CAPPED_BY`. */
  cap?: StepName | undefined;
}

/** What is waited for ends with these steps of the cycle, so no ladder of it goes on behind them. */
export const CAPPED_BY: Readonly<Record<string, StepName | undefined>> = {
  plan: 'close-confirming',
  report: 'close-confirming',
};

export interface Rung {
  /** From 1, strictly increasing, as `at` is. */
  n: number;
  at: Instant;
  action: RungAction;
}

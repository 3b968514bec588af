/** Everything a cycle may do at an instant; which of them exist, and when, is data of the definition. */
export const STEP_NAMES = [
  'issue',
  'remind-plan',
  'close-planning',
  'ask-report',
  'remind-report',
  'close-reporting',
  'close-confirming',
  'score',
  'publish',
  'bonus-list',
  'payout',
  'weekly-report',
  'archive',
] as const;

export type StepName = (typeof STEP_NAMES)[number];

import type { Cycle, Sheet } from './sheet-query.js';

/** What the week wants of its owner now. */
export const STAGES = ['plan', 'plan-waits', 'work', 'report', 'report-again', 'report-waits', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

type Timeline = Cycle['timeline'];
type Step = Timeline[number]['step'];

export const stepAt = (timeline: Timeline, step: Step): Timeline[number] | undefined =>
  timeline.find((one) => one.step === step);
const isDone = (timeline: Timeline, step: Step): boolean => (stepAt(timeline, step)?.doneAt ?? null) !== null;

export function stageOf(state: Sheet['state'], timeline: Timeline): Stage {
  switch (state) {
    case 'issued':
    case 'plan-returned':
      return 'plan';
    case 'plan-submitted':
      return 'plan-waits';
    case 'planned':
      if (isDone(timeline, 'close-reporting')) return 'closed';
      return isDone(timeline, 'ask-report') ? 'report' : 'work';
    case 'report-returned':
      return 'report-again';
    case 'report-submitted':
      return 'report-waits';
    case 'confirmed':
    case 'unreported':
    case 'cancelled':
      return 'closed';
  }
}

/** Until when that is to be done; null where nothing is. */
export function deadlineOf(stage: Stage, timeline: Timeline): string | null {
  const step: Partial<Record<Stage, Step>> = {
    plan: 'close-planning',
    work: 'close-reporting',
    report: 'close-reporting',
    'report-again': 'close-confirming',
  };
  const wanted = step[stage];
  return wanted === undefined ? null : (stepAt(timeline, wanted)?.at ?? null);
}

/** The beats of a week that its owner feels, in order. */
export const BEATS = [
  'issue',
  'close-planning',
  'close-reporting',
  'publish',
  'payout',
] as const satisfies readonly Step[];

import type { BatchRef, CycleControl, TimelineEntry } from '@goalbeat/contracts/activities';
import type { CycleInput, CycleResult } from '@goalbeat/contracts/workflows';
import type { StepName } from '@goalbeat/domain/cycle/steps';

/** What later steps need of earlier ones. Only a memory: the activities give the same answers again. */
export interface Handovers {
  /** Frozen results, pinned by goals. */
  results: BatchRef | null;
  scoreRunId: string | null;
  /** Published scores, pinned by appraisal. */
  scores: BatchRef | null;
  payoutRunIds: string[] | null;
}
export const NOTHING_HANDED_OVER: Handovers = { results: null, scoreRunId: null, scores: null, payoutRunIds: null };

export interface CycleRun extends CycleInput {
  /** Set when a long history was cut off. */
  carried?: { handovers: Handovers; stepsRun: StepName[] };
}

export type CycleMove =
  { move: 'end'; outcome: CycleResult['outcome'] } | { move: 'rest' } | { move: 'step'; entry: TimelineEntry };

/** What the control row asks for. */
export function nextMove(control: CycleControl): CycleMove {
  switch (control.state) {
    case 'cancelled':
    case 'skipped':
      return { move: 'end', outcome: 'cancelled' };
    case 'paused':
      return { move: 'rest' };
    case 'scheduled':
    case 'running':
    case 'closed': {
      const entry = control.timeline[0];
      return entry === undefined ? { move: 'end', outcome: 'archived' } : { move: 'step', entry };
    }
  }
}

/** A step run twice (moved to a later instant by HR, say) is listed once. */
export function withStep(stepsRun: readonly StepName[], step: StepName): StepName[] {
  return stepsRun.includes(step) ? [...stepsRun] : [...stepsRun, step];
}

export const STEP_WORDS = {
  issue: 'issue the sheets',
  'remind-plan': 'remind those who have not planned',
  'close-planning': 'close planning',
  'ask-report': 'ask everyone for their report',
  'remind-report': 'remind those who have not reported',
  'close-reporting': 'close reporting',
  'close-confirming': 'close confirming and freeze the results',
  score: 'score the cycle',
  publish: 'publish the scores',
  'bonus-list': 'build the bonus lists',
  payout: 'start the payouts',
  'weekly-report': 'send the weekly report',
  archive: 'archive the cycle',
} as const satisfies Record<StepName, string>;

export function waitingFor(entry: TimelineEntry): string {
  const note = entry.note === '' ? '' : `${entry.note} `;
  return `Waiting for ${note}(${entry.at}): ${STEP_WORDS[entry.step]}`;
}

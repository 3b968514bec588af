import type { MoveReason, PlannedStep } from '@goalbeat/domain/calendar/timeline';
import type { StepName } from '@goalbeat/domain/cycle/steps';

export interface StandingStep {
  step: StepName;
  at: string;
  planned: string;
  moved: MoveReason | 'by-hand' | 'pushed' | 'waits-for-payout' | null;
  provisional: boolean;
  doneAt: string | null;
}
export interface ReplannedStep extends Omit<StandingStep, 'doneAt'> {
  before: string;
}

/** What somebody or something has moved stays where it is. */
const SET: ReadonlySet<string> = new Set(['by-hand', 'pushed', 'waits-for-payout']);

/**
 * What was planned beyond the calendar's covered days, planned anew. What is done, was moved by hand or was promised within the
 * covered days stays, unless a step before it now comes later: the order holds. Returns only what differs.
 */
export function replanSteps(standing: readonly StandingStep[], timeline: readonly PlannedStep[]): ReplannedStep[] {
  const fresh = new Map(timeline.map((step) => [step.step, step]));
  const changed: ReplannedStep[] = [];
  let reached = '';
  for (const { doneAt, ...step } of standing) {
    const planned = fresh.get(step.step);
    const free = doneAt === null && step.provisional && !SET.has(step.moved ?? '') && planned !== undefined;
    const wanted = free
      ? { at: planned.at, planned: planned.planned, moved: planned.moved ?? null, provisional: planned.provisional }
      : { at: step.at, planned: step.planned, moved: step.moved, provisional: step.provisional };
    if (doneAt === null && wanted.at < reached) {
      wanted.at = reached;
      wanted.moved = 'after-predecessor';
    }
    reached = wanted.at > reached ? wanted.at : reached;
    const differs =
      wanted.at !== step.at ||
      wanted.moved !== step.moved ||
      wanted.provisional !== step.provisional ||
      wanted.planned !== step.planned;
    if (differs) changed.push({ step: step.step, before: step.at, ...wanted });
  }
  return changed;
}

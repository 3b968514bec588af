import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

export interface PendingStep {
  step: StepName;
  at: string;
  doneAt: string | null;
}
export interface MovedStep {
  step: StepName;
  at: string;
}

function pending(steps: readonly PendingStep[], step: StepName): number {
  const index = steps.findIndex((one) => one.step === step);
  const found = steps[index];
  if (found === undefined)
    throw new DomainError('validation', `step: this cycle has no step ${step}`, { field: 'step' });
  if (found.doneAt !== null) throw new DomainError('wrong-state', `${step} has been done already.`, { field: 'step' });
  return index;
}

/**
 * The step happens later; steps after it keep their instants unless it would overtake them: then they wait for it, so that
 * the order stays and pay is no later than it must be. Returns only what moves.
 * @throws validation (no such step, not later), wrong-state (done already)
 */
export function extendStep(steps: readonly PendingStep[], step: StepName, at: string, now: string): MovedStep[] {
  const index = pending(steps, step);
  const before = steps[index]?.at ?? at;
  if (at <= before || at <= now) {
    throw new DomainError('validation', `at: give an instant after ${before > now ? before : now}`, { field: 'at' });
  }
  return steps
    .slice(index)
    .filter((one) => one.doneAt === null && one.at < at)
    .map((one) => ({ step: one.step, at }));
}

/**
 * The step happens at another instant: later as `extendStep` has it; earlier, but neither in the past nor before a step that is
 * still to come before it.
 * @throws validation, wrong-state (done already)
 */
export function moveStep(steps: readonly PendingStep[], step: StepName, at: string, now: string): MovedStep[] {
  const index = pending(steps, step);
  if (at >= (steps[index]?.at ?? at)) return extendStep(steps, step, at, now);
  const before = steps.slice(0, index).findLast((one) => one.doneAt === null);
  const from = before !== undefined && before.at > now ? before.at : now;
  if (at < from) {
    const why = from === now ? 'it is past' : `${before?.step ?? ''} comes before it`;
    throw new DomainError('validation', `at: give an instant from ${from} on, ${why}`, { field: 'change.at' });
  }
  return [{ step, at }];
}

/** The step and all before it that are not done happen now. */
export function closeStepNow(steps: readonly PendingStep[], step: StepName, now: string): MovedStep[] {
  const index = pending(steps, step);
  return steps
    .slice(0, index + 1)
    .filter((one) => one.doneAt === null && one.at > now)
    .map((one) => ({ step: one.step, at: now }));
}

import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

export interface PendingStep {
  step: StepName;
  at: string;
  doneAt: string | null;
  /** `pushed`: only because a step before it came later. */
  moved?: string | null;
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

/** A slip of the year is no deadline, and calendars end. */
const FURTHEST_MS = 400 * 86_400_000;

/**
 * The step happens later; steps after it keep their instants unless they would be overtaken. The first of those waits for it, each
 * further one keeps its distance to the one before: people asked to report keep their hours for it, and pay is no later than it
 * must be. Returns only what moves.
 * @throws validation (no such step, not later), wrong-state (done already)
 */
export function extendStep(steps: readonly PendingStep[], step: StepName, at: string, now: string): MovedStep[] {
  const index = pending(steps, step);
  const before = steps[index]?.at ?? at;
  if (at <= before || at <= now) {
    throw new DomainError('validation', `at: give an instant after ${before > now ? before : now}`, { field: 'at' });
  }
  const latest = later(now, FURTHEST_MS);
  if (at > latest) throw new DomainError('validation', `at: give an instant before ${latest}`, { field: 'at' });
  const moved: MovedStep[] = [{ step, at }];
  let last: { was: string | null; at: string } = { was: null, at };
  for (const one of steps.slice(index + 1)) {
    if (one.doneAt !== null) continue;
    if (one.at >= last.at) break;
    const then = last.was === null ? at : later(last.at, Date.parse(one.at) - Date.parse(last.was));
    moved.push({ step: one.step, at: then });
    last = { was: one.at, at: then };
  }
  return moved;
}

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/**
 * The step happens at another instant: later as `extendStep` has it; earlier, but neither in the past nor before a step that is
 * still to come before it. Steps after it that were pushed come back with it, in the distances they have now and not to before
 * `usual`, where the definition has them.
 * @throws validation, wrong-state (done already)
 */
export function moveStep(
  steps: readonly PendingStep[],
  step: StepName,
  at: string,
  now: string,
  usual: ReadonlyMap<StepName, string> = new Map(),
): MovedStep[] {
  const index = pending(steps, step);
  if (at >= (steps[index]?.at ?? at)) return extendStep(steps, step, at, now);
  const before = steps.slice(0, index).findLast((one) => one.doneAt === null);
  const from = before !== undefined && before.at > now ? before.at : now;
  if (at < from) {
    const why = from === now ? 'it is past' : `${before?.step ?? ''} comes before it`;
    throw new DomainError('validation', `at: give an instant from ${from} on, ${why}`, { field: 'change.at' });
  }
  return [{ step, at }, ...backWith(steps.slice(index), at, usual)];
}

/** @param steps the one that comes earlier, and those after it */
function backWith(
  [first, ...rest]: readonly PendingStep[],
  at: string,
  usual: ReadonlyMap<StepName, string>,
): MovedStep[] {
  const moved: MovedStep[] = [];
  let last = { was: first?.at ?? at, at };
  for (const one of rest) {
    const own = usual.get(one.step);
    if (one.doneAt !== null) continue;
    if (one.moved !== 'pushed' || own === undefined) break;
    const near = later(last.at, Date.parse(one.at) - Date.parse(last.was));
    const then = near > own ? near : own;
    if (then >= one.at) break;
    moved.push({ step: one.step, at: then });
    last = { was: one.at, at: then };
  }
  return moved;
}

const CLOSES: readonly StepName[] = ['close-planning', 'close-reporting', 'close-confirming'];

/**
 * The closing and all before it that is not done happen now. What follows upon a closing, scores and money, has its own time: HR
 * cannot hurry it by a slip, nor close what was never issued.
 * @throws validation (no closing, no such step), wrong-state (done already, nothing issued yet)
 */
export function closeStepNow(steps: readonly PendingStep[], step: StepName, now: string): MovedStep[] {
  if (!CLOSES.includes(step)) {
    throw new DomainError('validation', `step: what can be closed is ${CLOSES.join(', ')}`, { field: 'step' });
  }
  const index = pending(steps, step);
  if (steps.some((one) => one.step === 'issue' && one.doneAt === null)) {
    throw new DomainError('wrong-state', 'No goals have been issued yet: there is nothing to close.', {
      field: 'step',
    });
  }
  return steps
    .slice(0, index + 1)
    .filter((one) => one.doneAt === null && one.at > now)
    .map((one) => ({ step: one.step, at: now }));
}

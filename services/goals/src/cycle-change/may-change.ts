import type { CycleChange } from '@goalbeat/contracts/goals/cycle-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { z } from 'zod';
import type { CycleRow, CycleStep } from '../cycle/cycle.repository.js';
import { requireOpen } from '../cycle/cycle-control.service.js';

type Change = z.infer<typeof CycleChange>;

/** The step after which money or scores rest on what would be changed. */
const UNTIL: Record<Change['kind'], StepName | null> = {
  template: 'close-confirming',
  target: 'close-confirming',
  weight: 'close-confirming',
  'rule-set': 'publish',
  'pay-plan': 'bonus-list',
  deadline: null,
};
const NEEDS_A_DELTA =
  'What has been paid or is on a bonus list changes only by a delta: correct it by an off-cycle list, which finance signs.';

/**
 * Whether the cycle has not come too far for this change.
 * @throws wrong-state, saying what to do
 */
export function requireChangeable(cycle: CycleRow, steps: readonly CycleStep[], { kind }: Change): void {
  if (cycle.state !== 'paused' || kind === 'deadline') requireOpen(cycle);
  const done = (step: StepName): boolean => (steps.find((one) => one.step === step)?.doneAt ?? null) !== null;
  const last = UNTIL[kind];
  if (last === null) return;
  if (done('bonus-list') || done('payout'))
    throw refused(`The bonus list of this cycle is built. ${NEEDS_A_DELTA}`, last);
  if (done(last)) {
    throw refused(
      last === 'publish'
        ? 'The scores are published: a person may appeal, and what is paid by then changes only by a delta.'
        : 'The results are confirmed and on their way to scoring: goals can no longer be changed, only the rule set or the pay plan.',
      last,
    );
  }
  if (last === 'close-confirming' && !done('issue')) {
    throw refused(
      'The sheets of this cycle are not issued yet: change the template, they will be issued from it.',
      'issue',
    );
  }
}

const refused = (message: string, step: StepName): DomainError =>
  new DomainError('wrong-state', message, { field: 'change', details: { step } });

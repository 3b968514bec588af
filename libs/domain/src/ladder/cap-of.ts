import type { Instant } from '../clock/instant.js';
import { DomainError } from '../errors/domain-error.js';
import { CAPPED_BY, type Ladder } from './ladder.js';
import type { StepInstants } from './plan-rungs.js';

/**
 * The cycle's own deadline for this kind of subject, or null when it has none. Raises validation when the ladder names a step
 * that the cycle does not have.
 */
export function capOf(ladder: Ladder, subjectKind: string, steps: StepInstants): Instant | null {
  if (ladder.cap !== undefined) {
    const cap = steps[ladder.cap];
    if (cap !== undefined) return cap;
    throw new DomainError('validation', 'The ladder is capped by a step that the cycle does not have.', {
      field: 'ladder.cap',
      details: { step: ladder.cap },
    });
  }
  const usual = CAPPED_BY[subjectKind];
  return usual === undefined ? null : (steps[usual] ?? null);
}

import { isZero, ratioOf } from '../exact/ratio.js';
import type { MeasuredGoal } from './attainment.js';

/**
 * A target of 0 where more is better: whoever does anything gets nothing for it. From a baseline there is a way to 0, and done or
 * not done is no number. Raises validation.
 */
export function outOfReach({
  type,
  direction,
  target,
  baseline,
}: Pick<MeasuredGoal, 'type' | 'direction' | 'target' | 'baseline'>): boolean {
  if (direction !== 'higher' || type === 'yes-no' || type === 'milestone') return false;
  if (!isZero(ratioOf(target, 'target'))) return false;
  return type === 'rating' || baseline === null || baseline === undefined;
}

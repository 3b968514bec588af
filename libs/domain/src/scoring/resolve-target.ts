import { DomainError } from '../errors/domain-error.js';
import { addRatio, divRatio, formatRatio, mulRatio, ratioOf, subRatio } from '../exact/ratio.js';
import type { Direction, TargetKind } from './goal-type.js';

const DECIMALS = 6;
const HUNDRED = ratioOf('100');

/**
 * The value to reach. From a baseline of 20 %, "5 percentage points" is 25 %, "a relative change of 5 %" is 21 %; where lower is
 * better, 15 % and 19 %. Half up at six decimals. Raises validation (baseline) when there is nothing to move from.
 */
export function resolveTarget(goal: {
  targetIs?: TargetKind | undefined;
  direction: Direction;
  target: string;
  baseline?: string | null | undefined;
}): string {
  const { targetIs = 'value', direction, target, baseline } = goal;
  if (targetIs === 'value') return target;
  if (baseline === undefined || baseline === null) {
    throw new DomainError('validation', 'A target that says by how much needs the baseline it starts from.', {
      field: 'baseline',
    });
  }
  const base = ratioOf(baseline, 'baseline');
  const by = ratioOf(target, 'target');
  const change = targetIs === 'percentage-points' ? by : divRatio(mulRatio(base, by), HUNDRED);
  const value = direction === 'higher' ? addRatio(base, change) : subRatio(base, change);
  return formatRatio(value, DECIMALS).replace(/\.?0+$/, '');
}

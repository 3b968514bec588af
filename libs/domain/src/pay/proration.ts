import { compareRatio, formatRatio, minRatio, mulRatio, ONE, ratioOf } from '../exact/ratio.js';
import type { GoalType } from '../scoring/goal-type.js';
import { workedShare } from './bonus-amount.js';

/**
 * The target of someone who works part of the period: quantities and amounts shrink, half-up at the target's own decimals and
 * to no less than 1 unit; everything else stays. Raises validation.
 */
export function prorateTarget(type: GoalType, target: string, workedDays: number, fullDays: number): string {
  const share = workedShare(workedDays, fullDays);
  if (type !== 'quantity' && type !== 'amount') return target;
  const full = ratioOf(target, 'target');
  const decimals = (target.split('.')[1] ?? '').length;
  const shrunk = formatRatio(mulRatio(full, share), decimals);
  const least = minRatio(ONE, full);
  return compareRatio(ratioOf(shrunk), least) < 0 ? formatRatio(least, decimals) : shrunk;
}

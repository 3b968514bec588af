import { addRatio, compareRatio, formatRatio, minRatio, mulRatio, ONE, ratioOf, subRatio } from '../exact/ratio.js';
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

/**
 * Target and baseline of someone who works part of the period. A baseline says what a full period had, so where the target shrinks
 * it shrinks alike, half-up at its own decimals; if rounding leaves no way between the two, one unit of it remains. Raises validation.
 */
export function prorateGoal(
  goal: { type: GoalType; target: string; baseline: string | null },
  workedDays: number,
  fullDays: number,
): { target: string; baseline: string | null } {
  const { type, baseline } = goal;
  const target = prorateTarget(type, goal.target, workedDays, fullDays);
  if (baseline === null || (type !== 'quantity' && type !== 'amount')) return { target, baseline };
  const decimals = (baseline.split('.')[1] ?? '').length;
  const full = ratioOf(baseline, 'baseline');
  const shrunk = mulRatio(full, workedShare(workedDays, fullDays));
  const way = compareRatio(ratioOf(goal.target, 'target'), full);
  const rounded = formatRatio(shrunk, decimals);
  if (way === 0) return { target, baseline: goal.target === baseline ? target : rounded };
  if (compareRatio(ratioOf(target, 'target'), ratioOf(rounded)) === way) return { target, baseline: rounded };
  const one = way > 0 ? subRatio(ratioOf(target, 'target'), ONE) : addRatio(ratioOf(target, 'target'), ONE);
  return { target, baseline: formatRatio(one, decimals) };
}

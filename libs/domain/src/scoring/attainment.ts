import { DomainError } from '../errors/domain-error.js';
import {
  compareRatio,
  divRatio,
  isZero,
  makeRatio,
  maxRatio,
  minRatio,
  ONE,
  type Ratio,
  ratioOf,
  subRatio,
  ZERO,
} from '../exact/ratio.js';
import type { Direction, GoalType, LowerFormula } from './goal-type.js';

export interface MeasuredGoal {
  type: GoalType;
  direction: Direction;
  target: string;
  baseline?: string | null | undefined;
  /** For lower-is-better goals without a baseline; default '2-minus'. */
  lowerFormula?: LowerFormula | undefined;
  /** Top of the scale of a rating; default the target. */
  ratingMax?: string | undefined;
}

const TWO = makeRatio(2n, 1n);
const YES = new Set(['yes', 'true', 'done']);
const NO = new Set(['no', 'false', 'not-done']);

function doneOrNot(target: string, actual: string): Ratio {
  if (YES.has(actual)) return ONE;
  if (NO.has(actual)) return ZERO;
  const wanted = YES.has(target) || target === '' ? ONE : ratioOf(target, 'target');
  const value = ratioOf(actual, 'actual');
  return compareRatio(value, isZero(wanted) ? ONE : wanted) >= 0 ? ONE : ZERO;
}

function rated(goal: MeasuredGoal, actual: Ratio): Ratio {
  const top = ratioOf(goal.ratingMax ?? goal.target, 'ratingMax');
  if (compareRatio(top, ZERO) <= 0) {
    throw new DomainError('validation', 'The scale of a rating ends above 0.', { field: 'ratingMax' });
  }
  if (compareRatio(actual, ZERO) < 0 || compareRatio(actual, top) > 0) {
    throw new DomainError('validation', 'The rating lies outside its scale.', { field: 'actual' });
  }
  return divRatio(actual, top);
}

function lower(target: Ratio, actual: Ratio, formula: LowerFormula): Ratio {
  if (formula === '2-minus') return minRatio(TWO, subRatio(TWO, divRatio(actual, target)));
  // target ÷ actual has no end as actual falls to 0, so it is capped where the other formula ends.
  return compareRatio(actual, ZERO) <= 0 ? TWO : minRatio(TWO, divRatio(target, actual));
}

/**
 * What share of the goal was reached, exact and not capped above for higher-is-better goals; never below 0. No actual counts 0.
 * Raises validation for values that are no decimals, ratings off their scale, and targets below 0 without a baseline.
 */
export function attainment(goal: MeasuredGoal, actual: string | null): Ratio {
  if (actual === null) return ZERO;
  if (goal.type === 'yes-no' || goal.type === 'milestone') return doneOrNot(goal.target, actual);
  const value = ratioOf(actual, 'actual');
  if (goal.type === 'rating') return rated(goal, value);
  const target = ratioOf(goal.target, 'target');
  if (goal.baseline !== undefined && goal.baseline !== null) {
    const base = ratioOf(goal.baseline, 'baseline');
    const way = subRatio(target, base);
    if (!isZero(way)) return maxRatio(ZERO, divRatio(subRatio(value, base), way));
    // No way to go: holding the line is the goal.
    const order = compareRatio(value, target);
    return order === 0 || order === (goal.direction === 'higher' ? 1 : -1) ? ONE : ZERO;
  }
  if (isZero(target)) return isZero(value) ? ONE : ZERO;
  if (target.num < 0n) {
    throw new DomainError('validation', 'A target below 0 needs a baseline.', { field: 'target' });
  }
  const share =
    goal.direction === 'higher' ? divRatio(value, target) : lower(target, value, goal.lowerFormula ?? '2-minus');
  return maxRatio(ZERO, share);
}

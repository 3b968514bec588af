import { compareRatio, divRatio, makeRatio, ONE, type Ratio } from '../exact/ratio.js';
import type { Direction, GoalType } from './goal-type.js';

export interface PacedGoal {
  type: GoalType;
  direction: Direction;
  /** Exact share that was reached so far; nothing entered counts 0. */
  attainment: Ratio;
}
export interface Pace {
  /** Share of what would have to be there by now; 1 is on pace. */
  share: Ratio;
  red: boolean;
}

const FROM = makeRatio(1n, 4n);
const RED_BELOW = makeRatio(7n, 10n);
/** What was red is red until it has so much again: around one border it would turn to and fro with every hour. */
const BACK_AT = makeRatio(3n, 4n);
/** Neither grows with the days: before its deadline nothing can be said of it. */
const ALL_AT_ONCE: readonly GoalType[] = ['yes-no', 'milestone'];

/**
 * How a goal stands for the time that has gone by; null where that cannot be said yet: in the first quarter, and of what is there
 * or not. What is better when lower, and ratings, are compared as they are.
 * @param elapsed share of the working time that has gone by; 1 at the deadline and after it
 * @param wasRed whether it was red when it was measured last
 */
export function paceOf({ type, direction, attainment }: PacedGoal, elapsed: Ratio, wasRed = false): Pace | null {
  const over = compareRatio(elapsed, ONE) >= 0;
  if (!over && (compareRatio(elapsed, FROM) < 0 || ALL_AT_ONCE.includes(type))) return null;
  const grows = direction === 'higher' && type !== 'rating' && !over;
  const share = grows ? divRatio(attainment, elapsed) : attainment;
  return { share, red: compareRatio(share, wasRed ? BACK_AT : RED_BELOW) < 0 };
}

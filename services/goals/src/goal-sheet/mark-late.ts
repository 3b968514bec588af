import { compareRatio, ratioOf } from '@goalbeat/domain/exact/ratio';
import type { Instant } from '@goalbeat/domain/clock/instant';
import type { GoalRow } from './goal-sheet.repository.js';

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && compareRatio(ratioOf(a), ratioOf(b)) === 0;

/**
 * The goals with the deadline that was missed, where an actual is entered now after it. A report repeating a number that was
 * entered in time is in time, and so is what was reported in time and is mended after a return.
 * @param dueOf a goal's own deadline, null: none
 */
export function markLate(
  before: readonly GoalRow[],
  after: readonly GoalRow[],
  dueOf: (goal: GoalRow) => Instant | null,
  now: Instant,
): GoalRow[] {
  const old = new Map(before.map((goal) => [goal.id, goal]));
  return after.map((goal) => {
    const was = old.get(goal.id);
    if (was === undefined || was === goal || was.outcome !== null || same(was.actual, goal.actual)) return goal;
    const due = dueOf(goal);
    return { ...goal, lateSince: due !== null && now > due ? due : null };
  });
}

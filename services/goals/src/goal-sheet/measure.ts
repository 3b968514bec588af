import { isZero, parseRatioString, ratioOf, ratioToString } from '@goalbeat/domain/exact/ratio';
import { attainment, type MeasuredGoal } from '@goalbeat/domain/scoring/attainment';
import { sheetCompletion } from '@goalbeat/domain/scoring/completion';
import type { GoalRow, Outcome } from './goal-sheet.repository.js';

/** Stored as null what is left out where it is computed. */
function scored({ lowerFormula, ratingMax, ...goal }: GoalRow): MeasuredGoal {
  return { ...goal, lowerFormula: lowerFormula ?? undefined, ratingMax: ratingMax ?? undefined };
}

/** The goal with its attainment worked out anew. @throws validation (a rating off its scale) */
export function measured(goal: GoalRow): GoalRow {
  return { ...goal, attainment: ratioToString(attainment(scored(goal), goal.actual)) };
}

/** Exact completion of a sheet, as it is stored. */
export function completionOf(goals: readonly Pick<GoalRow, 'weight' | 'attainment'>[]): string {
  return ratioToString(
    sheetCompletion(goals.map(({ weight, attainment: text }) => ({ weight, attainment: parseRatioString(text) }))),
  );
}

/** What "done" or "not done" means as a number when none is given; null stays unmeasured and counts 0. */
export function actualOf(goal: GoalRow, outcome: Outcome, given: string | null): string | null {
  if (goal.type === 'yes-no' || goal.type === 'milestone') {
    if (outcome === 'done') return isZero(ratioOf(goal.target)) ? '1' : goal.target;
    return outcome === 'not-done' ? '0' : given;
  }
  if (given !== null) return given;
  return outcome === 'done' ? goal.target : goal.actual;
}

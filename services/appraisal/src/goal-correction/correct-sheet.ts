import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { parseRatioString, ratioToString } from '@goalbeat/domain/exact/ratio';
import { sheetCompletion } from '@goalbeat/domain/scoring/completion';

export interface GoalCorrection {
  sheetId: string;
  goalId: string;
  /** Exact fraction; 1 is 100 %. */
  attainment: string;
  /** Null: what was reported stays. */
  actual: string | null;
  /** Where it can be seen that it is so. */
  evidence: string;
}

/** The sheet with what was corrected of it, in order, and the completion that it comes to then. */
export function correctSheet(sheet: SheetResult, corrections: readonly GoalCorrection[]): SheetResult {
  const byGoal = new Map(corrections.map((one) => [one.goalId, one]));
  if (byGoal.size === 0) return sheet;
  const goals = sheet.goals.map((goal) => {
    const change = byGoal.get(goal.goalId);
    return change === undefined
      ? goal
      : { ...goal, attainment: change.attainment, actual: change.actual ?? goal.actual };
  });
  const items = goals.map(({ weight, attainment }) => ({ weight, attainment: parseRatioString(attainment) }));
  return { ...sheet, goals, completion: ratioToString(sheetCompletion(items)) };
}

/** As `correctSheet` of each. */
export function correctSheets(sheets: readonly SheetResult[], corrections: readonly GoalCorrection[]): SheetResult[] {
  const bySheet = Map.groupBy(corrections, ({ sheetId }) => sheetId);
  return sheets.map((sheet) => correctSheet(sheet, bySheet.get(sheet.sheetId) ?? []));
}

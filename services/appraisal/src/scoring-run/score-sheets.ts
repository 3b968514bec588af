import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { formatRatio, parseRatioString, type Ratio } from '@goalbeat/domain/exact/ratio';
import { bandOf, type RuleSet, scoreSheet, type ScoreLine } from '@goalbeat/domain/scoring/points';
import { rankScores } from '@goalbeat/domain/scoring/rank';

export interface ScoredSheet {
  sheet: SheetResult;
  score: Ratio;
  /** Shown value, two decimals, half up. */
  scoreText: string;
  band: string;
  lines: ScoreLine[];
  rankInUnit: number;
}

/** What a sheet's stored result is worth under a rule version; the same input gives the same digits, always. */
export function scoreResult(rule: RuleSet, sheet: SheetResult): { score: Ratio; lines: ScoreLine[] } {
  return scoreSheet(
    rule,
    sheet.goals.map((goal) => ({
      goalId: goal.goalId,
      group: goal.group,
      weight: goal.weight,
      attainment: parseRatioString(goal.attainment),
    })),
  );
}

/**
 * Scores all sheets of a cycle and ranks them within their units (1, 2, 2, 4).
 * @throws validation when a goal's group is not in the rule set.
 */
export function scoreSheets(rule: RuleSet, sheets: readonly SheetResult[]): ScoredSheet[] {
  const scored = sheets.map((sheet) => ({ sheet, ...scoreResult(rule, sheet) }));
  const byUnit = Map.groupBy(scored, (entry) => entry.sheet.unitId);
  const ranks = new Map(
    [...byUnit.values()].flatMap((unit) => [
      ...rankScores(unit.map((entry) => ({ key: entry.sheet.sheetId, score: entry.score }))),
    ]),
  );
  return scored.map((entry) => ({
    ...entry,
    scoreText: formatRatio(entry.score, 2),
    band: bandOf(rule, entry.score),
    rankInUnit: ranks.get(entry.sheet.sheetId) ?? 1,
  }));
}

import { createHash } from 'node:crypto';
import type { PublishedScore, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import type { ScoreRow } from '../score/score.repository.js';

const PAGE = 100;

/**
 * The row that payroll-bridge pays by: amounts are worked out there, from exact fractions. `evidence`: of each goal that was corrected, the
 * last word, in the order of the sheet.
 */
export function publishedScore(
  score: ScoreRow,
  sheet: SheetResult,
  evidence: ReadonlyMap<string, string> = new Map(),
): PublishedScore {
  const shown = sheet.goals.flatMap(({ goalId, title }) => {
    const why = evidence.get(goalId);
    return why === undefined ? [] : [`${title}: ${why}`];
  });
  return {
    scoreId: score.id,
    sheetId: score.sheetId,
    personId: score.personId,
    unitId: score.unitId,
    grade: sheet.grade,
    score: score.score,
    scoreText: score.scoreText,
    band: score.band,
    completion: sheet.completion,
    workedDays: sheet.workedDays,
    fullDays: sheet.fullDays,
    reason: score.lines.map((line) => ({
      code: 'goal-points',
      values: {
        goal: sheet.goals.find((goal) => goal.goalId === line.goalId)?.title ?? line.goalId,
        share: line.share,
        attainment: line.attainment,
        points: line.points,
      },
      result: line.contribution,
    })),
    ...(shown.length === 0 ? {} : { evidence: shown.join('; ') }),
  };
}

/** SHA-256 over the batch's canonical text; payroll-bridge works it out again before it pays. */
export const scoresChecksum = (scores: readonly PublishedScore[]): string =>
  createHash('sha256')
    .update(canonicalRows(scores.map((score) => ({ key: score.scoreId, value: score }))))
    .digest('hex');

/** At most 100 scores a page; an empty batch is one empty page, so that whoever waits for it hears of it. */
export function scorePages(
  batch: Omit<ScoresPublished, 'page' | 'pages' | 'scores'>,
  scores: readonly PublishedScore[],
): ScoresPublished[] {
  const pages = Math.max(1, Math.ceil(scores.length / PAGE));
  return Array.from({ length: pages }, (_, page) => ({
    ...batch,
    page: page + 1,
    pages,
    scores: scores.slice(page * PAGE, (page + 1) * PAGE),
  }));
}

import type { ScoreExplain } from '@goalbeat/contracts/appraisal/http';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { formatRatio, makeRatio, mulRatio, parseRatioString, ratioToString } from '@goalbeat/domain/exact/ratio';
import { bandOf, type RuleSet } from '@goalbeat/domain/scoring/points';
import type { z } from 'zod';
import { scoreResult } from '../scoring-run/score-sheets.js';
import type { ScoreRow } from './score.repository.js';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const HUNDRED = makeRatio(100n, 1n);
const percent = (ratio: string): string => formatRatio(mulRatio(parseRatioString(ratio), HUNDRED), 2);
const number = (ratio: string): string => formatRatio(parseRatioString(ratio), 2);

/** Recomputes a score from what is stored (inputs and rule version) and says in numbers and words how it came about. */
export function explainScore(
  score: ScoreRow,
  sheet: SheetResult,
  rule: RuleSet,
  names: { ruleSet: string; ruleSetVersion: number },
  language: Language,
): z.infer<typeof ScoreExplain> {
  const again = scoreResult(rule, sheet);
  const recomputed = formatRatio(again.score, 2);
  const goals = again.lines.map((line) => {
    const goal = sheet.goals.find((candidate) => candidate.goalId === line.goalId);
    return {
      goalId: line.goalId,
      title: goal?.title ?? line.goalId,
      group: line.group,
      weight: goal?.weight ?? '0',
      target: goal?.target ?? '0',
      actual: goal?.actual ?? null,
      unit: goal?.unit ?? '',
      attainment: percent(line.attainment),
      points: number(line.points),
      contribution: number(line.contribution),
    };
  });
  return {
    scoreId: score.id,
    score: score.scoreText,
    recomputed,
    agrees:
      recomputed === score.scoreText &&
      ratioToString(again.score) === score.score &&
      bandOf(rule, again.score) === score.band &&
      JSON.stringify(again.lines) === JSON.stringify(sameOrder(score, again.lines)),
    ...names,
    goals,
    steps: again.lines.map((line, index) => ({
      code: 'goal-points',
      values: {
        goal: goals[index]?.title ?? line.goalId,
        share: line.share,
        attainment: line.attainment,
        points: line.points,
      },
      result: line.contribution,
    })),
    words: [...goals.map((goal) => words[language].goal(goal)), words[language].total(recomputed, score.band)],
  };
}

/** jsonb keeps lines in order but not the order of their members. */
const sameOrder = (score: ScoreRow, lines: ReturnType<typeof scoreResult>['lines']): typeof lines =>
  score.lines.map(({ goalId, group, share, attainment, points, contribution }) => ({
    goalId,
    group,
    share,
    attainment,
    points,
    contribution,
  }));

type Goal = z.infer<typeof ScoreExplain>['goals'][number];
const words: Record<Language, { goal(g: Goal): string; total(score: string, band: string): string }> = {
  zh: {
    goal: (g) =>
      `${g.title}：实际 ${g.actual ?? '未填报'} / 目标 ${g.target}${g.unit}，完成率 ${g.attainment}%，得 ${g.points} 分，权重 ${g.weight}，贡献 ${g.contribution} 分`,
    total: (score, band) => `总分 ${score}，等级 ${band}`,
  },
  en: {
    goal: (g) =>
      `${g.title}: ${g.actual ?? 'not reported'} of ${g.target} ${g.unit}, completion ${g.attainment}%, ${g.points} points, weight ${g.weight}, adds ${g.contribution}`,
    total: (score, band) => `Score ${score}, band ${band}`,
  },
};

import type { ScoreExplain } from '@goalbeat/contracts/appraisal/http';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { formatRatio, makeRatio, mulRatio, parseRatioString, ratioToString } from '@goalbeat/domain/exact/ratio';
import { bandOf, type RuleSet } from '@goalbeat/domain/scoring/points';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { Language } from '@goalbeat/domain/wording/language';
import type { z } from 'zod';
import { scoreResult } from '../scoring-run/score-sheets.js';
import type { ScoreRow } from './score.repository.js';

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
    words: [
      ...again.lines.flatMap((line, index) => {
        const goal = goals[index];
        return goal === undefined ? [] : [words[language].goal(goal, percent(line.share))];
      }),
      words[language].rule(rule),
      words[language].total(recomputed, bandWord(score.band, language), thresholdOf(rule, score.band)),
    ],
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

const thresholdOf = (rule: RuleSet, band: string): string | undefined =>
  rule.bands.find((candidate) => candidate.code === band)?.from;

type Goal = z.infer<typeof ScoreExplain>['goals'][number];
interface Words {
  /** @param share of the whole score, in percent: weights are relative within a group, and groups to each other */
  goal(g: Goal, share: string): string;
  rule(rule: RuleSet): string;
  total(score: string, band: string, from: string | undefined): string;
}
const words: Record<Language, Words> = {
  'zh-CN': {
    goal: (g, share) =>
      `${g.title}：实际 ${g.actual ?? '未填报'} / 目标 ${g.target}${g.unit}，完成率 ${g.attainment}%，得 ${g.points} 分；占总分 ${share}%，贡献 ${g.points} × 10 × ${share}% = ${g.contribution} 分`,
    rule: ({ points, maxScore }) =>
      `计分规则：每项 10 分相当于 100%；超过目标得 ${points.above} 分，正好达标得 ${points.met} 分，未达标得 ${points.below} × 完成率；总分 = Σ 占比 × 得分 × 10，最高 ${maxScore}。总分按得分计算，因此与目标单上的完成率不同`,
    total: (score, band, from) => `总分 ${score}，等级 ${band}${from === undefined ? '' : `（${from} 分起）`}`,
  },
  en: {
    goal: (g, share) =>
      `${g.title}: ${g.actual ?? 'not reported'} of ${g.target} ${g.unit}, completion ${g.attainment}%, ${g.points} points; with ${share}% of the score it adds ${g.points} × 10 × ${share}% = ${g.contribution}`,
    rule: ({ points, maxScore }) =>
      `The rule: 10 points of a goal mean 100%; above target ${points.above} points, at target ${points.met}, below it ${points.below} × completion. Score = Σ share × points × 10, at most ${maxScore}. It is made of points, so it differs from the sheet's completion`,
    total: (score, band, from) => `Score ${score}, band ${band}${from === undefined ? '' : ` (from ${from})`}`,
  },
};

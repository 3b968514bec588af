import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { compareRatio, formatRatio, isZero, ratioOf, sumRatios, ZERO } from '@goalbeat/domain/exact/ratio';
import { outOfReach } from '@goalbeat/domain/scoring/out-of-reach';
import { resolveTarget } from '@goalbeat/domain/scoring/resolve-target';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Goal } from './indicator-packs.js';

const HUNDRED = ratioOf('100');

/** Of a sheet's goals. @throws weights-not-100 naming `field` */
export function requireWeights100(weights: readonly string[], field: string): void {
  const sum = sumRatios(weights.map((weight) => ratioOf(weight, field)));
  if (compareRatio(sum, HUNDRED) !== 0) {
    throw new DomainError('weights-not-100', `The weights add up to ${formatRatio(sum, 2)}; make them 100.`, {
      field,
      details: { errors: [{ field, message: `the weights add up to ${formatRatio(sum, 2)}, not to 100` }] },
    });
  }
}

interface Problem {
  field: string;
  en: string;
  zh: string;
}

function weightProblems(goals: readonly Goal[]): Problem[] {
  const sum = sumRatios(goals.map((goal, n) => ratioOf(goal.weight, `goals.${n}.weight`)));
  if (compareRatio(sum, HUNDRED) === 0) return [];
  const shown = formatRatio(sum, 2);
  return [
    {
      field: 'goals',
      en: `the weights add up to ${shown}, not to 100: change one or more of them`,
      zh: `权重合计为 ${shown}，应为 100：请调整各项权重`,
    },
  ];
}

function targetProblems(goal: Goal, field: string): Problem[] {
  const problems: Problem[] = [];
  const yesOrNo = goal.type === 'yes-no' || goal.type === 'milestone';
  if (goal.type === 'rating' && isZero(ratioOf(goal.scoring?.scale ?? goal.target))) {
    problems.push({
      field: goal.scoring?.scale === undefined ? `${field}.target` : `${field}.scoring.scale`,
      en: 'is the top of the rating scale and must be above 0',
      zh: '是评分的满分，必须大于 0',
    });
  } else if (outOfReach(goal)) {
    problems.push({
      field: `${field}.target`,
      en: 'is 0 where more is better, which nobody could reach: make it above 0, or choose that lower is better',
      zh: '为 0 且“越高越好”，无人能达成：请填大于 0 的数值，或改为“越低越好”',
    });
  }
  if (goal.scoring?.scale !== undefined && goal.type !== 'rating') {
    problems.push({
      field: `${field}.scoring.scale`,
      en: 'only a rating has a scale: leave it out',
      zh: '只有评分类目标才有满分：请去掉',
    });
  }
  if (goal.scoring?.lower !== undefined && (goal.direction !== 'lower' || goal.baseline !== null)) {
    problems.push({
      field: `${field}.scoring.lower`,
      en: 'is for goals where lower is better and which have no baseline: leave it out',
      zh: '只用于“越低越好”且没有基线的目标：请去掉',
    });
  }
  if (goal.targetIs === 'value') return problems;
  if (goal.targetIs === 'percentage-points' && goal.type !== 'percentage') {
    return [
      ...problems,
      {
        field: `${field}.targetIs`,
        en: 'percentage points are for percentages: choose value or relative-change',
        zh: '只有百分比类目标才有“百分点”：请选“数值”或“相对变化”',
      },
    ];
  }
  if (yesOrNo || goal.type === 'rating') {
    return [
      ...problems,
      {
        field: `${field}.targetIs`,
        en: 'such a goal has no baseline to move from: choose value',
        zh: '这类目标没有基线：请选“数值”',
      },
    ];
  }
  try {
    if (compareRatio(ratioOf(resolveTarget(goal)), ZERO) < 0) {
      problems.push({
        field: `${field}.target`,
        en: 'falls by more than the baseline: make it smaller',
        zh: '降幅超过基线：请改小',
      });
    }
  } catch (error) {
    if (!isDomainError(error)) throw error;
    problems.push({
      field: `${field}.baseline`,
      en: 'is needed: the target says by how much it is to change',
      zh: '需要填写基线：目标写的是变化幅度',
    });
  }
  return problems;
}

/** Whatever the period is: a day before its first or after its last one is none of it. */
function deadlineProblems({ deadline }: Goal, field: string): Problem[] {
  if (deadline === null || (deadline.from === 'start' ? deadline.day >= 1 : deadline.day <= 0)) return [];
  return [
    {
      field: `${field}.deadline.day`,
      en: 'is outside of the period: counted from the start choose 1 (its first day) or more, from the end 0 (its last day) or less',
      zh: '超出周期：从周期开始算请填 1（第一天）或更大，从周期结束算请填 0（最后一天）或更小',
    },
  ];
}

/** @throws weights-not-100, validation (a code twice, a target that cannot be measured), each naming its field */
export function checkTemplateGoals(goals: readonly Goal[], language: Language): void {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  goals.forEach((goal, n) => {
    const field = `goals.${n}`;
    if (seen.has(goal.code)) {
      problems.push({
        field: `${field}.code`,
        en: 'is there already: give each goal a code of its own',
        zh: '编码重复：请为每个目标设置不同的编码',
      });
    }
    seen.add(goal.code);
    problems.push(...targetProblems(goal, field), ...deadlineProblems(goal, field));
  });
  const weights = weightProblems(goals);
  const errors = [...problems, ...weights].map(({ field, en, zh }) => ({
    field,
    message: language === 'en' ? en : zh,
  }));
  const [first] = errors;
  if (first === undefined) return;
  throw new DomainError(problems.length === 0 ? 'weights-not-100' : 'validation', `${first.field}: ${first.message}`, {
    field: first.field,
    details: { errors },
  });
}

import { DomainError } from '../errors/domain-error.js';
import {
  compareRatio,
  divRatio,
  isZero,
  makeRatio,
  minRatio,
  mulRatio,
  ONE,
  type Ratio,
  ratioOf,
  ratioToString,
  sumRatios,
} from '../exact/ratio.js';

/** Rule set, version 1: shipped, so it is never edited; what changes becomes version 2 beside it. Numbers are decimal strings. */
export interface RuleSet {
  version: 1;
  /** Weights sum to 100. */
  groups: { code: string; weight: string }[];
  /** `below` per 100 % of attainment. */
  points: { below: string; met: string; above: string };
  maxScore: string;
  /** A band holds scores from `from` on. */
  bands: { code: string; from: string }[];
}

export interface ScoredGoal {
  goalId: string;
  group: string;
  weight: string;
  attainment: Ratio;
}

/** One line of the explanation; ratios as "3/4", so that recomputing gives the same digits. */
export interface ScoreLine {
  goalId: string;
  group: string;
  /** Share of the whole score, 0 to 1. */
  share: string;
  attainment: string;
  points: string;
  /** share × points × 10, before the cap. */
  contribution: string;
}

const TEN = makeRatio(10n, 1n);

/** Raises validation, weights-not-100. */
export function checkRuleSet(rule: RuleSet): void {
  const codes = (list: readonly { code: string }[]): number => new Set(list.map((item) => item.code)).size;
  if (codes(rule.groups) !== rule.groups.length || codes(rule.bands) !== rule.bands.length || rule.bands.length === 0) {
    throw new DomainError('validation', 'Groups and bands need codes of their own, and there must be a band.');
  }
  if (rule.groups.some((group) => ratioOf(group.weight, 'groups').num < 0n)) {
    throw new DomainError('validation', 'Weights are not below 0.', { field: 'groups' });
  }
  if (compareRatio(sumRatios(rule.groups.map((group) => ratioOf(group.weight, 'groups'))), ratioOf('100')) !== 0) {
    throw new DomainError('weights-not-100', 'The weights of the groups must sum to 100.', { field: 'groups' });
  }
}

export function goalPoints(rule: RuleSet, attainment: Ratio): Ratio {
  const order = compareRatio(attainment, ONE);
  if (order > 0) return ratioOf(rule.points.above);
  return order === 0 ? ratioOf(rule.points.met) : mulRatio(ratioOf(rule.points.below), attainment);
}

function groupWeights(rule: RuleSet, goals: readonly ScoredGoal[]): Map<string, Ratio> {
  const weights = new Map(rule.groups.map((group) => [group.code, ratioOf(group.weight)]));
  const unknown = goals.find((goal) => !weights.has(goal.group));
  if (unknown !== undefined) {
    throw new DomainError('validation', 'The rule set has no such group.', { details: { group: unknown.group } });
  }
  return weights;
}

/**
 * Σ share × points × 10, at most maxScore. Within a group weights are relative to each other; a group in which the sheet has no
 * weighted goal leaves its weight to the others in proportion. A sheet without goals scores 0. Raises validation.
 */
export function scoreSheet(rule: RuleSet, goals: readonly ScoredGoal[]): { score: Ratio; lines: ScoreLine[] } {
  const ofGroup = groupWeights(rule, goals);
  const sums = new Map(
    [...ofGroup.keys()].map((code) => [
      code,
      sumRatios(goals.filter((goal) => goal.group === code).map((goal) => ratioOf(goal.weight, 'weight'))),
    ]),
  );
  const present = sumRatios(
    [...ofGroup].filter(([code]) => !isZero(sums.get(code) ?? ONE)).map(([, weight]) => weight),
  );
  const lines = goals.map((goal) => {
    const weight = ratioOf(goal.weight, 'weight');
    const counts = !isZero(weight) && !isZero(present);
    const share = counts
      ? mulRatio(divRatio(ofGroup.get(goal.group) ?? ONE, present), divRatio(weight, sums.get(goal.group) ?? ONE))
      : weight;
    const points = goalPoints(rule, goal.attainment);
    return { goal, share, points, contribution: mulRatio(mulRatio(share, points), TEN) };
  });
  return {
    score: minRatio(sumRatios(lines.map((line) => line.contribution)), ratioOf(rule.maxScore)),
    lines: lines.map(({ goal, share, points, contribution }) => ({
      goalId: goal.goalId,
      group: goal.group,
      share: ratioToString(share),
      attainment: ratioToString(goal.attainment),
      points: ratioToString(points),
      contribution: ratioToString(contribution),
    })),
  };
}

/** The band with the highest threshold that the score reaches; below all of them the lowest band. Raises validation for no bands. */
export function bandOf(rule: RuleSet, score: Ratio): string {
  const falling = [...rule.bands].sort((a, b) => compareRatio(ratioOf(b.from), ratioOf(a.from)));
  const band = falling.find((candidate) => compareRatio(score, ratioOf(candidate.from)) >= 0) ?? falling.at(-1);
  if (band === undefined) throw new DomainError('validation', 'The rule set has no bands.', { field: 'bands' });
  return band.code;
}

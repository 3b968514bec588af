import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { spreadWeights } from '@goalbeat/domain/scoring/spread-weights';
import type { Language } from '@goalbeat/domain/wording/language';
import { goalsOfPack, type Goal, type PackCode } from './indicator-packs.js';

const MOST_GOALS = 30;

/**
 * The template's goals with these packs and no others. What stays keeps its values and its weight against the others; all weights
 * are scaled to 100. @throws validation when nothing would be left, too much would be there, or a code is taken
 */
export function tickPacks(goals: readonly Goal[], packs: readonly PackCode[], language: Language): Goal[] {
  const wanted = new Set(packs);
  const kept = goals.filter((goal) => goal.pack === null || wanted.has(goal.pack));
  const there = new Set(kept.flatMap((goal) => goal.pack ?? []));
  const added = [...wanted].filter((pack) => !there.has(pack)).flatMap((pack) => goalsOfPack(pack, language));
  if (added.length === 0 && kept.length === goals.length) return [...goals];
  const taken = added.find((goal) => kept.some((own) => own.code === goal.code));
  if (taken !== undefined) {
    throw new DomainError('validation', `packs: the template has a goal ${taken.code} of its own; rename it first`, {
      field: 'packs',
    });
  }
  const all = [...kept, ...added];
  if (all.length === 0 || all.length > MOST_GOALS) {
    throw new DomainError(
      'validation',
      `packs: a template has 1 to ${MOST_GOALS} goals, these would make ${all.length}`,
      {
        field: 'packs',
      },
    );
  }
  const weights = spreadWeights(all.map((goal) => goal.weight));
  return all.map((goal, n) => ({ ...goal, weight: weights[n] ?? goal.weight }));
}

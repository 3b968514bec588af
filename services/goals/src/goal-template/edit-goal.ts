import type { EditTemplateGoal } from '@goalbeat/contracts/goals/template-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { restOf100, spreadWeights } from '@goalbeat/domain/scoring/spread-weights';
import type { z } from 'zod';
import type { Goal } from './indicator-packs.js';

/** One goal changed; a changed weight is kept and the others are scaled to the rest of 100. @throws not-found, weights-not-100 */
export function editGoal(goals: readonly Goal[], code: string, edit: z.infer<typeof EditTemplateGoal>): Goal[] {
  const before = goals.find((goal) => goal.code === code);
  if (before === undefined) throw new DomainError('not-found', `The template has no goal ${code}.`);
  const given = Object.fromEntries(
    Object.entries(edit).filter(([name, value]) => name !== 'version' && value !== undefined),
  );
  const after: Goal = { ...before, ...given };
  const others = goals.filter((goal) => goal !== before);
  if (edit.weight === undefined || others.length === 0) return goals.map((goal) => (goal === before ? after : goal));
  const weights = spreadWeights(
    others.map((goal) => goal.weight),
    restOf100(edit.weight),
  );
  const scaled = new Map(others.map((goal, n) => [goal.code, weights[n] ?? goal.weight]));
  return goals.map((goal) => (goal === before ? after : { ...goal, weight: scaled.get(goal.code) ?? goal.weight }));
}

import type { GoalTemplateView } from '@goalbeat/contracts/goals/template-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { compareRatio, formatRatio, isZero, ratioOf, sumRatios } from '@goalbeat/domain/exact/ratio';
import type { z } from 'zod';

type Goals = z.infer<typeof GoalTemplateView>['goals'];

const HUNDRED = ratioOf('100');

/** @throws weights-not-100 naming `field` */
export function requireWeights100(weights: readonly string[], field: string): void {
  const sum = sumRatios(weights.map((weight) => ratioOf(weight, field)));
  if (compareRatio(sum, HUNDRED) !== 0) {
    throw new DomainError('weights-not-100', `The weights add up to ${formatRatio(sum, 2)}; make them 100.`, {
      field,
      details: { errors: [{ field, message: `the weights add up to ${formatRatio(sum, 2)}, not to 100` }] },
    });
  }
}

/** @throws weights-not-100, validation (a code twice, a target that cannot be measured) */
export function checkTemplateGoals(goals: Goals): void {
  const errors: { field: string; message: string }[] = [];
  const seen = new Set<string>();
  goals.forEach((goal, n) => {
    if (seen.has(goal.code))
      errors.push({ field: `goals.${n}.code`, message: 'is there already; give each goal a code of its own' });
    seen.add(goal.code);
    if (goal.type === 'rating' && isZero(ratioOf(goal.target))) {
      errors.push({ field: `goals.${n}.target`, message: 'is the top of the rating scale and must be above 0' });
    }
  });
  const [first] = errors;
  if (first !== undefined) {
    throw new DomainError('validation', `${first.field}: ${first.message}`, {
      field: first.field,
      details: { errors },
    });
  }
  requireWeights100(
    goals.map((goal) => goal.weight),
    'goals',
  );
}

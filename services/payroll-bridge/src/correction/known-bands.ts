import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { nearMiss } from '@goalbeat/domain/wording/near-miss';
import type { StoredPlan } from '../pay-plan/pay-plan.repository.js';

/** Bands that a plan has an entry for; none where it does not go by them. */
export function bandsOfPlan(plan: StoredPlan): string[] {
  if (plan.version === 1) return Object.keys(plan.multiplierByBand);
  switch (plan.award.kind) {
    case 'multiplier':
      return Object.keys(plan.award.multiplierByBand);
    case 'per-band':
      return Object.keys(plan.award.amountByBand);
    case 'pool':
      return plan.award.bandsWithout ?? [];
    case 'per-point':
      return [];
  }
}

/**
 * A mistyped band would be worth nothing, or in a pool have a share that it should not have: it is one of the plan's, or of the cycle's
 * published scores. Where pay does not go by bands any may be written: one that nobody had in this cycle may be a rule's all the same.
 * Raises validation, naming the field and what is like it.
 */
export function requireKnownBands(
  plan: StoredPlan,
  published: readonly PublishedScore[],
  asked: readonly { band: string }[],
): void {
  const ofPlan = bandsOfPlan(plan);
  if (ofPlan.length === 0) return;
  const known = [...new Set([...ofPlan, ...published.map(({ band }) => band)])];
  const at = asked.findIndex(({ band }) => !known.includes(band));
  const band = asked[at]?.band;
  if (band === undefined) return;
  const near = nearMiss(band, known);
  throw new DomainError(
    'validation',
    near === null
      ? `Neither the pay plan nor the scores of the cycle have the band ${band}.`
      : `Neither the pay plan nor the scores of the cycle have the band ${band}: ${near} is meant, perhaps.`,
    { field: `scores.${at}.band`, details: { near, known } },
  );
}

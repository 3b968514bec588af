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

/** Whether whoever has a band that the plan does not name is on the list with 0, held. */
export const needsAllBands = (plan: StoredPlan): boolean =>
  plan.version === 1 || plan.award.kind === 'multiplier' || plan.award.kind === 'per-band';

/** By which bands a correction is looked at. */
export interface Bands {
  plan: StoredPlan;
  /** What the cycle's scores have. */
  published: readonly PublishedScore[];
  /** All that the cycle's rule set may give; null where nobody has told. */
  ofRules: readonly string[] | null;
}

const knownBands = ({ plan, published, ofRules }: Bands): string[] => [
  ...new Set([...(ofRules ?? bandsOfPlan(plan)), ...published.map(({ band }) => band)]),
];

/** Those that a correction takes, and the plan has an amount for. */
export function bandsToChoose(bands: Bands): string[] {
  const { plan } = bands;
  const rated = new Set(bandsOfPlan(plan));
  return knownBands(bands).filter((band) => !needsAllBands(plan) || rated.has(band));
}

/**
 * A mistyped band would be worth nothing, or in a pool have a share that it should not have: it is one that the cycle's rule set may give, or
 * that its scores have. Where the rule set's bands were not told, it is one of the plan's; a pool names only those without a share, so
 * there any may be written but what looks like a slip. Where pay does not go by bands any may be written then.
 * Raises validation, naming the field and what is like it.
 */
export function requireKnownBands(bands: Bands, asked: readonly { band: string }[]): void {
  const { plan, ofRules } = bands;
  const known = knownBands(bands);
  const isFree = ofRules === null && bandsOfPlan(plan).length === 0;
  const isKnown = (band: string): boolean =>
    isFree || known.includes(band) || (ofRules === null && isOfPool(plan) && !isSlip(band, known));
  const at = asked.findIndex(({ band }) => !isKnown(band));
  const band = asked[at]?.band;
  if (band === undefined) {
    requireRates(plan, asked);
    return;
  }
  const near = nearMiss(band, known);
  const details = { near, known };
  const field = `scores.${at}.band`;
  if (ofRules !== null)
    throw new DomainError(
      'validation',
      near === null
        ? `Neither the rule set of the cycle nor its scores have the band ${band}.`
        : `Neither the rule set of the cycle nor its scores have the band ${band}: ${near} is meant, perhaps.`,
      { field, details },
    );
  throw new DomainError(
    'validation',
    near === null
      ? `Neither the pay plan nor the scores of the cycle have the band ${band}.`
      : `Neither the pay plan nor the scores of the cycle have the band ${band}: ${near} is meant, perhaps.`,
    { field, details },
  );
}

/** Without one nothing would be said of their money but that nobody knows it, and no later correction could either. */
function requireRates(plan: StoredPlan, asked: readonly { band: string }[]): void {
  if (!needsAllBands(plan)) return;
  const known = bandsOfPlan(plan);
  const at = asked.findIndex(({ band }) => !known.includes(band));
  const band = asked[at]?.band;
  if (band === undefined) return;
  throw new DomainError(
    'validation',
    `The pay plan has nothing for the band ${band}: add it to the plan, and ask by that version (payPlan).`,
    { field: `scores.${at}.band`, details: { near: nearMiss(band, known), known } },
  );
}

const isOfPool = (plan: StoredPlan): boolean => plan.version === 2 && plan.award.kind === 'pool';

/** A letter more, less or another; "qualified" is no slip of "unqualified". */
function isSlip(band: string, known: readonly string[]): boolean {
  const near = nearMiss(band, known);
  return near !== null && Math.abs(near.length - band.length) <= 1;
}

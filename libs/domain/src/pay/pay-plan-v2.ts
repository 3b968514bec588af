import type { Asset } from '../money/asset.js';
import type { FxRate } from '../money/exchange.js';

type ByCode = Readonly<Record<string, string>>;

/** How a person's own bonus comes about. Amounts are decimal strings in the plan's currency. */
export type Award =
  /** base of the grade × multiplier of the band. */
  | { readonly kind: 'multiplier'; readonly baseByGrade: ByCode; readonly multiplierByBand: ByCode }
  /** A fixed amount a band. */
  | { readonly kind: 'per-band'; readonly amountByBand: ByCode }
  /** score × amount; a grade may have an amount of its own. */
  | { readonly kind: 'per-point'; readonly amountPerPoint: string; readonly amountByGrade?: ByCode }
  /** Split by score × base. A unit's own pool is for the people in and below it, `amount` for everybody else. */
  | {
      readonly kind: 'pool';
      readonly amount?: string;
      readonly amountByUnit?: ByCode;
      readonly baseByGrade: ByCode;
      /** Bands that have no share, such as unqualified. */
      readonly bandsWithout?: string[];
    };
export const AWARD_KINDS = ['multiplier', 'per-band', 'per-point', 'pool'] as const satisfies readonly Award['kind'][];

/** Pay plan, version 2: never edited once shipped. Everything is reckoned in `currency`, and converted at the very end. */
export interface PayPlanV2 {
  readonly version: 2;
  readonly currency: string;
  readonly award: Award;
  /** By working days of those in the period. */
  readonly prorate: boolean;
  /** Bounds of a person's own bonus, before the team's extra. */
  readonly cap?: string;
  /** Lifts a bonus above 0, never one of 0. */
  readonly floor?: string;
  /** Strictly above this completion ("1.1"), the unit's bonus total times `share` ("0.1") is added, split by bonus. */
  readonly teamExtra?: { readonly above: string; readonly share: string };
  /** What is less in the end, extra included, is not worth a transfer and becomes 0. */
  readonly minimumPayable?: string;
  /** Unit code → currency in which its people are paid; the nearest unit upwards decides, else the plan's currency. */
  readonly currencyByUnit?: ByCode;
  /** From the plan's currency into each other one. */
  readonly rates?: FxRate[];
  /** What the company counts besides currencies, when the plan is in points. */
  readonly assets?: Asset[];
}

export const EXPLAIN_CODES_V2 = [
  'base',
  'multiplier',
  'band-amount',
  'points',
  'pool',
  'no-share',
  'prorated',
  'rounded',
  'capped',
  'floored',
  'team-extra',
  'below-minimum',
  'converted',
  'no-rate',
  'no-days',
] as const;
export type ExplainCodeV2 = (typeof EXPLAIN_CODES_V2)[number];

export interface ExplainStepV2 {
  code: ExplainCodeV2;
  values: Record<string, string>;
  /** Exact while unrounded ("250/3"), a decimal amount afterwards. */
  result: string;
}

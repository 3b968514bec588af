/** Pay plan, version 1: never edited once shipped. Amounts are decimal strings in the plan's currency. */
export interface PayPlan {
  version: 1;
  currency: string;
  baseByGrade: Record<string, string>;
  /** Explicit for every band, the unqualified one too. */
  multiplierByBand: Record<string, string>;
  /** By working days of those in the period. */
  prorate: boolean;
  cap?: string;
  /** Lifts a bonus above 0, never one of 0. */
  floor?: string;
  /** Less than this is not worth a transfer and becomes 0. */
  minimumPayable?: string;
  /** Lists whose total is above go to the finance lead too. */
  leadAbove?: string;
  /** Employee number of whoever signs the line nobody else may sign. */
  finalDecider?: string;
  budget?: string;
}

export const EXPLAIN_CODES = [
  'base',
  'multiplier',
  'prorated',
  'rounded',
  'capped',
  'floored',
  'below-minimum',
] as const;
export type ExplainCode = (typeof EXPLAIN_CODES)[number];

/** Data, not words: the edge says it in the reader's language. */
export interface ExplainStep {
  code: ExplainCode;
  values: Record<string, string>;
  /** Exact while unrounded ("250/3"), a decimal amount from `rounded` on. */
  result: string;
}

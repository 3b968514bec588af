import { formatRatio, mulRatio, ratioOf } from '../exact/ratio.js';
import { assetTable } from '../money/asset.js';
import type { PayPlan } from './pay-plan.js';
import type { Award, PayPlanV2 } from './pay-plan-v2.js';

/** Factors as decimal strings; absent: as it is. */
export interface PlanScale {
  /** Bases, pools and amounts a band or point. */
  readonly amounts?: string;
  readonly multipliers?: string;
}

const MULTIPLIER_DECIMALS = 6;

/** The plan with its amounts and multipliers times a factor, rounded half-up to the currency's decimals. Raises validation. */
export function scalePlan<P extends PayPlan | PayPlanV2>(plan: P, scale: PlanScale): P {
  const exponent = assetTable(plan.version === 2 ? plan.assets : [])(plan.currency);
  const times = (text: string, factor: string | undefined, decimals: number): string =>
    factor === undefined ? text : formatRatio(mulRatio(ratioOf(text), ratioOf(factor, 'scale')), decimals);
  const amount = (text: string): string => times(text, scale.amounts, exponent);
  const all = (table: Readonly<Record<string, string>>, of: (text: string) => string): Record<string, string> =>
    Object.fromEntries(Object.entries(table).map(([code, text]) => [code, of(text)]));
  const multiplier = (text: string): string => times(text, scale.multipliers, MULTIPLIER_DECIMALS);
  if (plan.version === 1) {
    return {
      ...plan,
      baseByGrade: all(plan.baseByGrade, amount),
      multiplierByBand: all(plan.multiplierByBand, multiplier),
    };
  }
  return { ...plan, award: scaled(plan.award) };

  function scaled(award: Award): Award {
    switch (award.kind) {
      case 'multiplier':
        return {
          ...award,
          baseByGrade: all(award.baseByGrade, amount),
          multiplierByBand: all(award.multiplierByBand, multiplier),
        };
      case 'per-band':
        return { ...award, amountByBand: all(award.amountByBand, amount) };
      case 'per-point':
        return {
          ...award,
          amountPerPoint: amount(award.amountPerPoint),
          ...(award.amountByGrade === undefined ? {} : { amountByGrade: all(award.amountByGrade, amount) }),
        };
      // Bases of a pool only weigh: what is split is scaled.
      case 'pool':
        return {
          ...award,
          ...(award.amount === undefined ? {} : { amount: amount(award.amount) }),
          ...(award.amountByUnit === undefined ? {} : { amountByUnit: all(award.amountByUnit, amount) }),
        };
    }
  }
}

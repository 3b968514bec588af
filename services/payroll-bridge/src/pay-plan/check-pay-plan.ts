import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { Asset } from '@goalbeat/domain/money/asset';
import { parseMoney, type WireMoney } from '@goalbeat/domain/money/money';
import { currencyExponent } from '@goalbeat/domain/money/currency';
import { checkPayPlanV2, type PlanLimits } from '@goalbeat/domain/pay/check-pay-plan-v2';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { PayPlanV2 } from '@goalbeat/domain/pay/pay-plan-v2';

const AMOUNTS = ['cap', 'floor', 'minimumPayable', 'leadAbove', 'budget'] as const;

/**
 * Every amount must be one the currency has; codes of grades and bands are the company's own. `assets` are those that the company
 * declared: a plan of version 2 may be in them. Raises unknown-currency, money-scale, validation, naming the field.
 */
export function checkPayPlan(plan: PayPlan | (PayPlanV2 & PlanLimits), assets: readonly Asset[] = []): void {
  if (plan.version === 2) return checkPayPlanV2({ ...plan, assets: [...assets] });
  const { currency } = plan;
  currencyExponent(currency, 'data.currency');
  for (const [grade, amount] of Object.entries(plan.baseByGrade))
    checkAmount({ amount, currency }, `data.baseByGrade.${grade}`);
  for (const name of AMOUNTS) {
    const amount = plan[name];
    if (amount !== undefined) checkAmount({ amount, currency }, `data.${name}`);
  }
}

/** A plan says its currency once, so its amounts are plain text: the field is the amount itself. */
function checkAmount(money: WireMoney, field: string): void {
  try {
    parseMoney(money);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new DomainError(error.code, error.message, {
      field,
      cause: error,
      ...(error.details === undefined ? {} : { details: error.details }),
    });
  }
}

import { parseMoney } from '@goalbeat/domain/money/money';
import { currencyExponent } from '@goalbeat/domain/money/currency';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';

const AMOUNTS = ['cap', 'floor', 'minimumPayable', 'leadAbove', 'budget'] as const;

/**
 * Every amount must be one the currency has; codes of grades and bands are the company's own.
 * Raises unknown-currency, money-scale, validation, naming the field.
 */
export function checkPayPlan(plan: PayPlan): void {
  const { currency } = plan;
  currencyExponent(currency, 'data.currency');
  for (const [grade, amount] of Object.entries(plan.baseByGrade))
    parseMoney({ amount, currency }, `data.baseByGrade.${grade}`);
  for (const name of AMOUNTS) {
    const amount = plan[name];
    if (amount !== undefined) parseMoney({ amount, currency }, `data.${name}`);
  }
}

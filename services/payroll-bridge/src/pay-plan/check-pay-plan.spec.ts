import { describe, expect, it } from '@jest/globals';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import { checkPayPlan } from './check-pay-plan.js';

const plan: PayPlan = {
  version: 1,
  currency: 'JPY',
  baseByGrade: { P5: '50000' },
  multiplierByBand: { excellent: '1.5' },
  prorate: true,
};

describe('checkPayPlan', () => {
  it('takes what the currency has', () => {
    expect(() => checkPayPlan(plan)).not.toThrow();
    expect(() => checkPayPlan({ ...plan, currency: 'CNY', baseByGrade: { P5: '500.50' } })).not.toThrow();
  });

  it('names the amount with too many decimals', () => {
    expect(() => checkPayPlan({ ...plan, baseByGrade: { P5: '50000.5' } })).toThrow(
      expect.objectContaining({ code: 'money-scale', field: 'data.baseByGrade.P5' }),
    );
    expect(() => checkPayPlan({ ...plan, cap: '1.25' })).toThrow(expect.objectContaining({ field: 'data.cap' }));
  });

  it('refuses a currency that is none', () => {
    expect(() => checkPayPlan({ ...plan, currency: 'XXY' })).toThrow(
      expect.objectContaining({ code: 'unknown-currency' }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { PayPlanV2 } from './pay-plan-v2.js';
import { scalePlan } from './scale-plan.js';

const plan = (award: PayPlanV2['award'], currency = 'CNY'): PayPlanV2 => ({
  version: 2,
  currency,
  award,
  prorate: true,
});

describe('scalePlan', () => {
  it('scales amounts to the currency’s decimals and multipliers to six', () => {
    const of = {
      kind: 'multiplier' as const,
      baseByGrade: { P5: '0.05' },
      multiplierByBand: { good: '1.5', none: '0' },
    };
    expect(scalePlan(plan(of), { amounts: '1.1', multipliers: '0.333' }).award).toEqual({
      kind: 'multiplier',
      baseByGrade: { P5: '0.06' },
      multiplierByBand: { good: '0.499500', none: '0.000000' },
    });
    expect(scalePlan(plan(of), {})).toEqual(plan(of));
  });

  it('scales what is split of a pool, not what it is split by', () => {
    const of = { kind: 'pool' as const, amount: '100', amountByUnit: { sales: '33' }, baseByGrade: { P5: '500' } };
    expect(scalePlan(plan(of, 'JPY'), { amounts: '0.5', multipliers: '9' }).award).toEqual({
      kind: 'pool',
      amount: '50',
      amountByUnit: { sales: '17' },
      baseByGrade: { P5: '500' },
    });
  });

  it('scales amounts a band and a point, and a plan of version 1', () => {
    expect(scalePlan(plan({ kind: 'per-band', amountByBand: { good: '10' } }), { amounts: '2' }).award).toMatchObject({
      amountByBand: { good: '20.00' },
    });
    const point = { kind: 'per-point' as const, amountPerPoint: '1.5', amountByGrade: { P6: '2' } };
    expect(scalePlan(plan(point), { amounts: '2' }).award).toMatchObject({
      amountPerPoint: '3.00',
      amountByGrade: { P6: '4.00' },
    });
    const one = {
      version: 1 as const,
      currency: 'CNY',
      baseByGrade: { P5: '5' },
      multiplierByBand: { a: '1' },
      prorate: true,
    };
    expect(scalePlan(one, { amounts: '2', multipliers: '3' })).toMatchObject({
      baseByGrade: { P5: '10.00' },
      multiplierByBand: { a: '3.000000' },
    });
    expect(() => scalePlan(one, { amounts: 'x' })).toThrow(expect.objectContaining({ code: 'validation' }));
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney } from '../money/money.js';
import { bonusAmount, type BonusInput } from './bonus-amount.js';
import type { PayPlan } from './pay-plan.js';
import { prorateTarget } from './proration.js';

const plan: PayPlan = {
  version: 1,
  currency: 'CNY',
  baseByGrade: { P5: '1000.00' },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  prorate: true,
};
const full: BonusInput = { grade: 'P5', band: 'excellent', workedDays: 5, fullDays: 5 };
const pay = (more: Partial<PayPlan>, input: Partial<BonusInput> = {}): string =>
  formatMoney(bonusAmount({ ...plan, ...more }, { ...full, ...input }).amount).amount;

describe('bonusAmount', () => {
  it('multiplies, prorates and rounds once', () => {
    expect(pay({})).toBe('1500.00');
    expect(pay({}, { band: 'qualified', workedDays: 2, fullDays: 3 })).toBe('666.67');
    expect(pay({ prorate: false }, { workedDays: 2, fullDays: 3 })).toBe('1500.00');
    expect(pay({ currency: 'JPY', baseByGrade: { P5: '999' } })).toBe('1499');
  });

  it('limits in a written order', () => {
    expect(pay({ cap: '1200.00' })).toBe('1200.00');
    expect(pay({ floor: '800.00' }, { band: 'qualified', workedDays: 1 })).toBe('800.00');
    expect(pay({ floor: '800.00' }, { band: 'unqualified' })).toBe('0.00');
    expect(pay({ minimumPayable: '300.00' }, { band: 'qualified', workedDays: 1 })).toBe('0.00');
    expect(pay({ minimumPayable: '200.00' }, { band: 'qualified', workedDays: 1 })).toBe('200.00');
  });

  it('explains each step as data', () => {
    expect(bonusAmount({ ...plan, cap: '400.00' }, { ...full, workedDays: 1, fullDays: 3 }).explain).toEqual([
      { code: 'base', values: { grade: 'P5', base: '1000.00' }, result: '1000/1' },
      { code: 'multiplier', values: { band: 'excellent', multiplier: '1.5' }, result: '1500/1' },
      { code: 'prorated', values: { workedDays: '1', fullDays: '3' }, result: '500/1' },
      { code: 'rounded', values: { rounding: 'half-up' }, result: '500.00' },
      { code: 'capped', values: { cap: '400.00' }, result: '400.00' },
    ]);
  });

  it('refuses what the plan does not say', () => {
    for (const wrong of [
      { grade: 'P9' },
      { band: 'great' },
      { band: 'toString' },
      { workedDays: 6 },
      { fullDays: 0 },
      { workedDays: 1.5 },
    ]) {
      expect(() => bonusAmount(plan, { ...full, ...wrong })).toThrow(expect.objectContaining({ code: 'validation' }));
    }
    expect(() => bonusAmount({ ...plan, currency: 'XXX' }, full)).toThrow(
      expect.objectContaining({ code: 'unknown-currency' }),
    );
    expect(() => bonusAmount({ ...plan, cap: '1.001' }, full)).toThrow(
      expect.objectContaining({ code: 'money-scale', field: 'cap.amount' }),
    );
  });

  it('never pays more for fewer days, and ends with the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 10_000_000 }), (days, cents) => {
        const some: PayPlan = {
          ...plan,
          baseByGrade: { P5: (cents / 100).toFixed(2) },
          floor: '10.00',
          cap: '5000.00',
          minimumPayable: '5.00',
        };
        const less = bonusAmount(some, { ...full, workedDays: days, fullDays: 23 });
        const more = bonusAmount(some, { ...full, workedDays: Math.min(23, days + 1), fullDays: 23 });
        expect(less.amount.minor <= more.amount.minor).toBe(true);
        expect(less.explain.at(-1)?.result).toBe(formatMoney(less.amount).amount);
      }),
    );
  });
});

describe('prorateTarget', () => {
  it('shrinks quantities and amounts half-up, at least 1 unit', () => {
    expect(prorateTarget('quantity', '10', 3, 5)).toBe('6');
    expect(prorateTarget('quantity', '5', 1, 2)).toBe('3');
    expect(prorateTarget('quantity', '10', 0, 5)).toBe('1');
    expect(prorateTarget('amount', '1000.50', 1, 3)).toBe('333.50');
    expect(prorateTarget('quantity', '0', 1, 5)).toBe('0');
  });

  it('leaves everything else', () => {
    for (const type of ['percentage', 'duration', 'milestone', 'yes-no', 'rating'] as const) {
      expect(prorateTarget(type, '90', 1, 5)).toBe('90');
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { samePlan, type PlannedGoal } from './same-plan.js';

const orders: PlannedGoal = { code: 'orders', title: 'Orders', target: '10', weight: '60' };
const calls: PlannedGoal = { code: 'calls', title: 'Calls', target: '40', weight: '40' };

describe('samePlan', () => {
  it('does not care for the order, nor for how a number is written', () => {
    expect(samePlan([orders, calls], [calls, { ...orders, target: '10.00', weight: '60.0' }])).toBe(true);
  });

  it.each<[string, PlannedGoal[]]>([
    ['a target', [{ ...orders, target: '9.99' }, calls]],
    [
      'weights',
      [
        { ...orders, weight: '50' },
        { ...calls, weight: '50' },
      ],
    ],
    ['a title', [{ ...orders, title: 'Some orders' }, calls]],
    ['another goal', [orders, { ...calls, code: 'visits' }]],
    ['a goal more', [orders, calls, { ...calls, code: 'visits' }]],
    ['a goal less', [orders]],
  ])('sees %s', (_, now) => {
    expect(samePlan([orders, calls], now)).toBe(false);
  });
});

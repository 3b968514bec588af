import { expect, it } from '@jest/globals';
import { compareLast, sameDecimal } from './compare-last.js';
import type { Goal, LastSheet } from './desk-query.js';

const goal = (over: Partial<Goal>): Goal => ({
  id: 'g',
  code: 'orders',
  title: 'Orders',
  type: 'quantity',
  direction: 'higher',
  target: '10',
  baseline: null,
  unit: 'orders',
  weight: '60',
  group: 'kpi',
  evidenceRequired: false,
  metric: null,
  dueOn: null,
  dueAt: null,
  daysLeft: null,
  late: null,
  lowerFormula: null,
  ratingMax: null,
  actual: null,
  outcome: null,
  comment: null,
  attainment: '0.00',
  pace: null,
  evidence: [],
  returnedReason: null,
  ...over,
});
const before = (over: Partial<LastSheet['goals'][number]> = {}): LastSheet['goals'][number] => ({
  code: 'orders',
  title: 'Orders',
  target: '10.0',
  unit: 'orders',
  weight: '60',
  actual: '9',
  attainment: '90.00',
  ...over,
});

it('finds what was changed, what is new and what is gone', () => {
  const last = { period: '2026-W46', goals: [before(), before({ code: 'visits', title: 'Visits' })] };
  const { goals, gone, same } = compareLast([goal({ target: '12' }), goal({ code: 'calls' })], last);
  expect(goals.map(({ changed, before: old }) => [changed, old?.code])).toEqual([
    [['target'], 'orders'],
    [[], undefined],
  ]);
  expect(gone.map(({ code }) => code)).toEqual(['visits']);
  expect(same).toBe(false);
});

it('takes the same figures of another scale as the same', () => {
  expect(compareLast([goal({})], { period: '2026-W46', goals: [before()] }).same).toBe(true);
  expect([sameDecimal('100', '1'), sameDecimal('0.50', '0.5'), sameDecimal('10', '10.00')]).toEqual([
    false,
    true,
    true,
  ]);
});

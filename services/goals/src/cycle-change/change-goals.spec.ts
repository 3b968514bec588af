import { describe, expect, it } from '@jest/globals';
import { compareRatio, ratioOf, sumRatios } from '@goalbeat/domain/exact/ratio';
import fc from 'fast-check';
import { changeGoals, type ChangeableGoal } from './change-goals.js';

const DAYS = { worked: 5, full: 5 };
const goal = (n: number, weight: string, group = 'kpi'): ChangeableGoal => ({
  id: `goal-${n}`,
  sheetId: 'sheet',
  code: `g${n}`,
  title: `Goal ${n}`,
  type: 'quantity',
  direction: 'higher',
  target: '10',
  baseline: null,
  unit: '',
  weight,
  group,
  evidenceRequired: false,
  metric: null,
  lowerFormula: null,
  ratingMax: null,
  position: n,
  issuedTarget: '10',
  issuedWeight: weight,
  hasEvidence: false,
  actual: null,
  outcome: null,
  comment: null,
  attainment: '0/1',
  returnedReason: null,
});
const sheet = (...weights: string[]) => weights.map((weight, n) => goal(n, weight));
const weigh = (goals: readonly ChangeableGoal[], weight: string, which = 'g0') =>
  changeGoals(goals, { kind: 'weight', goal: which, weight, exact: false }, DAYS, true).goals;
const weights = (goals: readonly ChangeableGoal[]) => goals.map((one) => one.weight);
const is100 = (goals: readonly ChangeableGoal[]) =>
  compareRatio(sumRatios(goals.map((one) => ratioOf(one.weight))), ratioOf('100')) === 0;

describe('one weight changed', () => {
  it('leaves 100, whatever the decimals', () => {
    expect(weights(weigh(sheet('60', '40'), '12.35'))).toEqual(['12.35', '87.65']);
    expect(weights(weigh(sheet('60', '40'), '12.345678'))).toEqual(['12.345678', '87.654322']);
    expect(weights(weigh([goal(0, '33.333333'), goal(1, '33.333333'), goal(2, '33.333334', 'mind')], '20'))).toEqual([
      '20',
      '46.666666',
      '33.333334',
    ]);
  });

  it('mends a sheet that did not add up before', () => {
    expect(weights(weigh(sheet('12.345678', '87.65'), '30'))).toEqual(['30', '70']);
    expect(weights(weigh([goal(0, '20'), goal(1, '20'), goal(2, '50', 'mind')], '30'))).toEqual(['30', '20', '50']);
    expect(weights(weigh(sheet('90'), '30'))).toEqual(['100']);
  });

  it('makes 100 of any weights in any groups', () => {
    const weight = fc
      .integer({ min: 0, max: 100_000_000 })
      .map((n) => `${Math.floor(n / 1_000_000)}.${String(n % 1_000_000).padStart(6, '0')}`);
    const goals = fc.array(fc.tuple(weight, fc.constantFrom('kpi', 'mind', 'team')), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(goals, weight, fc.nat(8), (drawn, wanted, n) => {
        const before = drawn.map(([own, group], at) => goal(at, own, group));
        const which = `g${n % before.length}`;
        const after = weigh(before, wanted, which);
        expect(is100(after)).toBe(true);
        expect(after.every((one) => !one.weight.startsWith('-'))).toBe(true);
        const own = after.find(({ code }) => code === which)?.weight ?? '';
        // Alone on its sheet a goal has all the weight there is.
        const has = before.length > 1 ? wanted : '100';
        expect(compareRatio(ratioOf(own), ratioOf(has))).toBe(0);
      }),
    );
  });
});

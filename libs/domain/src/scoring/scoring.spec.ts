import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatRatio,
  makeRatio,
  mulRatio,
  parseRatioString,
  type Ratio,
  ratioOf,
  ratioToString,
  sumRatios,
  ZERO,
} from '../exact/ratio.js';
import { attainment, type MeasuredGoal } from './attainment.js';
import { meanCompletion, sheetCompletion } from './completion.js';
import { bandOf, checkRuleSet, goalPoints, type RuleSet, scoreSheet } from './points.js';
import { quotas } from './quotas.js';
import { rankScores } from './rank.js';

const goal = (more: Partial<MeasuredGoal>): MeasuredGoal => ({
  type: 'quantity',
  direction: 'higher',
  target: '10',
  ...more,
});
const percent = (r: Ratio): string => formatRatio(mulRatio(r, ratioOf('100')), 2);

describe('attainment', () => {
  it.each<[Partial<MeasuredGoal>, string | null, string]>([
    [{}, '12', '120.00'],
    [{}, null, '0.00'],
    [{}, '-3', '0.00'],
    [{ target: '3' }, '1', '33.33'],
    [{ target: '0' }, '0', '100.00'],
    [{ target: '0' }, '4', '0.00'],
    [{ direction: 'lower', target: '5' }, '4', '120.00'],
    [{ direction: 'lower', target: '5' }, '0', '200.00'],
    [{ direction: 'lower', target: '5' }, '11', '0.00'],
    [{ direction: 'lower', target: '5' }, '-1', '200.00'],
    [{ direction: 'lower', target: '0' }, '0', '100.00'],
    [{ direction: 'lower', target: '0' }, '1', '0.00'],
    [{ direction: 'lower', target: '5', lowerFormula: 'target-over-actual' }, '10', '50.00'],
    [{ direction: 'lower', target: '5', lowerFormula: 'target-over-actual' }, '0', '200.00'],
    [{ direction: 'lower', target: '5', lowerFormula: 'target-over-actual' }, '0.1', '200.00'],
    [{ baseline: '80', target: '90', type: 'percentage' }, '85', '50.00'],
    [{ baseline: '80', target: '90' }, '70', '0.00'],
    [{ baseline: '10', target: '5', direction: 'lower' }, '7', '60.00'],
    [{ baseline: '10', target: '0', direction: 'lower' }, '5', '50.00'],
    [{ baseline: '10', target: '10' }, '10', '100.00'],
    [{ baseline: '10', target: '10', direction: 'lower' }, '11', '0.00'],
    [{ type: 'yes-no', target: '1' }, 'yes', '100.00'],
    [{ type: 'yes-no', target: '1' }, '0', '0.00'],
    [{ type: 'milestone', target: '100' }, '50', '0.00'],
    [{ type: 'milestone', target: '100' }, '100', '100.00'],
    [{ type: 'rating', target: '4', ratingMax: '5' }, '4', '80.00'],
  ])('%j with %j is %s %%', (more, actual, expected) => {
    expect(percent(attainment(goal(more), actual))).toBe(expected);
  });

  it('refuses what cannot be measured', () => {
    for (const [more, actual] of [
      [{}, 'many'],
      [{ type: 'rating', ratingMax: '5' }, '6'],
      [{ type: 'rating', ratingMax: '0' }, '0'],
      [{ target: '-1' }, '1'],
      [{ type: 'yes-no' }, 'perhaps'],
    ] as const) {
      expect(() => attainment(goal(more), actual)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
  });

  it('rises with the actual where higher is better, falls where lower is', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    const formula = fc.constantFrom('2-minus' as const, 'target-over-actual' as const);
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 1000 }), formula, (a, b, target, lowerFormula) => {
        const [less, more] = [String(Math.min(a, b)), String(Math.max(a, b))];
        const reached = (direction: 'higher' | 'lower', actual: string): number =>
          Number(formatRatio(attainment(goal({ direction, target: String(target), lowerFormula }), actual), 12));
        expect(reached('higher', less)).toBeLessThanOrEqual(reached('higher', more));
        expect(reached('lower', less)).toBeGreaterThanOrEqual(reached('lower', more));
        expect(reached('lower', less)).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('completion', () => {
  it('weighs goals and averages sheets', () => {
    const sheet = sheetCompletion([
      { weight: '70', attainment: ratioOf('1.2') },
      { weight: '30', attainment: ZERO },
    ]);
    expect(percent(sheet)).toBe('84.00');
    expect(percent(meanCompletion([sheet, ratioOf('1')]))).toBe('92.00');
    expect(meanCompletion([])).toEqual(ZERO);
    expect(sheetCompletion([])).toEqual(ZERO);
  });
});

const rule: RuleSet = {
  version: 1,
  groups: [
    { code: 'kpi', weight: '70' },
    { code: 'behaviour', weight: '30' },
  ],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'qualified', from: '60' },
    { code: 'excellent', from: '100' },
    { code: 'unqualified', from: '0' },
  ],
};

describe('scores', () => {
  it('are Σ weight × points × 10', () => {
    const { score, lines } = scoreSheet(rule, [
      { goalId: 'g1', group: 'kpi', weight: '50', attainment: ratioOf('1.5') },
      { goalId: 'g2', group: 'kpi', weight: '50', attainment: ratioOf('1') },
      { goalId: 'g3', group: 'behaviour', weight: '100', attainment: ratioOf('0.8') },
    ]);
    expect(formatRatio(score, 2)).toBe('101.00');
    expect(lines[0]).toEqual({
      goalId: 'g1',
      group: 'kpi',
      share: '7/20',
      attainment: '3/2',
      points: '12/1',
      contribution: '42/1',
    });
    expect(bandOf(rule, score)).toBe('excellent');
    expect(bandOf(rule, ratioOf('99.999'))).toBe('qualified');
    expect(bandOf(rule, ratioOf('-1'))).toBe('unqualified');
  });

  it('step at exactly 100 %', () => {
    expect([ratioOf('0.99'), ratioOf('1'), ratioOf('1.0001')].map((r) => formatRatio(goalPoints(rule, r), 2))).toEqual([
      '9.90',
      '10.00',
      '12.00',
    ]);
  });

  it('leave the weight of an absent group to the others, and are 0 without goals', () => {
    const { score } = scoreSheet(rule, [{ goalId: 'g', group: 'kpi', weight: '1', attainment: ratioOf('1') }]);
    expect(score).toEqual(ratioOf('100'));
    expect(scoreSheet(rule, []).score).toEqual(ZERO);
    expect(
      scoreSheet({ ...rule, maxScore: '90' }, [{ goalId: 'g', group: 'kpi', weight: '1', attainment: ratioOf('1') }])
        .score,
    ).toEqual(ratioOf('90'));
    expect(() => scoreSheet(rule, [{ goalId: 'g', group: 'x', weight: '1', attainment: ZERO }])).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
  });

  it('recompute to the same digits from what is stored, with shares that sum to 1', () => {
    const item = fc.record({
      group: fc.constantFrom('kpi', 'behaviour'),
      weight: fc.integer({ min: 1, max: 100 }).map(String),
      n: fc.bigInt({ min: 0n, max: 300n }),
      d: fc.bigInt({ min: 1n, max: 300n }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
        const goals = items.map(({ group, weight, n, d }, i) => ({
          goalId: String(i),
          group,
          weight,
          attainment: makeRatio(n, d),
        }));
        const { score, lines } = scoreSheet(rule, goals);
        expect(sumRatios(lines.map((line) => parseRatioString(line.share)))).toEqual(ratioOf('1'));
        expect(sumRatios(lines.map((line) => parseRatioString(line.contribution)))).toEqual(score);
        const stored = lines.map((line, i) => ({ ...goals[i]!, attainment: parseRatioString(line.attainment) }));
        expect(ratioToString(scoreSheet(rule, stored).score)).toBe(ratioToString(score));
      }),
    );
  });

  it('check the rule set', () => {
    expect(() => checkRuleSet(rule)).not.toThrow();
    expect(() => checkRuleSet({ ...rule, groups: [{ code: 'kpi', weight: '99.9' }] })).toThrow(
      expect.objectContaining({ code: 'weights-not-100', field: 'groups' }),
    );
    expect(() => checkRuleSet({ ...rule, bands: [] })).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(() =>
      checkRuleSet({
        ...rule,
        groups: [
          { code: 'a', weight: '130' },
          { code: 'b', weight: '-30' },
        ],
      }),
    ).toThrow(expect.objectContaining({ code: 'validation' }));
  });
});

describe('rank', () => {
  it('is 1, 2, 2, 4 on unrounded scores', () => {
    const ranks = rankScores([
      { key: 'E4', score: ratioOf('70') },
      { key: 'E3', score: makeRatio(250n, 3n) },
      { key: 'E2', score: makeRatio(500n, 6n) },
      { key: 'E1', score: ratioOf('83.34') },
    ]);
    expect([...ranks]).toEqual([
      ['E1', 1],
      ['E2', 2],
      ['E3', 2],
      ['E4', 4],
    ]);
  });
});

describe('quotas', () => {
  it('fill by largest remainder, ties to the middle', () => {
    expect(quotas(10, ['20', '70', '10'])).toEqual([2, 7, 1]);
    expect(quotas(13, ['20', '70', '10'])).toEqual([3, 9, 1]);
    expect(quotas(15, ['20', '70', '10'])).toEqual([3, 11, 1]);
    expect(quotas(1, ['50', '50'])).toEqual([1, 0]);
    expect(quotas(2, ['25', '50', '25'])).toEqual([1, 1, 0]);
  });

  it('refuse what is no spread', () => {
    expect(() => quotas(10, ['20', '70'])).toThrow(expect.objectContaining({ code: 'weights-not-100' }));
    expect(() => quotas(10, ['120', '-20'])).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(() => quotas(1.5, ['100'])).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('sum to everybody, each within one of its share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }),
        (n, cuts) => {
          const edges = [0, ...cuts.sort((a, b) => a - b), 1000];
          const tenths = edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0));
          const parts = quotas(
            n,
            tenths.map((t) => `${Math.floor(t / 10)}.${t % 10}`),
          );
          expect(parts.reduce((a, b) => a + b, 0)).toBe(n);
          parts.forEach((part, i) => expect(Math.abs(part - (n * (tenths[i] ?? 0)) / 1000)).toBeLessThan(1));
        },
      ),
    );
  });
});

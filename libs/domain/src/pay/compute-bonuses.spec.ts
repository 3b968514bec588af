import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeRatio, ratioOf } from '../exact/ratio.js';
import { formatMinor } from '../money/minor-units.js';
import { checkPayPlanV2, type PlanLimits } from './check-pay-plan-v2.js';
import { type BonusLine, computeBonuses, currencyOf } from './compute-bonuses.js';
import type { BonusPerson } from './own-award.js';
import type { Award, PayPlanV2 } from './pay-plan-v2.js';
import { recompute } from './recompute.js';

const person = (number: string, over: Partial<BonusPerson> = {}): BonusPerson => ({
  number,
  units: ['sales', 'acme'],
  grade: 'P5',
  band: 'excellent',
  score: makeRatio(100n, 1n),
  workedDays: 5,
  fullDays: 5,
  ...over,
});
const MULTIPLIER: Award = {
  kind: 'multiplier',
  baseByGrade: { P5: '1000', P6: '1500.50' },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
};
const POOL: Award = {
  kind: 'pool',
  amount: '100',
  baseByGrade: { P5: '1000', P6: '2000' },
  bandsWithout: ['unqualified'],
};
const plan = (award: Award = MULTIPLIER, over: Partial<PayPlanV2> = {}): PayPlanV2 => ({
  version: 2,
  currency: 'CNY',
  award,
  prorate: true,
  ...over,
});
const minors = (lines: readonly BonusLine[]): bigint[] => lines.map(({ amount }) => amount.minor);
const codes = (line: BonusLine | undefined): string[] => (line?.explain ?? []).map(({ code }) => code);

describe('a bonus of one’s own', () => {
  it('multiplies a base, pays a band, or pays points, and prorates before the one rounding', () => {
    const people = [person('E1'), person('E2', { band: 'qualified', grade: 'P6', workedDays: 1, fullDays: 3 })];
    expect(minors(computeBonuses(plan(), people, [], []).lines)).toEqual([150000n, 50017n]);
    const band = plan({ kind: 'per-band', amountByBand: { excellent: '800', qualified: '0' } });
    expect(minors(computeBonuses(band, people, [], []).lines)).toEqual([80000n, 0n]);
    const points = plan({ kind: 'per-point', amountPerPoint: '3.5', amountByGrade: { P6: '5' } });
    const scored = people.map((one) => ({ ...one, score: makeRatio(260n, 3n) }));
    expect(minors(computeBonuses(points, scored, [], []).lines)).toEqual([30333n, 14444n]);
    expect(minors(computeBonuses({ ...points, prorate: false }, scored, [], []).lines)).toEqual([30333n, 43333n]);
    const below = [person('E1', { score: makeRatio(-1n, 1n) })];
    expect(minors(computeBonuses(points, below, [], []).lines)).toEqual([0n]);
  });

  it('caps, lifts, and leaves out what is too little to transfer', () => {
    const limits = { cap: '1200', floor: '800', minimumPayable: '900' };
    const people = [
      person('E1'),
      person('E2', { band: 'qualified', workedDays: 1 }),
      person('E3', { band: 'unqualified' }),
    ];
    const { lines } = computeBonuses(plan(MULTIPLIER, limits), people, [], []);
    expect(minors(lines)).toEqual([120000n, 0n, 0n]);
    expect(lines.map(codes)).toEqual([
      ['base', 'multiplier', 'prorated', 'rounded', 'capped'],
      ['base', 'multiplier', 'prorated', 'rounded', 'floored', 'below-minimum'],
      ['base', 'multiplier', 'prorated', 'rounded'],
    ]);
    const exactly = plan(MULTIPLIER, { cap: '1500', floor: '1500', minimumPayable: '1500' });
    expect(codes(computeBonuses(exactly, [person('E1')], [], []).lines[0])).not.toEqual(
      expect.arrayContaining(['capped']),
    );
    expect(minors(computeBonuses(exactly, [person('E1')], [], []).lines)).toEqual([150000n]);
  });

  it('shows rather than drops whom the plan does not know', () => {
    const odd = [
      person('E1', { grade: 'P9' }),
      person('E2', { band: 'toString' }),
      person('E3', { workedDays: 6 }),
      person('E4', { fullDays: 0, workedDays: 0 }),
      person('E5', { workedDays: 0.5 }),
    ];
    const { lines } = computeBonuses(plan(MULTIPLIER, { cap: '1', floor: '1' }), odd, [], []);
    expect(lines.map((line) => [line.missing, line.amount.minor, codes(line)[0]])).toEqual([
      [true, 0n, 'no-rate'],
      [true, 0n, 'no-rate'],
      [true, 0n, 'no-days'],
      [true, 0n, 'no-days'],
      [true, 0n, 'no-days'],
    ]);
    expect(() => computeBonuses(plan(), [person('E1'), person('E1')], [], [])).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
  });
});

describe('a pool', () => {
  it('is split by score × base, the odd cent to the larger remainder, then to the smaller number', () => {
    const people = [person('E3'), person('E1'), person('E2')];
    const { lines, totals } = computeBonuses(plan(POOL), people, [], []);
    expect(minors(lines)).toEqual([3333n, 3334n, 3333n]);
    expect(totals).toMatchObject({ reckoned: 10000n, undistributed: 0n });
    expect(lines[1]?.explain).toEqual([
      {
        code: 'pool',
        values: {
          pool: '100.00',
          score: '100.000000',
          base: '1000',
          workedDays: '5',
          fullDays: '5',
          weight: '100000/1',
          weights: '300000/1',
          odd: '1',
        },
        result: '33.34',
      },
    ]);
    const uneven = [
      person('E1', { grade: 'P6' }),
      person('E2', { workedDays: 1 }),
      person('E3', { band: 'unqualified' }),
      person('E4', { score: makeRatio(-5n, 1n) }),
    ];
    expect(minors(computeBonuses(plan(POOL), uneven, [], []).lines)).toEqual([9091n, 909n, 0n, 0n]);
  });

  it('of a unit is for those in and below it; a pool without a share stays with the company', () => {
    const award: Award = { ...POOL, amountByUnit: { sales: '10', design: '20' } };
    const people = [
      person('E1'),
      person('E2', { units: ['team', 'sales', 'acme'] }),
      person('E3', { units: ['acme'] }),
    ];
    const { lines, totals } = computeBonuses(plan(award), people, [], []);
    expect(minors(lines)).toEqual([500n, 500n, 10000n]);
    expect(totals.undistributed).toBe(2000n);
    const only: Award = { kind: 'pool', amountByUnit: { sales: '10' }, baseByGrade: { P5: '1' } };
    const { lines: without } = computeBonuses(plan(only), [person('E3', { units: ['acme'] })], [], []);
    expect(without[0]).toMatchObject({ missing: true });
  });
});

describe('a team’s extra', () => {
  const extra = { teamExtra: { above: '1.1', share: '0.1' } };
  const people = [person('E1'), person('E2', { band: 'qualified' }), person('E3', { units: ['design', 'acme'] })];
  const paid = (completion: string, over: Partial<PayPlanV2> = {}): bigint[] =>
    minors(
      computeBonuses(
        plan(MULTIPLIER, { ...extra, ...over }),
        people,
        [{ code: 'sales', completion: ratioOf(completion) }],
        [],
      ).lines,
    );

  it('is strict about the threshold', () => {
    expect(paid('1.1')).toEqual([150000n, 100000n, 150000n]);
    expect(paid('1.100001')).toEqual([165000n, 110000n, 150000n]);
    expect(paid('1.2', { cap: '1000' })).toEqual([110000n, 110000n, 100000n]);
    expect(paid('1.2', { minimumPayable: '1600' })).toEqual([165000n, 0n, 0n]);
  });

  it('is split by bonus to the cent', () => {
    const award: Award = { kind: 'per-band', amountByBand: { excellent: '0.55' } };
    const three = ['E2', 'E3', 'E1'].map((number) => person(number));
    const { lines, totals } = computeBonuses(
      plan(award, extra),
      three,
      [{ code: 'sales', completion: makeRatio(2n, 1n) }],
      [],
    );
    expect(totals.teamExtra).toBe(17n);
    expect(minors(lines)).toEqual([61n, 60n, 61n]);
    expect(lines[0]?.explain.at(-1)).toEqual({
      code: 'team-extra',
      values: {
        unit: 'sales',
        completion: '2.000000',
        above: '1.1',
        share: '0.1',
        unitTotal: '1.65',
        unitExtra: '0.17',
        part: '0.06',
        odd: '1',
      },
      result: '0.61',
    });
  });
});

describe('currencies and points', () => {
  const abroad: Partial<PayPlanV2> = { currencyByUnit: { tokyo: 'JPY', acme: 'CNY' } };
  const rates = [{ from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' }];

  it('pays each unit in its currency by the pinned rate, told', () => {
    const people = [person('E1'), person('E2', { units: ['shop', 'tokyo', 'acme'] })];
    const { lines, totals } = computeBonuses(plan(MULTIPLIER, abroad), people, [], rates);
    expect(lines.map(({ amount }) => amount)).toEqual([
      { minor: 150000n, currency: 'CNY' },
      { minor: 32258n, currency: 'JPY' },
    ]);
    expect(lines[1]?.explain.at(-1)).toEqual({
      code: 'converted',
      values: { from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC', rounding: 'half-up' },
      result: '32258',
    });
    expect(totals.paid).toEqual(
      new Map([
        ['CNY', 150000n],
        ['JPY', 32258n],
      ]),
    );
    expect(currencyOf(plan(), ['sales'])).toBe('CNY');
    expect(() => computeBonuses(plan(MULTIPLIER, abroad), people, [], [])).toThrow(
      expect.objectContaining({ code: 'validation', field: 'rates' }),
    );
  });

  it('gives points where the plan is in points', () => {
    const inPoints = plan(
      { kind: 'per-point', amountPerPoint: '0.1' },
      { currency: 'POINTS', assets: [{ code: 'POINTS', exponent: 0 }] },
    );
    const { lines } = computeBonuses(inPoints, [person('E1', { score: makeRatio(95n, 1n) })], [], []);
    expect(lines[0]?.amount).toEqual({ minor: 10n, currency: 'POINTS' });
    expect(recompute(lines[0]?.explain ?? [], 'POINTS', inPoints.assets).minor).toBe(10n);
  });
});

describe('a whole list', () => {
  const awards: Award[] = [
    MULTIPLIER,
    { kind: 'per-band', amountByBand: { excellent: '333.33', qualified: '100', unqualified: '0' } },
    { kind: 'per-point', amountPerPoint: '7.77', amountByGrade: { P6: '9.99' } },
    { ...POOL, amountByUnit: { design: '77.77' } },
  ];
  const somebody = fc.record({
    units: fc.constantFrom(['sales', 'acme'], ['design', 'acme'], ['tokyo', 'acme']),
    grade: fc.constantFrom('P5', 'P6', 'P9'),
    band: fc.constantFrom('excellent', 'qualified', 'unqualified'),
    score: fc
      .tuple(fc.bigInt({ min: 0n, max: 12000n }), fc.bigInt({ min: 1n, max: 97n }))
      .map(([n, d]) => makeRatio(n, d)),
    workedDays: fc.integer({ min: 0, max: 5 }),
    fullDays: fc.constantFrom(5, 6),
  });
  const rates = [{ from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' }];
  const units = [
    { code: 'sales', completion: makeRatio(12n, 10n) },
    { code: 'tokyo', completion: makeRatio(13n, 10n) },
    { code: 'design', completion: makeRatio(11n, 10n) },
  ];
  const case_ = fc.record({
    people: fc
      .array(somebody, { minLength: 1, maxLength: 25 })
      .map((all) => all.map((one, n) => ({ ...one, number: `E${n}` }))),
    award: fc.constantFrom(...awards),
    over: fc.record({
      prorate: fc.boolean(),
      teamExtra: fc.constant({ above: '1.1', share: '0.1' }),
      cap: fc.constantFrom('2000', '50.01'),
      floor: fc.constantFrom('0.01', '20'),
      minimumPayable: fc.constantFrom('0', '30'),
      currencyByUnit: fc.constantFrom({}, { tokyo: 'JPY' }),
    }),
    seed: fc.infiniteStream(fc.nat()),
  });

  it('does not depend on the order of people, and each stored tree leads to the same cent', () => {
    fc.assert(
      fc.property(case_, ({ people, award, over, seed }) => {
        const some = plan(award, over);
        const { lines, totals } = computeBonuses(some, people, units, rates);
        const shuffled = people
          .map((one) => ({ one, n: seed.next().value ?? 0 }))
          .toSorted((a, b) => a.n - b.n)
          .map(({ one }) => one);
        const byNumber = (list: readonly BonusLine[]): BonusLine[] =>
          list.toSorted((a, b) => (a.number < b.number ? -1 : 1));
        expect(byNumber(computeBonuses(some, shuffled, units, rates).lines)).toEqual(byNumber(lines));
        let paid = 0n;
        for (const line of lines) {
          expect(line.amount.minor >= 0n).toBe(true);
          const stored = JSON.parse(JSON.stringify(line.explain)) as BonusLine['explain'];
          expect(recompute(stored, line.amount.currency)).toEqual(line.amount);
          paid += line.amount.minor;
        }
        expect([...totals.paid.values()].reduce((all, one) => all + one, 0n)).toBe(paid);
      }),
      { numRuns: 200 },
    );
  });

  it('gives out a pool whole', () => {
    fc.assert(
      fc.property(case_, fc.bigInt({ min: 0n, max: 10n ** 9n }), ({ people, over }, pool) => {
        const known = people.map((one) => ({ ...one, grade: 'P5', band: 'excellent' }));
        const award: Award = { ...POOL, amount: formatMinor(pool, 2) };
        const { totals } = computeBonuses(plan(award, { prorate: over.prorate }), known, [], []);
        expect(totals.reckoned + totals.undistributed).toBe(pool);
      }),
    );
  });

  it('finds a stored tree that somebody touched', () => {
    const [line] = computeBonuses(plan(), [person('E1')], [], []).lines;
    const steps = (line?.explain ?? []).map((step) => ({ ...step }));
    const touched = steps.map((step) => (step.code === 'rounded' ? { ...step, result: '1500.01' } : step));
    expect(() => recompute(touched, 'CNY')).toThrow(
      expect.objectContaining({ code: 'validation', field: 'explain.3' }),
    );
    expect(() => recompute(steps.slice(0, 2), 'CNY')).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(() => recompute([{ code: 'magic', values: {}, result: '1' }], 'CNY')).toThrow(
      'Nobody knows the step magic.',
    );
    expect(recompute([...steps, { code: 'adjusted', values: {}, result: '1.23' }], 'CNY').minor).toBe(123n);
  });
});

describe('checkPayPlanV2', () => {
  const rate = { from: 'CNY', to: 'JPY', rate: '21.5', asOf: '2026-11-20', source: 'PBOC' };
  it('takes what can be reckoned', () => {
    for (const award of [MULTIPLIER, POOL]) expect(() => checkPayPlanV2(plan(award))).not.toThrow();
    expect(() =>
      checkPayPlanV2({
        ...plan({ kind: 'per-point', amountPerPoint: '1', amountByGrade: { P5: '2' } }),
        currencyByUnit: { tokyo: 'JPY', home: 'CNY' },
        rates: [rate],
        budgetByCurrency: { CNY: '1000.50', JPY: '1000' },
        cap: '10',
        floor: '10',
        minimumPayable: '10',
        leadAbove: '5',
        teamExtra: { above: '1.1', share: '1' },
      }),
    ).not.toThrow();
  });

  const bad: [string, Partial<PayPlanV2 & PlanLimits>, string, string][] = [
    ['a currency that is none', { currency: 'XXY' }, 'unknown-currency', 'data.currency'],
    ['one that ended', { currency: 'HRK' }, 'unknown-currency', 'data.currency'],
    ['half a cent', { cap: '1.005' }, 'money-scale', 'data.cap'],
    ['less than nothing', { cap: '-1' }, 'validation', 'data.cap'],
    ['a floor above the cap', { cap: '1', floor: '2' }, 'validation', 'data.floor'],
    ['a minimum above the cap', { cap: '1', minimumPayable: '2' }, 'validation', 'data.minimumPayable'],
    [
      'a base with too many decimals',
      { award: { ...MULTIPLIER, baseByGrade: { P5: '1.005' } } },
      'money-scale',
      'data.award.baseByGrade.P5',
    ],
    ['no base', { award: { ...MULTIPLIER, baseByGrade: {} } }, 'validation', 'data.award.baseByGrade'],
    ['no multiplier', { award: { ...MULTIPLIER, multiplierByBand: {} } }, 'validation', 'data.award.multiplierByBand'],
    [
      'a multiplier below 0',
      { award: { ...MULTIPLIER, multiplierByBand: { a: '-1' } } },
      'validation',
      'data.award.multiplierByBand.a',
    ],
    [
      'a multiplier that is none',
      { award: { ...MULTIPLIER, multiplierByBand: { a: 'x' } } },
      'validation',
      'data.award.multiplierByBand.a',
    ],
    ['no band', { award: { kind: 'per-band', amountByBand: {} } }, 'validation', 'data.award.amountByBand'],
    [
      'points of nothing',
      { award: { kind: 'per-point', amountPerPoint: '1,5' } },
      'validation',
      'data.award.amountPerPoint',
    ],
    ['a pool of nothing', { award: { kind: 'pool', baseByGrade: { P5: '1' } } }, 'validation', 'data.award.amount'],
    [
      'an empty pool list',
      { award: { kind: 'pool', baseByGrade: { P5: '1' }, amountByUnit: {} } },
      'validation',
      'data.award.amountByUnit',
    ],
    [
      'an extra of everything and more',
      { teamExtra: { above: '1.1', share: '1.1' } },
      'validation',
      'data.teamExtra.share',
    ],
    ['an extra of nothing', { teamExtra: { above: '1.1', share: '0' } }, 'validation', 'data.teamExtra.share'],
    ['a threshold below 0', { teamExtra: { above: '-1', share: '0.1' } }, 'validation', 'data.teamExtra.above'],
    ['a unit without a rate', { currencyByUnit: { tokyo: 'JPY' } }, 'validation', 'data.currencyByUnit.tokyo'],
    ['a unit in no currency', { currencyByUnit: { tokyo: 'YEN' } }, 'unknown-currency', 'data.currencyByUnit.tokyo'],
    ['a rate of something else', { rates: [{ ...rate, from: 'EUR' }] }, 'validation', 'data.rates.0.from'],
    ['a rate twice', { rates: [rate, rate] }, 'validation', 'data.rates.1.to'],
    ['a rate into itself', { rates: [{ ...rate, to: 'CNY' }] }, 'validation', 'data.rates.0.to'],
    ['a rate of 0', { rates: [{ ...rate, rate: '0' }] }, 'validation', 'data.rates.0.rate'],
    ['a budget nobody uses', { budgetByCurrency: { EUR: '1' } }, 'validation', 'data.budgetByCurrency.EUR'],
    ['points nobody declared', { currency: 'POINTS' }, 'unknown-currency', 'data.currency'],
  ];
  it.each(bad)('refuses %s', (_what, over, code, field) => {
    expect(() => checkPayPlanV2({ ...plan(), ...over })).toThrow(expect.objectContaining({ code, field }));
  });
});

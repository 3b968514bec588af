import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { DESIGN, ROOT, SALES, STAFF, worker } from '@goalbeat/testing/harness/company';
import { id } from '@goalbeat/testing/harness/organisation';
import fc from 'fast-check';
import { score } from '../company.js';
import type { Currency } from './currencies.js';

const planOf = (p5: string) => ({
  version: 2 as const,
  name: '周奖金',
  currency: 'CNY',
  award: {
    kind: 'multiplier' as const,
    baseByGrade: { P5: p5, P6: '733.33', P9: '48000' },
    multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  },
  prorate: true,
  currencyByUnit: { acme: 'KWD', sales: 'CNY', design: 'JPY', care: 'POINTS' },
  rates: [
    { from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' },
    { from: 'CNY', to: 'KWD', rate: '0.0423', asOf: '2026-11-20', source: 'PBOC' },
    { from: 'CNY', to: 'POINTS', rate: '0.25', asOf: '2026-11-20', source: '人事部' },
  ],
  finalDecider: 'S1',
});
/** Two versions of the same plan, in this order: lists are made by the newest, corrections by either. */
export const MODEL_PLANS = [planOf('540'), planOf('500')] as const;
export type PlanVersion = 1 | 2;
export const NEWEST_PLAN: PlanVersion = 2;
export const POINTS = { name: '积分', decimals: 4 };
/** A unit that is given points. */
export const CARE = id(13);

const UNITS = [
  { id: SALES, currency: 'CNY' },
  { id: DESIGN, currency: 'JPY' },
  { id: ROOT, currency: 'KWD' },
  { id: CARE, currency: 'POINTS' },
] as const;
/** Whoever signs is among them, and who makes the lists. */
export const PEOPLE = [
  ...Array.from({ length: 6 }, (_, n) => worker(n)),
  STAFF.reviewer,
  STAFF.lead,
  STAFF.boss,
  STAFF.hr,
];

export interface Given {
  person: number;
  unit: number;
  grade: 'P5' | 'P6' | 'P9' | 'X1';
  band: 'excellent' | 'qualified' | 'unqualified';
  worked: number;
}

/** The first once in so many times, else one of the others. */
const mostly = <T>(times: number, seldom: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(seldom) }, { weight: times - 1, arbitrary: fc.constantFrom(...others) });

/** Mostly people are of the same unit again, so that their money is of the same currency. */
export const givenScores: fc.Arbitrary<Given[]> = fc.uniqueArray(
  fc
    .record({
      person: fc.nat(PEOPLE.length - 1),
      other: fc.option(fc.nat(UNITS.length - 1), { nil: null, freq: 1 }),
      grade: mostly<Given['grade']>(11, 'X1', 'P5', 'P6', 'P9'),
      band: mostly<Given['band']>(9, 'unqualified', 'excellent', 'qualified'),
      worked: mostly(15, 0, 1, 3, 5, 5),
    })
    .map(({ other, ...given }): Given => ({ ...given, unit: other ?? given.person % UNITS.length })),
  { selector: ({ person }) => person, minLength: 4, maxLength: 9 },
);

/** Base in cents. */
const BASE: Readonly<Record<Given['grade'], Record<PlanVersion, bigint> | null>> = {
  P5: { 1: 54_000n, 2: 50_000n },
  P6: { 1: 73_333n, 2: 73_333n },
  P9: { 1: 4_800_000n, 2: 4_800_000n },
  X1: null,
};
/** Times ten. */
const TENTHS: Readonly<Record<Given['band'], bigint>> = { excellent: 15n, qualified: 10n, unqualified: 0n };
const halfUp = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);

/** Cents of CNY in the currency's own minor units: 21.505 yen, 0.0423 dinar of 1,000 fils, 0.25 points of 10,000 parts a yuan. */
function exchanged(cents: bigint, currency: Currency): bigint {
  switch (currency) {
    case 'CNY':
      return cents;
    case 'JPY':
      return halfUp(cents * 21_505n, 100n * 1_000n);
    case 'KWD':
      return halfUp(cents * 423n * 1_000n, 100n * 10_000n);
    case 'POINTS':
      return halfUp(cents * 25n * 10_000n, 100n * 100n);
  }
}

const unitAt = (place: number): (typeof UNITS)[number] => UNITS[place] ?? UNITS[0];
export const personAt = (place: number): string => PEOPLE[place] ?? worker(0);

/** What each of them should get; a grade without a base waits for somebody to look. */
export function worthOf(
  given: readonly Given[],
  plan: PlanVersion,
): { personId: string; currency: Currency; minor: bigint; held: boolean }[] {
  return given.map(({ person, unit, grade, band, worked }) => {
    const { currency } = unitAt(unit);
    const base = BASE[grade]?.[plan] ?? null;
    const cents = base === null ? 0n : halfUp(base * TENTHS[band] * BigInt(worked), 10n * 5n);
    return { personId: personAt(person), currency, minor: exchanged(cents, currency), held: base === null };
  });
}

export const publishedOf = (given: readonly Given[]): PublishedScore[] =>
  given.map(({ person, unit, grade, band, worked }, n) =>
    score(n, personAt(person), { unitId: unitAt(unit).id, grade, band, workedDays: worked, fullDays: 5 }),
  );

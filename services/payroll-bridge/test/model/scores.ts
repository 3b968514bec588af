import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { DESIGN, ROOT, SALES, STAFF, worker } from '@goalbeat/testing/harness/company';
import fc from 'fast-check';
import { score } from '../company.js';
import type { Currency, Cycle } from './book.js';

export const MODEL_PLAN = {
  version: 2 as const,
  name: '周奖金',
  currency: 'CNY',
  award: {
    kind: 'multiplier' as const,
    baseByGrade: { P5: '500', P6: '733.33', P9: '48000' },
    multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  },
  prorate: true,
  currencyByUnit: { acme: 'KWD', sales: 'CNY', design: 'JPY' },
  rates: [
    { from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' },
    { from: 'CNY', to: 'KWD', rate: '0.0423', asOf: '2026-11-20', source: 'PBOC' },
  ],
  finalDecider: 'S1',
};

const UNITS = [
  { id: SALES, currency: 'CNY' },
  { id: DESIGN, currency: 'JPY' },
  { id: ROOT, currency: 'KWD' },
] as const;
/** Whoever signs is among them, and who makes the lists. */
export const PEOPLE = [
  ...Array.from({ length: 12 }, (_, n) => worker(n)),
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

export const givenScores: fc.Arbitrary<Given[]> = fc.uniqueArray(
  fc.record<Given>({
    person: fc.nat(PEOPLE.length - 1),
    unit: fc.nat(UNITS.length - 1),
    grade: fc.constantFrom('P5', 'P5', 'P6', 'P9', 'X1'),
    band: fc.constantFrom('excellent', 'qualified', 'qualified', 'unqualified'),
    worked: fc.nat(5),
  }),
  { selector: ({ person }) => person, minLength: 1, maxLength: 12 },
);

/** Base in cents, times ten for the multiplier. */
const BASE: Readonly<Record<Given['grade'], bigint | null>> = { P5: 50_000n, P6: 73_333n, P9: 4_800_000n, X1: null };
const TENTHS: Readonly<Record<Given['band'], bigint>> = { excellent: 15n, qualified: 10n, unqualified: 0n };
const halfUp = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);

/** Cents of CNY in the currency's own minor units: 21.505 yen, 0.0423 dinar of 1,000 fils a yuan. */
function exchanged(cents: bigint, currency: Currency): bigint {
  switch (currency) {
    case 'CNY':
      return cents;
    case 'JPY':
      return halfUp(cents * 21_505n, 100n * 1_000n);
    case 'KWD':
      return halfUp(cents * 423n * 1_000n, 100n * 10_000n);
  }
}

const unitAt = (place: number): (typeof UNITS)[number] => UNITS[place] ?? UNITS[0];
const personAt = (place: number): string => PEOPLE[place] ?? worker(0);

/** What each of them should get; a grade without a base waits for somebody to look. */
export function worthOf(given: readonly Given[]): Cycle['lines'] {
  return given.map(({ person, unit, grade, band, worked }) => {
    const { currency } = unitAt(unit);
    const base = BASE[grade];
    const cents = base === null ? 0n : halfUp(base * TENTHS[band] * BigInt(worked), 10n * 5n);
    return { personId: personAt(person), currency, minor: exchanged(cents, currency), held: base === null };
  });
}

export const publishedOf = (given: readonly Given[]): PublishedScore[] =>
  given.map(({ person, unit, grade, band, worked }, n) =>
    score(n, personAt(person), { unitId: unitAt(unit).id, grade, band, workedDays: worked, fullDays: 5 }),
  );

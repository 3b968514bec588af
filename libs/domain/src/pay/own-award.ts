import { makeRatio, mulRatio, type Ratio, ratioOf, ratioToString } from '../exact/ratio.js';
import { divideRounded } from '../exact/round.js';
import type { ExplainStepV2, PayPlanV2 } from './pay-plan-v2.js';

export interface BonusPerson {
  /** Employee number: ties go to the smaller one. */
  readonly number: string;
  /** Unit codes from the person's own unit upwards. */
  readonly units: readonly string[];
  readonly grade: string;
  readonly band: string;
  readonly score: Ratio;
  readonly workedDays: number;
  readonly fullDays: number;
}

/** A line under way: steps so far, and minor units in the plan's currency. */
export interface LineUnderWay {
  readonly person: BonusPerson;
  readonly explain: ExplainStepV2[];
  minor: bigint;
  /** The plan does not say what this person gets: 0, for somebody to look at. */
  readonly missing: boolean;
}

const of = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const noRate = (person: BonusPerson): LineUnderWay => ({
  person,
  explain: [{ code: 'no-rate', values: { grade: person.grade, band: person.band }, result: '0' }],
  minor: 0n,
  missing: true,
});

/** Worked of full days; undefined when the figures make no sense, which is somebody's to look at. */
export function daysShare({ workedDays, fullDays }: BonusPerson): Ratio | undefined {
  const whole = Number.isSafeInteger(workedDays) && Number.isSafeInteger(fullDays);
  if (!whole || fullDays < 1 || workedDays < 0 || workedDays > fullDays) return undefined;
  return makeRatio(BigInt(workedDays), BigInt(fullDays));
}

export const noDays = (person: BonusPerson): LineUnderWay => ({
  person,
  explain: [{ code: 'no-days', values: daysText(person), result: '0' }],
  minor: 0n,
  missing: true,
});

export const daysText = (person: BonusPerson): { workedDays: string; fullDays: string } => ({
  workedDays: String(person.workedDays),
  fullDays: String(person.fullDays),
});

/** What depends on nobody else: every kind but the pool. Rounded half-up once, after proration. */
export function ownAward(plan: PayPlanV2, person: BonusPerson, exponent: number): LineUnderWay {
  const explain = firstSteps(plan, person);
  if (explain === undefined) return noRate(person);
  let exact = explain.exact;
  if (plan.prorate) {
    const share = daysShare(person);
    if (share === undefined) return noDays(person);
    exact = mulRatio(exact, share);
    explain.steps.push({ code: 'prorated', values: daysText(person), result: ratioToString(exact) });
  }
  const minor = divideRounded(exact.num * 10n ** BigInt(exponent), exact.den, 'half-up');
  return { person, explain: explain.steps, minor, missing: false };
}

function firstSteps(plan: PayPlanV2, person: BonusPerson): { exact: Ratio; steps: ExplainStepV2[] } | undefined {
  const { award } = plan;
  const { grade, band } = person;
  switch (award.kind) {
    case 'multiplier': {
      const base = of(award.baseByGrade, grade);
      const multiplier = of(award.multiplierByBand, band);
      if (base === undefined || multiplier === undefined) return undefined;
      const first = ratioOf(base, 'award.baseByGrade');
      const exact = mulRatio(first, ratioOf(multiplier, 'award.multiplierByBand'));
      return {
        exact,
        steps: [
          { code: 'base', values: { grade, base }, result: ratioToString(first) },
          { code: 'multiplier', values: { band, multiplier }, result: ratioToString(exact) },
        ],
      };
    }
    case 'per-band': {
      const amount = of(award.amountByBand, band);
      if (amount === undefined) return undefined;
      const exact = ratioOf(amount, 'award.amountByBand');
      return { exact, steps: [{ code: 'band-amount', values: { band, amount }, result: ratioToString(exact) }] };
    }
    case 'per-point': {
      const amount = of(award.amountByGrade ?? {}, grade) ?? award.amountPerPoint;
      const score = person.score.num < 0n ? { num: 0n, den: 1n } : person.score;
      const exact = mulRatio(score, ratioOf(amount, 'award.amountPerPoint'));
      const values = { score: ratioToString(score), amount, grade };
      return { exact, steps: [{ code: 'points', values, result: ratioToString(exact) }] };
    }
    case 'pool':
      return undefined;
  }
}

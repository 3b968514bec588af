import {
  addRatio,
  compareRatio,
  formatRatio,
  mulRatio,
  type Ratio,
  ratioOf,
  ratioToString,
  ZERO,
} from '../exact/ratio.js';
import { toIntegers } from '../exact/to-integers.js';
import { formatMinor, parseMinor } from '../money/minor-units.js';
import { splitMoney } from '../money/split.js';
import { type BonusPerson, daysShare, daysText, type LineUnderWay, noDays, noRate } from './own-award.js';
import type { Award, PayPlanV2 } from './pay-plan-v2.js';

type Pool = Extract<Award, { kind: 'pool' }>;

/** Six decimals: what everybody can check by hand, and small denominators however many people share. */
export const SCORE_DECIMALS = 6;

interface Entrant {
  line: LineUnderWay;
  base: string;
  score: string;
  weight: Ratio;
}

/** Which pool a person's bonus comes out of: a unit's code, or '' for the company's. */
function poolOf(award: Pool, person: BonusPerson): string | undefined {
  const own = person.units.find((code) => Object.hasOwn(award.amountByUnit ?? {}, code));
  return own ?? (award.amount === undefined ? undefined : '');
}

/**
 * Each pool split by score × base (× worked days), largest remainder, ties by employee number. A pool nobody has a weight in
 * stays with the company: `left` in minor units.
 */
export function splitPools(
  plan: PayPlanV2,
  award: Pool,
  people: readonly BonusPerson[],
  exponent: number,
): { lines: LineUnderWay[]; left: bigint } {
  const pools = new Map<string, Entrant[]>();
  for (const code of Object.keys(award.amountByUnit ?? {})) pools.set(code, []);
  if (award.amount !== undefined) pools.set('', []);
  const lines = people.map((person) => {
    const pool = poolOf(award, person);
    const base = Object.hasOwn(award.baseByGrade, person.grade) ? award.baseByGrade[person.grade] : undefined;
    if (pool === undefined || base === undefined) return noRate(person);
    const share = plan.prorate ? daysShare(person) : { num: 1n, den: 1n };
    if (share === undefined) return noDays(person);
    const line: LineUnderWay = { person, explain: [], minor: 0n, missing: false };
    if (award.bandsWithout?.includes(person.band) === true) {
      line.explain.push({ code: 'no-share', values: { band: person.band }, result: formatMinor(0n, exponent) });
      return line;
    }
    const score = formatRatio(person.score.num < 0n ? ZERO : person.score, SCORE_DECIMALS);
    const weight = mulRatio(mulRatio(ratioOf(score), ratioOf(base, 'award.baseByGrade')), share);
    pools.get(pool)?.push({ line, base, score, weight });
    return line;
  });
  let left = 0n;
  for (const [code, entrants] of pools) {
    const amount = (code === '' ? award.amount : award.amountByUnit?.[code]) ?? '0';
    left += fill(plan, code, parseMinor(amount, plan.currency, exponent), entrants, exponent);
  }
  return { lines, left };
}

function fill(plan: PayPlanV2, unit: string, pool: bigint, entrants: readonly Entrant[], exponent: number): bigint {
  const weights = entrants.reduce((all, { weight }) => addRatio(all, weight), ZERO);
  const nobody = compareRatio(weights, ZERO) === 0;
  const scaled = toIntegers(entrants.map(({ weight }) => weight));
  const parts = nobody
    ? undefined
    : splitMoney(
        { minor: pool, currency: plan.currency },
        entrants.map(({ line }, at) => ({ key: line.person.number, weight: scaled[at] ?? 0n })),
      );
  for (const { line, base, score, weight } of entrants) {
    line.minor = parts?.get(line.person.number)?.minor ?? 0n;
    const whole = nobody ? 0n : (pool * weight.num * weights.den) / (weight.den * weights.num);
    line.explain.push({
      code: 'pool',
      values: {
        pool: formatMinor(pool, exponent),
        ...(unit === '' ? {} : { unit }),
        score,
        base,
        ...(plan.prorate ? daysText(line.person) : {}),
        weight: ratioToString(weight),
        weights: ratioToString(weights),
        // The cent that largest remainder gave on top of the whole share.
        odd: (line.minor - whole).toString(),
      },
      result: formatMinor(line.minor, exponent),
    });
  }
  return nobody ? pool : 0n;
}

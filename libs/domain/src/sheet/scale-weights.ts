import { largestRemainder } from '../exact/largest-remainder.js';
import {
  addRatio,
  formatRatio,
  isZero,
  makeRatio,
  ratioOf,
  type Ratio,
  subRatio,
  sumRatios,
  ZERO,
} from '../exact/ratio.js';

/** Weights are kept to a hundredth of a percent: nobody can tell more apart. */
const UNITS = 100n;
/** Those of decimals that are taken. */
const MOST_DECIMALS = 18;

export interface Weighted {
  key: string;
  /** A decimal string, not below 0. */
  weight: string;
}

/**
 * The weights in proportion, so that they sum to `total` exactly: in hundredths by largest remainder, ties in the order given.
 * What `total` has beyond a hundredth goes to the largest part. All 0: shared evenly. Nothing for none. Raises validation.
 */
export function scaleWeights(weights: readonly Weighted[], total: string): Map<string, string> {
  const [first] = weights;
  if (first === undefined) return new Map();
  const all = sumRatios(weights.map(({ weight }) => ratioOf(weight, 'weight')));
  const order = new Map(weights.map(({ key }, n) => [key, n]));
  // Over a common denominator weights are integers in the same proportion.
  const common = weights.reduce((den, { weight }) => den * ratioOf(weight, 'weight').den, 1n);
  const shares = weights.map(({ key, weight }) => {
    const { num, den } = isZero(all) ? { num: 1n, den: 1n } : ratioOf(weight, 'weight');
    return { key, weight: num * (common / den) };
  });
  const asked = ratioOf(total, 'weight');
  const target = asked.num <= 0n ? ZERO : asked;
  const units = (target.num * UNITS) / target.den;
  const parts = largestRemainder(units, shares, (a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  const fine = subRatio(target, makeRatio(units, UNITS));
  const largest = [...parts].reduce((most, one) => (one[1] > most[1] ? one : most), [first.key, -1n] as const)[0];
  return new Map(
    [...parts].map(([key, part]): [string, string] => {
      const exact: Ratio = makeRatio(part, UNITS);
      return [key, plain(formatRatio(key === largest ? addRatio(exact, fine) : exact, MOST_DECIMALS))];
    }),
  );
}

/** As people write it: 30, 12.5. */
export function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}

import { largestRemainder } from '../exact/largest-remainder.js';
import { formatRatio, isZero, ratioOf, sumRatios, ZERO } from '../exact/ratio.js';

/** Weights are kept to a hundredth of a percent: nobody can tell more apart. */
const UNITS = 100n;

export interface Weighted {
  key: string;
  /** A decimal string, not below 0. */
  weight: string;
}

/**
 * The weights in proportion, so that they sum to `total` exactly: in hundredths by largest remainder, ties in the order given.
 * All 0: shared evenly. Nothing for none. Raises validation.
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
  const target = ratioOf(total, 'weight');
  const units = target.num <= 0n ? ZERO.num : (target.num * UNITS) / target.den;
  const parts = largestRemainder(units, shares, (a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  return new Map([...parts].map(([key, part]) => [key, plain(formatRatio({ num: part, den: UNITS }, 2))]));
}

/** As people write it: 30, 12.5. */
export function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}

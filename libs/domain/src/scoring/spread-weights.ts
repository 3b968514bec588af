import { DomainError } from '../errors/domain-error.js';
import { largestRemainder } from '../exact/largest-remainder.js';
import { compareRatio, formatRatio, makeRatio, ratioOf, subRatio, sumRatios, ZERO } from '../exact/ratio.js';

const DECIMALS = 2;
const CENTS = 100n;

/**
 * Weights (decimal strings) in the same proportions, with two decimals, that sum to `total`: what rounding leaves goes by largest
 * remainder, ties to the earlier one. Raises weights-not-100 when nothing is there to be scaled.
 */
export function spreadWeights(weights: readonly string[], total = '100'): string[] {
  const ratios = weights.map((weight) => ratioOf(weight, 'weight'));
  const sum = sumRatios(ratios);
  const wanted = ratioOf(total, 'weight');
  if (compareRatio(sum, ZERO) <= 0 || compareRatio(wanted, ZERO) < 0) {
    throw new DomainError('weights-not-100', 'The other weights cannot be scaled so that all make 100.', {
      field: 'weight',
    });
  }
  const common = ratios.reduce((all, ratio) => all * ratio.den, 1n);
  const shares = ratios.map((ratio, index) => ({
    key: String(index),
    weight: (ratio.num * common) / ratio.den,
    index,
  }));
  const cents = (wanted.num * CENTS) / wanted.den;
  const parts = largestRemainder(cents, shares, (a, b) => a.index - b.index);
  return shares.map(({ key }) => decimal(parts.get(key) ?? 0n));
}

/** What is left of 100. Raises weights-not-100 above it. */
export function restOf100(weight: string): string {
  const rest = subRatio(ratioOf('100'), ratioOf(weight, 'weight'));
  if (compareRatio(rest, ZERO) < 0) {
    throw new DomainError('weights-not-100', 'One weight cannot be above 100.', { field: 'weight' });
  }
  return formatRatio(rest, DECIMALS);
}

function decimal(cents: bigint): string {
  return formatRatio(makeRatio(cents, CENTS), DECIMALS).replace(/\.?0+$/, '') || '0';
}

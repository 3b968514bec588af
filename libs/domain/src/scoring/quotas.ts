import { DomainError } from '../errors/domain-error.js';
import { largestRemainder } from '../exact/largest-remainder.js';
import { compareRatio, ratioOf, sumRatios } from '../exact/ratio.js';

/** A forced spread of fewer people says nothing; smaller units roll up. */
export const FORCED_SPREAD_FROM = 10;

/**
 * How many of n people each band takes, summing to n: largest remainder, ties to the band nearest the middle, then to the
 * earlier one. Raises validation, weights-not-100.
 */
export function quotas(n: number, percentages: readonly string[]): number[] {
  if (!Number.isSafeInteger(n) || n < 0) throw new DomainError('validation', 'People come in whole numbers from 0 on.');
  const ratios = percentages.map((percentage) => ratioOf(percentage, 'percentages'));
  if (ratios.some((r) => r.num < 0n)) {
    throw new DomainError('validation', 'Percentages are not below 0.', { field: 'percentages' });
  }
  if (compareRatio(sumRatios(ratios), ratioOf('100')) !== 0) {
    throw new DomainError('weights-not-100', 'The percentages must sum to 100.', { field: 'percentages' });
  }
  const common = ratios.reduce((all, r) => all * r.den, 1n);
  const middle = (ratios.length - 1) / 2;
  const shares = ratios.map((r, index) => ({ key: String(index), weight: (r.num * common) / r.den, index }));
  const parts = largestRemainder(BigInt(n), shares, (a, b) => {
    const nearer = Math.abs(a.index - middle) - Math.abs(b.index - middle);
    return nearer === 0 ? a.index - b.index : nearer;
  });
  return shares.map((share) => Number(parts.get(share.key) ?? 0n));
}

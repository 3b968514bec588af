import type { Ratio } from './ratio.js';

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The ratios times their least common denominator: integers in the same proportion. */
export function toIntegers(list: readonly Ratio[]): bigint[] {
  const dens = new Set(list.map(({ den }) => den));
  const common = [...dens].reduce((all, den) => (all / gcd(all, den)) * den, 1n);
  return list.map(({ num, den }) => num * (common / den));
}

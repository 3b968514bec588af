import { type Ratio, makeRatio, ZERO } from './ratio.js';

// Halves are added unreduced and reduced once at the end: one after the other, thousands of different denominators
// would be reduced at every step.
function unreducedSum(list: readonly Ratio[]): Ratio {
  const [first = ZERO, second] = list;
  if (second === undefined) return first;
  const middle = list.length >> 1;
  const a = unreducedSum(list.slice(0, middle));
  const b = unreducedSum(list.slice(middle));
  return a.den === b.den
    ? { num: a.num + b.num, den: a.den }
    : { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

/** The exact mean; undefined of nothing. */
export function meanRatio(list: readonly Ratio[]): Ratio | undefined {
  if (list.length === 0) return undefined;
  const byDenominator = new Map<bigint, bigint>();
  for (const { num, den } of list) byDenominator.set(den, (byDenominator.get(den) ?? 0n) + num);
  const { num, den } = unreducedSum([...byDenominator].map(([d, n]) => ({ num: n, den: d })));
  return makeRatio(num, den * BigInt(list.length));
}

export interface Share {
  readonly key: string;
  readonly weight: bigint;
}

/**
 * Divides `total` (≥ 0) units by weights (≥ 0, not all 0) so that the parts sum to the total: whole parts first, what is left
 * goes one by one to the largest remainders, ties in the order of `before`.
 */
export function largestRemainder<S extends Share>(
  total: bigint,
  shares: readonly S[],
  before: (a: S, b: S) => number,
): Map<string, bigint> {
  const sum = shares.reduce((all, share) => all + share.weight, 0n);
  const parts = new Map(shares.map((share) => [share.key, (total * share.weight) / sum]));
  let left = total - [...parts.values()].reduce((all, part) => all + part, 0n);
  const remainders = shares.map((share) => ({ share, remainder: (total * share.weight) % sum }));
  remainders.sort((a, b) =>
    a.remainder === b.remainder ? before(a.share, b.share) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { share } of remainders) {
    if (left === 0n) break;
    parts.set(share.key, (parts.get(share.key) ?? 0n) + 1n);
    left -= 1n;
  }
  return parts;
}

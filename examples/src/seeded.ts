/** Numbers that depend on a seed and on words only, so that one choice more never shifts the others. */
export interface Seeded {
  /** From 0 inclusive to 1 exclusive. */
  share(...about: readonly (string | number)[]): number;
  /** A whole number from `from` to `to`, both inclusive. */
  whole(from: number, to: number, ...about: readonly (string | number)[]): number;
  pick<T>(from: readonly [T, ...T[]], ...about: readonly (string | number)[]): T;
}

/** FNV-1a, then a finaliser: neighbouring words must not give neighbouring numbers. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function seeded(seed: number): Seeded {
  const share: Seeded['share'] = (...about) => mix(`${seed}/${about.join('/')}`) / 2 ** 32;
  return {
    share,
    whole: (from, to, ...about) => from + Math.floor(share(...about) * (to - from + 1)),
    pick: (from, ...about) => from[Math.floor(share(...about) * from.length)] ?? from[0],
  };
}

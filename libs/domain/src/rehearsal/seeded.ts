export type Words = readonly (string | number)[];

/** FNV-1a, then a finaliser: neighbouring words must not give neighbouring numbers. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * From 0 inclusive to 1 exclusive; depends on the seed and on the words only, so that one person more never changes the others.
 */
export const seededShare = (seed: number, ...about: Words): number => mix(`${seed}/${about.join('/')}`) / 2 ** 32;

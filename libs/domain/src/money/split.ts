import { DomainError } from '../errors/domain-error.js';
import { largestRemainder, type Share } from '../exact/largest-remainder.js';
import type { Money } from './money.js';

// Code-unit order, not a locale's: employee numbers must tie the same way on every machine.
export function byKey(a: { key: string }, b: { key: string }): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

/**
 * Parts by weight that sum to the total: largest remainder, ties to the smaller key; a negative total mirrors the positive one.
 * The map keeps the order of `parts`. Raises validation for no parts, repeated keys, negative or all-zero weights.
 */
export function splitMoney(total: Money, parts: readonly Share[]): Map<string, Money> {
  if (new Set(parts.map((part) => part.key)).size !== parts.length) {
    throw new DomainError('validation', 'Each part of a split needs a key of its own.');
  }
  if (parts.some((part) => part.weight < 0n) || !parts.some((part) => part.weight > 0n)) {
    throw new DomainError('validation', 'A split needs at least one weight above 0 and none below 0.');
  }
  const mirrored = total.minor < 0n;
  const units = largestRemainder(mirrored ? -total.minor : total.minor, parts, byKey);
  return new Map([...units].map(([key, n]) => [key, { minor: mirrored ? -n : n, currency: total.currency }]));
}

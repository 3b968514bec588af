import { DomainError } from '../errors/domain-error.js';
import { divideRounded } from './round.js';

/** An exact number: den > 0, reduced. Scores and rates stay ratios until the one rounding at their end. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

export const ZERO: Ratio = { num: 0n, den: 1n };
export const ONE: Ratio = { num: 1n, den: 1n };

// Bounded so that hostile input cannot buy unbounded arithmetic.
const DECIMAL = /^-?\d{1,30}(?:\.\d{1,18})?$/;
const FRACTION = /^(-?\d{1,400})\/([1-9]\d{0,399})$/;

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function reduced(num: bigint, den: bigint): Ratio {
  const sign = den < 0n ? -1n : 1n;
  const divisor = gcd(num, den * sign);
  return { num: (num * sign) / divisor, den: (den * sign) / divisor };
}

/** Raises validation for a zero denominator. */
export function makeRatio(num: bigint, den: bigint): Ratio {
  if (den === 0n) throw new DomainError('validation', 'A ratio cannot have the denominator 0.');
  return reduced(num, den);
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Reads a plain decimal such as `"90.5"`. Raises validation. */
export function ratioOf(decimal: string, field?: string): Ratio {
  if (typeof decimal !== 'string' || !DECIMAL.test(decimal)) {
    throw new DomainError('validation', 'Write a plain decimal number such as 12 or 90.5.', { field });
  }
  const [whole = '', fraction = ''] = decimal.split('.');
  return reduced(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

export function addRatio(a: Ratio, b: Ratio): Ratio {
  return reduced(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function subRatio(a: Ratio, b: Ratio): Ratio {
  return reduced(a.num * b.den - b.num * a.den, a.den * b.den);
}

export function mulRatio(a: Ratio, b: Ratio): Ratio {
  return reduced(a.num * b.num, a.den * b.den);
}

/** Raises validation when b is 0. */
export function divRatio(a: Ratio, b: Ratio): Ratio {
  return makeRatio(a.num * b.den, a.den * b.num);
}

export function compareRatio(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.num * b.den - b.num * a.den;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function minRatio(a: Ratio, b: Ratio): Ratio {
  return compareRatio(a, b) <= 0 ? a : b;
}

export function maxRatio(a: Ratio, b: Ratio): Ratio {
  return compareRatio(a, b) >= 0 ? a : b;
}

export function isZero(r: Ratio): boolean {
  return r.num === 0n;
}

export function negate(r: Ratio): Ratio {
  return { num: -r.num, den: r.den };
}

export function sumRatios(list: Iterable<Ratio>): Ratio {
  let total = ZERO;
  for (const r of list) total = addRatio(total, r);
  return total;
}

/** A decimal string with exactly `digits` decimals, half-up: formatRatio(2/3, 2) = "0.67". For display, never to compare. */
export function formatRatio(r: Ratio, digits: number): string {
  const scaled = divideRounded(r.num * 10n ** BigInt(digits), r.den, 'half-up');
  const sign = scaled < 0n ? '-' : '';
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Canonical text for storage: "3/4", also "12/1". */
export function ratioToString(r: Ratio): string {
  return `${r.num}/${r.den}`;
}

/** Reads what ratioToString wrote. Raises validation. */
export function parseRatioString(text: string): Ratio {
  const match = FRACTION.exec(text);
  if (match === null) throw new DomainError('validation', 'Not a stored ratio such as 3/4.');
  return makeRatio(BigInt(match[1] ?? ''), BigInt(match[2] ?? ''));
}

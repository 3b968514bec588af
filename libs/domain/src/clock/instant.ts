import { DomainError } from '../errors/domain-error.js';

/** UTC with milliseconds and Z, `2026-11-20T09:00:00.000Z`: instants so written compare as strings. */
export type Instant = string;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Milliseconds since 1970. Raises validation. */
export function instantMs(instant: Instant): number {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new DomainError('validation', 'Not a UTC instant such as 2026-11-20T09:00:00.000Z.');
  return ms;
}

/** Rounds down to the millisecond. Raises validation outside the years 0 to 9999. */
export function instantFromMs(ms: number): Instant {
  if (!(ms >= -62_167_219_200_000 && ms < 253_402_300_800_000)) {
    throw new DomainError('validation', 'The instant is out of range.');
  }
  return new Date(Math.floor(ms)).toISOString();
}

export function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}

export function laterInstant(a: Instant, b: Instant): Instant {
  return a >= b ? a : b;
}

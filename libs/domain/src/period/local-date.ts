import { DomainError } from '../errors/domain-error.js';

/** A day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

function dateText(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Days since 1970-01-01. Raises validation for anything but a day that exists. */
export function epochDay(date: LocalDate): number {
  const ms = DATE.test(date) ? Date.parse(`${date}T00:00:00.000Z`) : Number.NaN;
  // Date.parse accepts 2026-02-30 in some engines and rolls it over; a day must survive the round trip.
  if (Number.isNaN(ms) || dateText(ms) !== date) {
    throw new DomainError('validation', 'Not a day of the calendar, written as YYYY-MM-DD.');
  }
  return ms / DAY_MS;
}

export function isLocalDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && dateText(ms) === text;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateText((epochDay(date) + days) * DAY_MS);
}

/** to − from in days, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** 1 Monday … 7 Sunday. */
export function isoWeekday(date: LocalDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

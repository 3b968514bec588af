import { DomainError } from '../errors/domain-error.js';
import { addDays, daysBetween, isoWeekday, type LocalDate } from './local-date.js';

export { addDays, daysBetween, isoWeekday, type LocalDate } from './local-date.js';

export const PERIOD_KINDS = ['week', 'month', 'quarter'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** '2026-W47' (ISO week), '2026-11' or '2026-Q4'. */
export type Period = string;

export interface ParsedPeriod {
  kind: PeriodKind;
  start: LocalDate;
  /** The last day, inclusive. */
  end: LocalDate;
}

const PERIOD = /^(\d{4})-(?:W(\d\d)|(\d\d)|Q([1-4]))$/;

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** The week that holds 4 January is the year's first, as ISO 8601 says. */
function firstMonday(year: number): LocalDate {
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  return addDays(fourth, 1 - isoWeekday(fourth));
}

function monthsFrom(year: number, month: number, count: number): { start: LocalDate; end: LocalDate } {
  const start = `${String(year).padStart(4, '0')}-${two(month)}-01`;
  const after = new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
  return { start, end: addDays(after, -1) };
}

function wrong(): never {
  throw new DomainError('validation', 'Not a period such as 2026-W47, 2026-11 or 2026-Q4.', { field: 'period' });
}

/** Raises validation, also for a week 53 that the year does not have. */
export function parsePeriod(period: Period): ParsedPeriod {
  const match = PERIOD.exec(period);
  if (match === null) return wrong();
  const [, yearText = '', week, month, quarter] = match;
  const year = Number(yearText);
  if (year < 1970 || year > 9000) return wrong();
  if (week !== undefined) {
    const start = addDays(firstMonday(year), (Number(week) - 1) * 7);
    if (Number(week) < 1 || start >= firstMonday(year + 1)) return wrong();
    return { kind: 'week', start, end: addDays(start, 6) };
  }
  if (month !== undefined) {
    if (Number(month) < 1 || Number(month) > 12) return wrong();
    return { kind: 'month', ...monthsFrom(year, Number(month), 1) };
  }
  return { kind: 'quarter', ...monthsFrom(year, (Number(quarter) - 1) * 3 + 1, 3) };
}

/** The period of that kind which holds the day. */
export function periodOf(kind: PeriodKind, date: LocalDate): Period {
  const month = Number(date.slice(5, 7));
  switch (kind) {
    case 'week': {
      const thursday = addDays(date, 4 - isoWeekday(date));
      const year = Number(thursday.slice(0, 4));
      return `${thursday.slice(0, 4)}-W${two(Math.floor(daysBetween(firstMonday(year), thursday) / 7) + 1)}`;
    }
    case 'month':
      return addDays(date, 0).slice(0, 7);
    case 'quarter':
      return `${addDays(date, 0).slice(0, 4)}-Q${Math.ceil(month / 3)}`;
  }
}

export function nextPeriod(period: Period): Period {
  const { kind, end } = parsePeriod(period);
  return periodOf(kind, addDays(end, 1));
}

export function previousPeriod(period: Period): Period {
  const { kind, start } = parsePeriod(period);
  return periodOf(kind, addDays(start, -1));
}

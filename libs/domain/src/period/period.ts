import { DomainError } from '../errors/domain-error.js';
import { addDays, daysBetween, isLocalDate, isoWeekday, type LocalDate } from './local-date.js';

export { addDays, daysBetween, isoWeekday, type LocalDate } from './local-date.js';

/** What the calendar repeats by itself. */
export const REGULAR_PERIOD_KINDS = ['week', 'month', 'quarter'] as const;
export type RegularPeriodKind = (typeof REGULAR_PERIOD_KINDS)[number];

export const PERIOD_KINDS = [...REGULAR_PERIOD_KINDS, 'custom'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** '2026-W47' (ISO week), '2026-11', '2026-Q4', or first and last day of a custom one: '2026-11-02~2026-11-29'. */
export type Period = string;

/** A custom period; both days inclusive. */
export interface DatedPeriod {
  start: LocalDate;
  end: LocalDate;
}

/** How periods follow each other: by the calendar, or as listed (sorted, not overlapping). */
export interface PeriodRule {
  period: PeriodKind;
  periods?: readonly DatedPeriod[] | undefined;
}

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

const CUSTOM_LONGEST_DAYS = 400;
/** The years in which Temporal's calendars have days. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2100-12-31';

/** Whether a custom period may begin or end on the day. */
export const isPeriodDay = (date: LocalDate): boolean => date >= FIRST_DAY && date <= LAST_DAY;

function wrong(): never {
  throw new DomainError('validation', 'Not a period such as 2026-W47, 2026-11, 2026-Q4 or 2026-11-02~2026-11-29.', {
    field: 'period',
  });
}

function parseCustom(period: Period): ParsedPeriod {
  const [start = '', end = '', more] = period.split('~');
  if (more !== undefined || !isLocalDate(start) || !isLocalDate(end)) return wrong();
  if (!isPeriodDay(start) || !isPeriodDay(end)) return wrong();
  const days = daysBetween(start, end) + 1;
  if (days < 1 || days > CUSTOM_LONGEST_DAYS) return wrong();
  return { kind: 'custom', start, end };
}

/** Raises validation, also for a week 53 that the year does not have. */
export function parsePeriod(period: Period): ParsedPeriod {
  if (period.includes('~')) return parseCustom(period);
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
export function periodOf(kind: RegularPeriodKind, date: LocalDate): Period {
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

function regular(period: Period): { kind: RegularPeriodKind; start: LocalDate; end: LocalDate } {
  const { kind, start, end } = parsePeriod(period);
  if (kind === 'custom') {
    throw new DomainError('validation', 'What follows a custom period stands in its definition.', { field: 'period' });
  }
  return { kind, start, end };
}

/** Of a week, month or quarter; raises validation for a custom period: see periodAfter. */
export function nextPeriod(period: Period): Period {
  const { kind, end } = regular(period);
  return periodOf(kind, addDays(end, 1));
}

/** Of a week, month or quarter; raises validation for a custom period: see periodBefore. */
export function previousPeriod(period: Period): Period {
  const { kind, start } = regular(period);
  return periodOf(kind, addDays(start, -1));
}

/** The id of a custom period. Raises validation when it ends before it begins or is longer than 400 days. */
export function customPeriod({ start, end }: DatedPeriod): Period {
  const id = `${start}~${end}`;
  parseCustom(id);
  return id;
}

function sorted(rule: PeriodRule): DatedPeriod[] {
  return [...(rule.periods ?? [])].sort((a, b) => (a.start < b.start ? -1 : 1));
}

const idOf = (period: DatedPeriod | undefined): Period | null => (period === undefined ? null : customPeriod(period));

/** The period that holds the day; null in a gap between custom ones. */
export function periodHolding(rule: PeriodRule, date: LocalDate): Period | null {
  if (rule.period !== 'custom') return periodOf(rule.period, date);
  return idOf(sorted(rule).find(({ start, end }) => start <= date && date <= end));
}

/** The period that holds the day, else the first that begins after it; null when no more are listed. */
export function periodFrom(rule: PeriodRule, date: LocalDate): Period | null {
  if (rule.period !== 'custom') return periodOf(rule.period, date);
  return idOf(sorted(rule).find(({ end }) => date <= end));
}

/** The next period; null after the last custom one. Raises validation. */
export function periodAfter(rule: PeriodRule, period: Period): Period | null {
  return periodFrom(rule, addDays(parsePeriod(period).end, 1));
}

/** The period before; null before the first custom one. Raises validation. */
export function periodBefore(rule: PeriodRule, period: Period): Period | null {
  const { start } = parsePeriod(period);
  if (rule.period !== 'custom') return previousPeriod(period);
  return idOf(sorted(rule).findLast((listed) => listed.end < start));
}

/** Whether cycles of that rule run in the period: of the same kind and, if custom, one of those listed. Raises validation. */
export function isPeriodOf(rule: PeriodRule, period: Period): boolean {
  const { kind, start, end } = parsePeriod(period);
  if (kind !== rule.period) return false;
  return kind !== 'custom' || (rule.periods ?? []).some((listed) => listed.start === start && listed.end === end);
}

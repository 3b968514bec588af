import { DomainError } from '../errors/domain-error.js';
import { addDays, daysBetween, isoWeekday, type LocalDate } from '../period/local-date.js';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DAY_KINDS = ['holiday', 'workday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Local times `HH:mm`; a shift whose `to` is not after `from` ends on the next day. */
export interface WorkingHours {
  from: string;
  to: string;
}

export interface WorkingCalendar {
  code: string;
  zone?: string | undefined;
  /** '1' Monday … '7' Sunday; no hours = a day off. */
  weekdays: Record<Weekday, WorkingHours[]>;
  /** Holidays, and make-up days that are worked although their weekday is off. */
  days: Record<LocalDate, DayKind>;
  /** The last day up to which `days` is known to be complete. */
  coveredUntil: LocalDate;
}

function weekdayOf(date: LocalDate): Weekday {
  return WEEKDAYS[isoWeekday(date) - 1] ?? '1';
}

function special(calendar: WorkingCalendar, date: LocalDate): DayKind | undefined {
  return Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
}

export function isUsuallyWorked(calendar: WorkingCalendar, date: LocalDate): boolean {
  return calendar.weekdays[weekdayOf(date)].length > 0;
}

export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  const kind = special(calendar, date);
  return kind === undefined ? isUsuallyWorked(calendar, date) : kind === 'workday';
}

/** Working hours of the day; a make-up day without hours of its own has those of the week's first working day. */
export function hoursOf(calendar: WorkingCalendar, date: LocalDate): WorkingHours[] {
  if (!isWorkingDay(calendar, date)) return [];
  const own = calendar.weekdays[weekdayOf(date)];
  if (own.length > 0) return own;
  return WEEKDAYS.map((day) => calendar.weekdays[day]).find((hours) => hours.length > 0) ?? [];
}

/** Working days from `from` to `to`, both inclusive. */
export function workingDays(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  const count = daysBetween(from, to);
  for (let n = 0; n <= count; n += 1) {
    const day = addDays(from, n);
    if (isWorkingDay(calendar, day)) days.push(day);
  }
  return days;
}

/** The last working day from `from` to `to` inclusive, null if there is none. */
export function lastWorkingDay(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): LocalDate | null {
  return workingDays(calendar, from, to).at(-1) ?? null;
}

// Spring Festival is off for nine days; a calendar with a year without work is a mistake, not a holiday.
const FURTHEST_DAYS = 366;

/** The day itself if it is worked, else the next that is. Raises calendar-not-covered when there is none within a year. */
export function workingDayFrom(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  for (let n = 0; n <= FURTHEST_DAYS; n += 1) {
    const day = addDays(date, n);
    if (isWorkingDay(calendar, day)) return day;
  }
  throw new DomainError('calendar-not-covered', 'The calendar has no working day within a year.', {
    details: { calendar: calendar.code, from: date },
  });
}

/** Beyond the covered days only weekends are known, so what is planned there may still move. */
export function isProvisional(calendar: WorkingCalendar, date: LocalDate): boolean {
  return date > calendar.coveredUntil;
}

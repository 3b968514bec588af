import { type Instant, instantFromMs, instantMs } from '../clock/instant.js';
import { DomainError } from '../errors/domain-error.js';
import { addDays, type LocalDate } from '../period/local-date.js';
import { hoursOf, type WorkingCalendar } from './calendar.js';
import { instantOf, localOf, minutesOf } from './zone.js';

interface Interval {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
// Longer than any holiday: beyond it the calendar has no working time at all.
const FURTHEST_DAYS = 366;

/** Samoa had no 30 December 2011. */
function isLeftOut(zone: string, date: LocalDate): boolean {
  return instantOf(date, '00:00', zone) >= instantOf(addDays(date, 1), '00:00', zone);
}

function dayBefore(zone: string, date: LocalDate): LocalDate {
  const before = addDays(date, -1);
  return isLeftOut(zone, before) ? addDays(before, -1) : before;
}

/** Shifts that start on the day, in no order. */
function shiftsOf(calendar: WorkingCalendar, zone: string, date: LocalDate): Interval[] {
  const hours = hoursOf(calendar, date);
  if (hours.length === 0 || isLeftOut(zone, date)) return [];
  return hours.map(({ from, to }) => ({
    from: instantMs(instantOf(date, from, zone)),
    to: instantMs(instantOf(minutesOf(to) > minutesOf(from) ? date : addDays(date, 1), to, zone)),
  }));
}

/** What is worked between the day's start and the next day's, the night shift from the day before included; in order, without overlap. */
function intervalsOf(calendar: WorkingCalendar, zone: string, date: LocalDate): Interval[] {
  const shifts = [...shiftsOf(calendar, zone, dayBefore(zone, date)), ...shiftsOf(calendar, zone, date)];
  if (shifts.length === 0) return shifts;
  const start = instantMs(instantOf(date, '00:00', zone));
  const end = instantMs(instantOf(addDays(date, 1), '00:00', zone));
  shifts.sort((a, b) => a.from - b.from);
  const merged: Interval[] = [];
  for (const shift of shifts) {
    const piece = { from: Math.max(shift.from, start), to: Math.min(shift.to, end) };
    // A clock change may leave nothing of a shift: 02:50 to 03:10 where 02:00 to 03:00 does not exist.
    if (piece.to <= piece.from) continue;
    const last = merged.at(-1);
    if (last !== undefined && piece.from <= last.to) last.to = Math.max(last.to, piece.to);
    else merged.push(piece);
  }
  return merged;
}

function neverWorks(calendar: WorkingCalendar): DomainError {
  return new DomainError('calendar-not-covered', 'The calendar has no working time within a year.', {
    details: { calendar: calendar.code },
  });
}

/** Working intervals after the instant, the first one cut at it; ends after a year without any. */
function* onwards(calendar: WorkingCalendar, zone: string, fromMs: number): Generator<Interval> {
  let date = addDays(localOf(instantFromMs(fromMs), zone).date, -1);
  let reached = fromMs;
  for (let idle = 0; idle <= FURTHEST_DAYS; idle += 1) {
    for (const { from, to } of intervalsOf(calendar, zone, date)) {
      if (to <= reached) continue;
      yield { from: Math.max(from, reached), to };
      reached = to;
      idle = 0;
    }
    date = addDays(date, 1);
  }
}

/** The mirror image: intervals before the instant, latest first. */
function* backwards(calendar: WorkingCalendar, zone: string, fromMs: number): Generator<Interval> {
  // Where midnight comes twice the instant may lie in the day that its wall clock has not reached yet.
  let date = addDays(localOf(instantFromMs(fromMs), zone).date, 1);
  let reached = fromMs;
  for (let idle = 0; idle <= FURTHEST_DAYS; idle += 1) {
    for (const { from, to } of intervalsOf(calendar, zone, date).reverse()) {
      if (from >= reached) continue;
      yield { from, to: Math.min(to, reached) };
      reached = from;
      idle = 0;
    }
    date = addDays(date, -1);
  }
}

/**
 * The instant after so many working minutes; negative minutes go back. Reaching the end of a shift exactly is that end, not the
 * next morning; 0 is the instant itself. Raises calendar-not-covered.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, zone: string, instant: Instant, minutes: number): Instant {
  let left = Math.abs(minutes) * MINUTE_MS;
  if (left === 0) return instant;
  const forward = minutes > 0;
  const walk = forward ? onwards : backwards;
  for (const { from, to } of walk(calendar, zone, instantMs(instant))) {
    if (left <= to - from) return instantFromMs(forward ? from + left : to - left);
    left -= to - from;
  }
  throw neverWorks(calendar);
}

/** Working minutes from one instant to the other, rounded down; negative when `to` is earlier. */
export function workingMinutesBetween(calendar: WorkingCalendar, zone: string, from: Instant, to: Instant): number {
  if (to < from) return -workingMinutesBetween(calendar, zone, to, from);
  const end = instantMs(to);
  let worked = 0;
  for (const interval of onwards(calendar, zone, instantMs(from))) {
    if (interval.from >= end) break;
    worked += Math.min(interval.to, end) - interval.from;
  }
  return Math.floor(worked / MINUTE_MS);
}

/** The instant itself when it is worked, else the start of the next shift. Raises calendar-not-covered. */
export function nextWorkingInstant(calendar: WorkingCalendar, zone: string, instant: Instant): Instant {
  for (const { from } of onwards(calendar, zone, instantMs(instant))) return instantFromMs(from);
  throw neverWorks(calendar);
}

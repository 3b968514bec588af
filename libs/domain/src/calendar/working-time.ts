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

/** What the day's shifts cover, in order and without overlap; a night shift counts to the day it starts on. */
function intervalsOf(calendar: WorkingCalendar, zone: string, date: LocalDate): Interval[] {
  const shifts = hoursOf(calendar, date).map(({ from, to }) => ({
    from: instantMs(instantOf(date, from, zone)),
    to: instantMs(instantOf(minutesOf(to) > minutesOf(from) ? date : addDays(date, 1), to, zone)),
  }));
  shifts.sort((a, b) => a.from - b.from);
  const merged: Interval[] = [];
  for (const shift of shifts) {
    const last = merged.at(-1);
    if (last !== undefined && shift.from <= last.to) last.to = Math.max(last.to, shift.to);
    else merged.push({ ...shift });
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
  let date = localOf(instantFromMs(fromMs), zone).date;
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

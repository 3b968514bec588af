import { dayOf } from '@goalbeat/domain/calendar/timeline';
import { steadyClock, type ZonedTime } from '@goalbeat/domain/calendar/steady-clock';
import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays, daysBetween, isoWeekday, type LocalDate } from '@goalbeat/domain/period/local-date';
import {
  customPeriod,
  type DatedPeriod,
  parsePeriod,
  periodAfter,
  periodFrom,
  type Period,
} from '@goalbeat/domain/period/period';
import type { Data } from './cycle-definition.repository.js';

type Issue = Pick<Data['timeline'][number], 'from' | 'day' | 'time' | 'move'>;
type Days = DatedPeriod;

/** Months and quarters open on a day that every month has. */
const LAST_DAY_OF_EVERY_MONTH = 28;
const SHORTEST = { month: 28, quarter: 90 } as const;
/** How far `earlier` may move a step that lies ahead of its period: no holidays last longer. */
const MOVED_AT_MOST_DAYS = 14;

export function issueOf(data: Data): Issue {
  return data.timeline.find((entry) => entry.step === 'issue') ?? { from: 'start', day: 1, time: '00:00', move: 'keep' };
}

/** Of a day that may still move: the first it can move to. */
function earliest(issue: Issue, day: LocalDate, start: LocalDate): LocalDate {
  if (issue.move !== 'earlier') return day;
  return day >= start ? start : addDays(day, -MOVED_AT_MOST_DAYS);
}

/** Days from the start of a month or quarter; negative ahead of it, then counted so that it is a day of every month before. */
export function daysIntoMonth(data: Data, kind: 'month' | 'quarter'): number {
  const issue = issueOf(data);
  const start = '2027-01-01';
  const shortest = { start, end: addDays(start, SHORTEST[kind] - 1) };
  const days = daysBetween(start, earliest(issue, dayOf(shortest, issue), start));
  // Counted from an end that comes sooner or later, it would be another day of each month: it opens with the period.
  if (days >= 0) return issue.from === 'end' || days >= LAST_DAY_OF_EVERY_MONTH ? 0 : days;
  return Math.max(days, -LAST_DAY_OF_EVERY_MONTH);
}

/**
 * The day on which a period's cycle is opened: that of its issue where a Schedule can say it, else a day before which it
 * cannot be. The cycle then waits for the instant of its timeline.
 */
function opensOn(data: Data, { start, end }: Days): LocalDate {
  const issue = issueOf(data);
  if (data.period === 'week' || data.period === 'custom') return earliest(issue, dayOf({ start, end }, issue), start);
  const days = daysIntoMonth(data, data.period);
  if (days >= 0) return addDays(start, days);
  const monthBefore = `${addDays(start, -1).slice(0, 7)}-01`;
  return addDays(monthBefore, LAST_DAY_OF_EVERY_MONTH + days);
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (data: Data): number => isoWeekday(opensOn(data, { start: '2026-11-16', end: '2026-11-22' }));

/** Of each custom period. */
export const datesOf = (data: Data): LocalDate[] =>
  [...new Set((data.periods ?? []).map((period) => opensOn(data, period)))].sort();

/** In which zone and at what time of day cycles open; both may differ from the definition's where its clock changes. */
export function opensAt(data: Data, now: Instant): ZonedTime {
  return steadyClock({ zone: data.zone, time: issueOf(data).time }, now.slice(0, 10));
}

/** When the period's cycle is opened. */
export function openingOf(data: Data, period: Period, now: Instant): Instant {
  const { zone, time } = opensAt(data, now);
  return instantOf(opensOn(data, parsePeriod(period)), time, zone);
}

/** The latest period whose opening is not after the instant; null before the first custom one. */
export function latestOpened(data: Data, at: Instant): Period | null {
  let found: Period | null = null;
  // Periods may open a month and more ahead of their first day, and custom ones last a year.
  let period = firstAround(data, at.slice(0, 10));
  while (period !== null && openingOf(data, period, at) <= at) {
    found = period;
    period = periodAfter(data, period);
  }
  return found;
}

/**
 * The period that a Schedule's instant stands for, also when it is caught up days later.
 * @param zone in which the Schedule counted its days
 * @throws validation after the last custom period
 */
export function periodAt(data: Data, scheduledAt: Instant, zone = data.zone): Period {
  const { date } = localOf(scheduledAt, zone);
  for (let period = firstAround(data, date); period !== null; period = periodAfter(data, period)) {
    const opens = opensOn(data, parsePeriod(period));
    if (opens === date) return period;
    if (opens > date) break;
  }
  // The definition was changed since: the Schedule still fired as it was told before.
  const period = periodFrom(data, date);
  if (period === null)
    throw new DomainError('validation', `No period of the definition is left on ${date}`, { field: 'period' });
  return period;
}

/** A period that has opened before the day for certain, or the first there is. */
function firstAround(data: Data, date: LocalDate): Period | null {
  if (data.period !== 'custom') return periodFrom(data, addDays(date, -100));
  const [first] = (data.periods ?? []).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return first === undefined ? null : customPeriod(first);
}

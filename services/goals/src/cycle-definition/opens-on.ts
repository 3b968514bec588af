import { steadyClock, type ZonedTime } from '@goalbeat/domain/calendar/steady-clock';
import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays, isoWeekday, type LocalDate } from '@goalbeat/domain/period/local-date';
import { parsePeriod, periodHolding, type Period } from '@goalbeat/domain/period/period';
import type { Data } from './cycle-definition.repository.js';

const LAST_DAY_OF_EVERY_MONTH = 28;

function issueOf(data: Data): { day: number; time: string; move: string } {
  return data.timeline.find((entry) => entry.step === 'issue') ?? { day: 1, time: '00:00', move: 'keep' };
}

/**
 * On which day of its period (1 = the first) a cycle is opened: that of the issue, or the first where calendar rules may move
 * the issue ahead, or where a Schedule has no word for the day. The cycle then waits for the instant of its timeline.
 */
export function openingDay(data: Data): number {
  const { day, move } = issueOf(data);
  const sayable = data.period === 'week' || data.period === 'custom' || day <= LAST_DAY_OF_EVERY_MONTH;
  return move === 'earlier' || !sayable ? 1 : day;
}

const opensOn = (data: Data, start: LocalDate): LocalDate => addDays(start, openingDay(data) - 1);

/** 1 Monday … 7 Sunday, in a weekly definition. */
export const openingWeekday = (data: Data): number => isoWeekday(opensOn(data, '2026-11-16'));

/** Of a definition with dated periods. */
export const openingDates = (data: Data): LocalDate[] =>
  (data.periods ?? []).map(({ start }) => opensOn(data, start)).toSorted();

/** In which zone and at what time of day cycles open: the definition's, but where a change of the clock leaves that time out. */
export function opensAt(data: Data, now: Instant): ZonedTime {
  return steadyClock({ zone: data.zone, time: issueOf(data).time }, now.slice(0, 10));
}

/** When the period's cycle is opened. */
export function openingOf(data: Data, period: Period, now: Instant): Instant {
  const { zone, time } = opensAt(data, now);
  return instantOf(opensOn(data, parsePeriod(period).start), time, zone);
}

/**
 * The period that a Schedule's instant stands for, also when it is caught up days later.
 * @param zone in which the Schedule counted its days
 * @throws validation between custom periods
 */
export function periodAt(data: Data, scheduledAt: Instant, zone: string): Period {
  const { date } = localOf(scheduledAt, zone);
  const period = periodHolding(data, date);
  if (period === null) throw new DomainError('validation', `${date} lies in no period`, { field: 'period' });
  return period;
}

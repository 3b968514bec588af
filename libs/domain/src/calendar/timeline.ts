import type { Instant } from '../clock/instant.js';
import type { StepName } from '../cycle/steps.js';
import { addDays, daysBetween, isoWeekday, type LocalDate } from '../period/local-date.js';
import { type ParsedPeriod, parsePeriod, type Period } from '../period/period.js';
import {
  isProvisional,
  isUsuallyWorked,
  isWorkingDay,
  lastWorkingDay,
  type WorkingCalendar,
  workingDayFrom,
  workingDays,
} from './calendar.js';
import { instantOf } from './zone.js';

export const MOVES = ['earlier', 'later', 'keep'] as const;
export type Move = (typeof MOVES)[number];

/** From which day of the period `day` counts. */
export const COUNTED_FROM = ['start', 'end'] as const;
export type CountedFrom = (typeof COUNTED_FROM)[number];

export interface TimelineStep {
  step: StepName;
  /** From the start (unless said otherwise) 1 = first day of the period, 8 = the Monday after an ISO week. */
  from?: CountedFrom | undefined;
  /** From the end 0 = last day of the period, 1 = the day after it, -1 = the day before the last. */
  day: number;
  /** Local `HH:mm`. */
  time: string;
  move: Move;
}

export const MOVE_REASONS = [
  'last-working-day',
  'earlier-working-day',
  'next-working-day',
  'after-predecessor',
] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

export interface PlannedStep {
  step: StepName;
  at: Instant;
  /** Where it would be without holidays. */
  planned: Instant;
  moved?: MoveReason;
  /** True beyond what the calendar covers: may still move when the year is imported. */
  provisional: boolean;
}

export const SKIP_REASONS = ['no-working-day'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export type Timeline = PlannedStep[] | { skipped: SkipReason };

/** The day of a timeline entry before any calendar rule. */
export function dayOf(
  { start, end }: { start: LocalDate; end: LocalDate },
  step: Pick<TimelineStep, 'from' | 'day'>,
): LocalDate {
  return step.from === 'end' ? addDays(end, step.day) : addDays(start, step.day - 1);
}

interface Moved {
  date: LocalDate;
  reason?: MoveReason;
}

function earlier(calendar: WorkingCalendar, period: ParsedPeriod, date: LocalDate): Moved {
  const sunday = addDays(date, 7 - isoWeekday(date));
  const monday = addDays(sunday, -6);
  if (period.kind === 'week') {
    // Where the week's usual last working day is off, the week ends on its actual last one: that may be a make-up Sunday.
    const usuallyWorkedLater = Array.from({ length: daysBetween(date, sunday) }, (_, n) => addDays(date, n + 1)).some(
      (day) => isUsuallyWorked(calendar, day),
    );
    const last = usuallyWorkedLater ? null : lastWorkingDay(calendar, monday, sunday);
    if (last !== null) return { date: last, reason: 'last-working-day' };
  }
  const first = period.kind === 'week' ? monday : period.start;
  // A step ahead of its period (day 0 and less) looks back a month and no further.
  const before = lastWorkingDay(calendar, date >= first ? first : addDays(date, -31), addDays(date, -1));
  if (before !== null) return { date: before, reason: 'earlier-working-day' };
  // Nothing before it is left of the week: late is better than never.
  return { date: workingDayFrom(calendar, date), reason: 'next-working-day' };
}

function moveDate(calendar: WorkingCalendar, period: ParsedPeriod, date: LocalDate, move: Move): Moved {
  if (move === 'keep' || isWorkingDay(calendar, date)) return { date };
  if (move === 'later') return { date: workingDayFrom(calendar, date), reason: 'next-working-day' };
  return earlier(calendar, period, date);
}

/** The day that the move rule makes of one that may not be worked. Raises calendar-not-covered. */
export function movedDay(calendar: WorkingCalendar, period: ParsedPeriod, date: LocalDate, move: Move): LocalDate {
  return moveDate(calendar, period, date, move).date;
}

/**
 * When each step of the period happens, in the order given. A step that moving would put before its predecessor waits for it.
 * A period without a working day is skipped. Raises validation, calendar-not-covered.
 */
export function planTimeline(
  steps: readonly TimelineStep[],
  period: Period,
  calendar: WorkingCalendar,
  zone: string,
): Timeline {
  const parsed = parsePeriod(period);
  if (workingDays(calendar, parsed.start, parsed.end).length === 0) return { skipped: 'no-working-day' };
  const result: PlannedStep[] = [];
  for (const entry of steps) {
    const { step, time, move } = entry;
    const date = dayOf(parsed, entry);
    const moved = moveDate(calendar, parsed, date, move);
    const planned = instantOf(date, time, zone);
    const before = result.at(-1);
    const own = moved.reason === undefined ? planned : instantOf(moved.date, time, zone);
    const overtaken = before !== undefined && planned >= before.planned && own < before.at;
    const reason = overtaken ? 'after-predecessor' : moved.reason;
    result.push({
      step,
      at: overtaken ? before.at : own,
      planned,
      ...(reason === undefined ? {} : { moved: reason }),
      provisional:
        isProvisional(calendar, date) || isProvisional(calendar, moved.date) || (overtaken && before.provisional),
    });
  }
  return result;
}

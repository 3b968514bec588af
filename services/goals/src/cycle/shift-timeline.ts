import { hoursOf, isWorkingDay, workingDayFrom, type WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { nextWorkingInstant } from '@goalbeat/domain/calendar/working-time';
import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import type { MovedStep, PendingStep } from './recompute-timeline.js';

/** A pause of less moves everything by itself and no further. */
const SHORT_MS = 3_600_000;

/**
 * What is still to come comes later by the pause. What was in working time and would fall outside it waits for the next shift;
 * what was outside it on a working day, a Friday at 20:00 say, avoids nights and days off. The order stays. Raises calendar-not-covered.
 */
export function shiftTimeline(
  steps: readonly PendingStep[],
  byMs: number,
  calendar: WorkingCalendar,
  zone: string,
): MovedStep[] {
  let before: Instant | null = null;
  const moved: MovedStep[] = [];
  for (const { step, at, doneAt } of steps) {
    if (doneAt !== null) continue;
    const own = shifted(at, byMs, calendar, zone);
    const then: Instant = before !== null && own < before ? before : own;
    before = then;
    if (then !== at) moved.push({ step, at: then });
  }
  return moved;
}

/** One instant, later by the pause. Raises calendar-not-covered. */
export function shifted(at: Instant, byMs: number, calendar: WorkingCalendar, zone: string): Instant {
  const later = instantFromMs(instantMs(at) + byMs);
  // A deadline at the end of a day is not worth a night for a few minutes.
  if (byMs < SHORT_MS || isWorked(calendar, zone, later)) return later;
  if (isWorked(calendar, zone, at)) return nextWorkingInstant(calendar, zone, later);
  const before = localOf(at, zone);
  const { date, time } = localOf(later, zone);
  // Where days off were meant, they are meant still.
  if (!isWorkingDay(calendar, before.date)) return later;
  const morning = hoursOf(calendar, date)[0]?.from;
  if (morning !== undefined && time >= morning) return later;
  return instantOf(workingDayFrom(calendar, date), before.time, zone);
}

/** The end of a shift belongs to it: a deadline at 18:00 is one of the working day. */
function isWorked(calendar: WorkingCalendar, zone: string, at: Instant): boolean {
  const before = instantFromMs(instantMs(at) - 1);
  return [at, before].some((instant) => nextWorkingInstant(calendar, zone, instant) === instant);
}

import type { Instant } from '../clock/instant.js';
import type { LocalDate } from '../period/local-date.js';
import { parsePeriod, type Period } from '../period/period.js';
import type { WorkingCalendar } from './calendar.js';
import { movedDay, type Move } from './timeline.js';
import { endOfDay } from './zone.js';

/**
 * The end of a goal's due day, which moves off days that are not worked by the same rule as the step that closes reporting.
 * Raises validation, calendar-not-covered.
 */
export function goalDue(day: LocalDate, move: Move, period: Period, calendar: WorkingCalendar, zone: string): Instant {
  return endOfDay(movedDay(calendar, parsePeriod(period), day, move), zone);
}

import { isUsuallyWorked, isWorkingDay, type WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { addDays, daysBetween, type LocalDate, type ParsedPeriod } from '@goalbeat/domain/period/period';

export interface WorkedDays {
  /** Working days of the period that the person is with the company, and all of them: what pay is prorated by. */
  worked: number;
  full: number;
  /** What targets are prorated by: a week with holidays counts against a usual week; make-up days never raise a target. */
  targetWorked: number;
  targetFull: number;
}

/** Days of one person in one period; `joined` and `left` inclusive. */
export function workedDays(
  calendar: WorkingCalendar,
  period: ParsedPeriod,
  joined: LocalDate,
  left: LocalDate | null,
): WorkedDays {
  let worked = 0;
  let full = 0;
  let usual = 0;
  const days = daysBetween(period.start, period.end);
  for (let n = 0; n <= days; n += 1) {
    const day = addDays(period.start, n);
    if (isUsuallyWorked(calendar, day)) usual += 1;
    if (!isWorkingDay(calendar, day)) continue;
    full += 1;
    if (day >= joined && (left === null || day <= left)) worked += 1;
  }
  // Templates are written for a usual week; a month's or quarter's target already knows that months differ.
  const targetFull = period.kind === 'week' ? Math.max(usual, 1) : full;
  return { worked, full, targetWorked: Math.min(worked, targetFull), targetFull };
}

import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CalendarContent } from './shipped-calendars.js';

/** @throws validation for hours that end before they begin (the day's last may end on the next day) or overlap, a week without work, a day after `coveredUntil` */
export function checkHours({ weekdays, days, coveredUntil }: CalendarContent): void {
  for (const [weekday, hours] of Object.entries(weekdays)) {
    let until = '';
    for (const [index, { from, to }] of hours.entries()) {
      const field = `weekdays.${weekday}.${index}`;
      // The day's last shift may go over midnight.
      if (to === from || (to < from && index < hours.length - 1))
        throw new DomainError('validation', `${field}: ${to} is not after ${from}.`, { field });
      if (from < until) throw new DomainError('validation', `${field}: overlaps the hours before it.`, { field });
      until = to;
    }
  }
  if (Object.values(weekdays).every((hours) => hours.length === 0)) {
    throw new DomainError('validation', 'A calendar needs at least one weekday with hours.', { field: 'weekdays' });
  }
  const late = Object.keys(days).find((day) => day > coveredUntil);
  if (late !== undefined) {
    throw new DomainError('validation', `${late} lies after coveredUntil ${coveredUntil}.`, { field: `days.${late}` });
  }
}

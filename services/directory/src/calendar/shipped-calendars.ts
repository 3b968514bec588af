import type { PutCalendar } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import { CHINA_2026 } from './china-2026.js';

export type CalendarContent = z.infer<typeof PutCalendar>;

const OFFICE = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
/** Office hours on all days but those (1 Monday … 7 Sunday). */
export function officeWeek(weekend: readonly number[]): CalendarContent['weekdays'] {
  const on = (day: number) => (weekend.includes(day) ? [] : OFFICE);
  return { '1': on(1), '2': on(2), '3': on(3), '4': on(4), '5': on(5), '6': on(6), '7': on(7) };
}
const WEEK = officeWeek([6, 7]);

/** Each tenant starts with these two; it may change them and add its own. */
export const SHIPPED_CALENDARS: Readonly<Record<'CN' | 'plain', CalendarContent>> = {
  CN: { weekdays: WEEK, days: CHINA_2026, coveredUntil: '2026-12-31' },
  plain: { weekdays: WEEK, days: {}, coveredUntil: '2030-12-31' },
};

export function calendarOfZone(zone: string): keyof typeof SHIPPED_CALENDARS {
  return zone === 'Asia/Shanghai' ? 'CN' : 'plain';
}

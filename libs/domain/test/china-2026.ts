import { addDays } from '../src/period/local-date.js';
import type { DayKind, WorkingCalendar, WorkingHours } from '../src/calendar/calendar.js';

const HOURS: WorkingHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];

const OFF: [string, number][] = [
  ['2026-01-01', 3],
  ['2026-02-15', 9],
  ['2026-04-04', 3],
  ['2026-05-01', 5],
  ['2026-06-19', 3],
  ['2026-09-25', 3],
  ['2026-10-01', 7],
];
const MADE_UP = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

/** The State Council's calendar of 2026, eight hours a day. */
export function china2026(): WorkingCalendar {
  const days: Record<string, DayKind> = {};
  for (const [from, count] of OFF) for (let n = 0; n < count; n += 1) days[addDays(from, n)] = 'holiday';
  for (const day of MADE_UP) days[day] = 'workday';
  return {
    code: 'CN',
    zone: 'Asia/Shanghai',
    weekdays: { '1': HOURS, '2': HOURS, '3': HOURS, '4': HOURS, '5': HOURS, '6': [], '7': [] },
    days,
    coveredUntil: '2026-12-31',
  };
}

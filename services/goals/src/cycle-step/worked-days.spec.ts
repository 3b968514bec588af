import { expect, it } from '@jest/globals';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { parsePeriod } from '@goalbeat/domain/period/period';
import { workedDays } from './worked-days.js';

const shift = [{ from: '09:00', to: '18:00' }];
const calendar: WorkingCalendar = {
  code: 'office',
  weekdays: { '1': shift, '2': shift, '3': shift, '4': shift, '5': shift, '6': [], '7': [] },
  days: { '2026-12-11': 'holiday', '2026-12-19': 'workday' },
  coveredUntil: '2026-12-31',
};
const days = (period: string, joined = '2020-01-01', left: string | null = null) =>
  workedDays(calendar, parsePeriod(period), joined, left);

it('counts whole weeks, joiners and leavers', () => {
  expect(days('2026-W47')).toEqual({ worked: 5, full: 5, targetWorked: 5, targetFull: 5 });
  expect(days('2026-W47', '2026-11-19')).toMatchObject({ worked: 2, full: 5 });
  expect(days('2026-W47', '2020-01-01', '2026-11-17')).toMatchObject({ worked: 2, full: 5 });
  expect(days('2026-W47', '2026-12-01')).toMatchObject({ worked: 0 });
});

it('shrinks targets of a short week and not its pay, and never raises them for a make-up day', () => {
  expect(days('2026-W50')).toEqual({ worked: 4, full: 4, targetWorked: 4, targetFull: 5 });
  expect(days('2026-W51')).toEqual({ worked: 6, full: 6, targetWorked: 5, targetFull: 5 });
});

it('measures months by their own working days', () => {
  expect(days('2026-12')).toMatchObject({ worked: 23, targetWorked: 23, targetFull: 23 });
});

import { describe, expect, it } from '@jest/globals';
import { workingDays } from '@goalbeat/domain/calendar/calendar';
import { checkHours } from './check-hours.js';
import { SHIPPED_CALENDARS } from './shipped-calendars.js';

describe('China’s calendar of 2026', () => {
  const { CN } = SHIPPED_CALENDARS;
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

  it('has make-up days on weekends only, and 33 days of holiday in seven feasts', () => {
    const days = Object.entries(CN.days);
    const makeUp = days.filter(([, kind]) => kind === 'workday').map(([day]) => weekday(day));
    expect(makeUp.every((day) => day === 0 || day === 6)).toBe(true);
    expect(days.filter(([, kind]) => kind === 'holiday')).toHaveLength(33);
    expect(days.filter(([, kind]) => kind === 'workday')).toHaveLength(6);
  });

  it('has no working day in 2026-W08, and a Sunday that is one in W38', () => {
    expect(workingDays({ code: 'CN', ...CN }, '2026-02-16', '2026-02-22')).toEqual([]);
    expect(workingDays({ code: 'CN', ...CN }, '2026-09-14', '2026-09-20')).toHaveLength(6);
  });

  it.each(Object.entries(SHIPPED_CALENDARS))('%s may be put as it is', (_, calendar) => {
    expect(() => checkHours(calendar)).not.toThrow();
  });
});

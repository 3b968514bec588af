import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { china2026 } from '../../test/china-2026.js';
import { instantFromMs } from '../clock/instant.js';
import { hoursOf, isProvisional, isWorkingDay, lastWorkingDay, type WorkingCalendar, workingDays } from './calendar.js';
import { addWorkingMinutes, nextWorkingInstant, workingMinutesBetween } from './working-time.js';
import { instantOf } from './zone.js';

const calendar = china2026();
const zone = 'Asia/Shanghai';
const at = (date: string, time: string): string => instantOf(date, time, zone);

describe('working calendar', () => {
  it('knows holidays and make-up days', () => {
    expect(isWorkingDay(calendar, '2026-02-17')).toBe(false);
    expect(isWorkingDay(calendar, '2026-02-14')).toBe(true);
    expect(workingDays(calendar, '2026-02-16', '2026-02-22')).toEqual([]);
    expect(lastWorkingDay(calendar, '2026-02-16', '2026-02-22')).toBeNull();
    expect(lastWorkingDay(calendar, '2026-04-27', '2026-05-03')).toBe('2026-04-30');
    expect(hoursOf(calendar, '2026-02-14')).toEqual(calendar.weekdays['1']);
    expect(hoursOf(calendar, '2026-02-17')).toEqual([]);
    expect([isProvisional(calendar, '2026-12-31'), isProvisional(calendar, '2027-01-01')]).toEqual([false, true]);
  });
});

describe('working time', () => {
  it('counts over lunch, nights, weekends and holidays', () => {
    expect(addWorkingMinutes(calendar, zone, at('2026-11-20', '11:00'), 120)).toBe(at('2026-11-20', '14:00'));
    expect(addWorkingMinutes(calendar, zone, at('2026-11-20', '17:00'), 120)).toBe(at('2026-11-23', '10:00'));
    expect(addWorkingMinutes(calendar, zone, at('2026-02-14', '17:00'), 120)).toBe(at('2026-02-24', '10:00'));
    expect(addWorkingMinutes(calendar, zone, at('2026-11-20', '17:00'), 60)).toBe(at('2026-11-20', '18:00'));
    expect(addWorkingMinutes(calendar, zone, at('2026-11-23', '10:00'), -120)).toBe(at('2026-11-20', '17:00'));
    expect(addWorkingMinutes(calendar, zone, at('2026-11-21', '10:00'), 0)).toBe(at('2026-11-21', '10:00'));
  });

  it('finds the next working instant and what lies between', () => {
    expect(nextWorkingInstant(calendar, zone, at('2026-11-21', '10:00'))).toBe(at('2026-11-23', '09:00'));
    expect(nextWorkingInstant(calendar, zone, at('2026-11-20', '18:00'))).toBe(at('2026-11-23', '09:00'));
    expect(nextWorkingInstant(calendar, zone, at('2026-11-20', '10:30'))).toBe(at('2026-11-20', '10:30'));
    expect(workingMinutesBetween(calendar, zone, at('2026-11-16', '00:00'), at('2026-11-22', '24:00'))).toBe(40 * 60);
    expect(workingMinutesBetween(calendar, zone, at('2026-11-20', '17:30'), at('2026-11-20', '10:00'))).toBe(-390);
  });

  it('works night shifts once, also where they overlap the next day', () => {
    const shifts = [
      { from: '22:00', to: '06:00' },
      { from: '05:00', to: '07:00' },
    ];
    const night: WorkingCalendar = {
      ...calendar,
      days: {},
      weekdays: { ...calendar.weekdays, '1': shifts, '2': shifts },
    };
    expect(addWorkingMinutes(night, zone, at('2026-11-17', '00:00'), 7 * 60)).toBe(at('2026-11-17', '07:00'));
    expect(addWorkingMinutes(night, zone, at('2026-11-17', '07:00'), -7 * 60)).toBe(at('2026-11-17', '00:00'));
    expect(workingMinutesBetween(night, zone, at('2026-11-17', '04:00'), at('2026-11-17', '08:00'))).toBe(180);
  });

  it('refuses a calendar in which nobody ever works', () => {
    const idle: WorkingCalendar = {
      ...calendar,
      days: {},
      weekdays: { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] },
    };
    expect(() => addWorkingMinutes(idle, zone, at('2026-11-20', '10:00'), 1)).toThrow(
      expect.objectContaining({ code: 'calendar-not-covered' }),
    );
    expect(() => nextWorkingInstant(idle, zone, at('2026-11-20', '10:00'))).toThrow(
      expect.objectContaining({ code: 'calendar-not-covered' }),
    );
    expect(workingMinutesBetween(idle, zone, at('2026-11-20', '10:00'), at('2026-11-21', '10:00'))).toBe(0);
  });

  it('adds and counts the same minutes, forward and back', () => {
    const minute = fc
      .integer({ min: 0, max: 360 * 1440 })
      .map((n) => instantFromMs(Date.parse('2026-01-05T00:00:00.000Z') + n * 60_000));
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 6000 }), (start, minutes) => {
        const end = addWorkingMinutes(calendar, zone, start, minutes);
        expect(workingMinutesBetween(calendar, zone, start, end)).toBe(minutes);
        const back = addWorkingMinutes(calendar, zone, end, -minutes);
        expect(back >= start).toBe(true);
        expect(workingMinutesBetween(calendar, zone, start, back)).toBe(0);
        const half = Math.floor(minutes / 2);
        const twice = addWorkingMinutes(calendar, zone, addWorkingMinutes(calendar, zone, start, half), minutes - half);
        expect(twice).toBe(end);
      }),
      { numRuns: 60 },
    );
  });
});

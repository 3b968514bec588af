import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochDay, isLocalDate } from './local-date.js';
import {
  addDays,
  daysBetween,
  isoWeekday,
  nextPeriod,
  parsePeriod,
  PERIOD_KINDS,
  periodOf,
  previousPeriod,
} from './period.js';

const date = (): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 200_000 }).map((days) => addDays('1971-01-01', days));

describe('period', () => {
  it('knows the weeks at the turn of the year', () => {
    expect(periodOf('week', '2026-01-01')).toBe('2026-W01');
    expect(periodOf('week', '2025-12-29')).toBe('2026-W01');
    expect(periodOf('week', '2027-01-03')).toBe('2026-W53');
    expect(nextPeriod('2026-W53')).toBe('2027-W01');
    expect(previousPeriod('2027-W01')).toBe('2026-W53');
    expect(parsePeriod('2026-W47')).toEqual({ kind: 'week', start: '2026-11-16', end: '2026-11-22' });
  });

  it('knows months and quarters', () => {
    expect(parsePeriod('2028-02')).toEqual({ kind: 'month', start: '2028-02-01', end: '2028-02-29' });
    expect(parsePeriod('2026-Q4')).toEqual({ kind: 'quarter', start: '2026-10-01', end: '2026-12-31' });
    expect(nextPeriod('2026-12')).toBe('2027-01');
    expect(nextPeriod('2026-Q4')).toBe('2027-Q1');
  });

  it.each(['2026-W00', '2026-W54', '2025-W53', '2026-13', '2026-00', '2026-Q5', '2026', '2026-W1', '', '1969-01'])(
    'refuses %j',
    (period) => {
      expect(() => parsePeriod(period)).toThrow(expect.objectContaining({ code: 'validation' }));
    },
  );

  it('refuses days that do not exist', () => {
    for (const wrong of ['2026-02-30', '2026-2-3', '2026-13-01', 'x', '2026-02-29']) {
      expect(isLocalDate(wrong)).toBe(false);
      expect(() => epochDay(wrong)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
  });

  it('covers every day once, without a gap', () => {
    fc.assert(
      fc.property(date(), fc.constantFrom(...PERIOD_KINDS), (day, kind) => {
        const period = periodOf(kind, day);
        const { kind: parsed, start, end } = parsePeriod(period);
        expect(parsed).toBe(kind);
        expect(start <= day && day <= end).toBe(true);
        expect(parsePeriod(nextPeriod(period)).start).toBe(addDays(end, 1));
        expect(previousPeriod(nextPeriod(period))).toBe(period);
        expect(kind !== 'week' || (isoWeekday(start) === 1 && daysBetween(start, end) === 6)).toBe(true);
      }),
    );
  });

  it('counts weekdays', () => {
    expect(isoWeekday('2026-11-20')).toBe(5);
    expect(isoWeekday('1969-12-28')).toBe(7);
  });
});

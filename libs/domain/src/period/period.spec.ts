import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochDay, isLocalDate } from './local-date.js';
import {
  addDays,
  customPeriod,
  daysBetween,
  isoWeekday,
  isPeriodOf,
  nextPeriod,
  parsePeriod,
  periodAfter,
  periodBefore,
  periodFrom,
  periodHolding,
  periodOf,
  type PeriodRule,
  previousPeriod,
  REGULAR_PERIOD_KINDS,
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

  it('knows custom periods, in order and with gaps', () => {
    const rule: PeriodRule = {
      period: 'custom',
      periods: [
        { start: '2026-11-30', end: '2026-12-20' },
        { start: '2026-11-02', end: '2026-11-29' },
        { start: '2027-01-04', end: '2027-01-04' },
      ],
    };
    const [first, second, third] = ['2026-11-02~2026-11-29', '2026-11-30~2026-12-20', '2027-01-04~2027-01-04'] as const;
    expect(parsePeriod(first)).toEqual({ kind: 'custom', start: '2026-11-02', end: '2026-11-29' });
    expect([periodAfter(rule, first), periodAfter(rule, second), periodAfter(rule, third)]).toEqual([
      second,
      third,
      null,
    ]);
    expect([periodBefore(rule, third), periodBefore(rule, second), periodBefore(rule, first)]).toEqual([
      second,
      first,
      null,
    ]);
    expect([
      periodHolding(rule, '2026-11-29'),
      periodHolding(rule, '2026-12-21'),
      periodHolding(rule, '2027-01-05'),
    ]).toEqual([first, null, null]);
    expect([periodFrom(rule, '2026-01-01'), periodFrom(rule, '2026-12-21'), periodFrom(rule, '2027-01-05')]).toEqual([
      first,
      third,
      null,
    ]);
    expect([isPeriodOf(rule, first), isPeriodOf(rule, '2026-11-02~2026-11-28'), isPeriodOf(rule, '2026-W47')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isPeriodOf({ period: 'week' }, '2026-W47')).toBe(true);
    expect(periodAfter({ period: 'week' }, '2026-W53')).toBe('2027-W01');
    expect(periodBefore({ period: 'month' }, '2026-01')).toBe('2025-12');
  });

  it.each([
    '2026-11-02~2026-11-01',
    '2026-11-02~2026-02-30',
    '2026-11-02~',
    '~',
    'a~b',
    '2026-01-01~2027-12-31',
    '1999-12-20~2000-01-10',
    '2100-12-20~2101-01-10',
    '2026-11-02~2026-11-03~2026-11-04',
  ])('refuses %j as a custom period', (period) => {
    expect(() => parsePeriod(period)).toThrow(expect.objectContaining({ code: 'validation', field: 'period' }));
  });

  it('guesses no successor of a custom period', () => {
    expect(() => nextPeriod(customPeriod({ start: '2026-11-02', end: '2026-11-29' }))).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
    expect(() => previousPeriod('2026-11-02~2026-11-29')).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(() => customPeriod({ start: '2026-11-02', end: '2026-11-01' })).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
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
      fc.property(date(), fc.constantFrom(...REGULAR_PERIOD_KINDS), (day, kind) => {
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

import { expect, it } from '@jest/globals';
import { instantOf } from '@goalbeat/domain/calendar/zone';
import { periodAfter, periodHolding } from '@goalbeat/domain/period/period';
import type { Data } from './cycle-definition.repository.js';
import { openingOf, periodAt } from './opens-on.js';
import { scheduleOf } from './schedule-of.js';

const NOW = '2026-11-23T00:00:00.000Z';
const data = (period: Data['period'], day: number, changes: object = {}, time = '09:30', move = 'later'): Data =>
  ({
    period,
    zone: 'Asia/Shanghai',
    timeline: [{ step: 'issue', day, time, move }],
    ...changes,
  }) as unknown as Data;
const schedule = (of: Data) => scheduleOf('t', { id: 'd', data: of, paused: false }, NOW);

it('opens weeks by weekday, months by day, quarters in their first month, others on their dates', () => {
  expect(schedule(data('week', 1))).toMatchObject({
    scheduleId: 'cycle/t/d',
    workflowId: 'open-cycle/t/d',
    calendars: [{ dayOfWeek: 1, hour: 9, minute: 30 }],
    timeZone: 'Asia/Shanghai',
    paused: false,
    input: { tenantId: 't', definitionId: 'd', period: null, zone: 'Asia/Shanghai' },
  });
  expect(schedule(data('month', 2)).calendars).toEqual([{ dayOfMonth: 2, hour: 9, minute: 30 }]);
  expect(schedule(data('quarter', 1)).calendars).toEqual([
    { dayOfMonth: 1, months: [1, 4, 7, 10], hour: 9, minute: 30 },
  ]);
  const periods = [
    { start: '2027-01-04', end: '2027-01-31' },
    { start: '2026-11-30', end: '2026-12-27' },
  ];
  expect(schedule(data('custom', 2, { periods })).calendars).toEqual([
    { year: 2026, months: [12], dayOfMonth: 1, hour: 9, minute: 30 },
    { year: 2027, months: [1], dayOfMonth: 5, hour: 9, minute: 30 },
  ]);
});

it('opens with the period where the issue may move to an earlier day, or stands on a day that not every month has', () => {
  expect(schedule(data('week', 3, {}, '09:30', 'earlier')).calendars).toEqual([{ dayOfWeek: 1, hour: 9, minute: 30 }]);
  expect(schedule(data('month', 20, {}, '09:30', 'earlier')).calendars[0]?.dayOfMonth).toBe(1);
  expect(schedule(data('quarter', 60)).calendars[0]?.dayOfMonth).toBe(1);
});

it('keeps out of the way of clock changes', () => {
  expect(schedule(data('week', 7, { zone: 'Europe/Berlin' }, '02:30'))).toMatchObject({
    timeZone: 'Etc/GMT-2',
    calendars: [{ dayOfWeek: 7, hour: 2, minute: 30 }],
    input: { zone: 'Etc/GMT-2' },
  });
});

it('knows the period of a scheduled instant in the zone of the Schedule, also when it is caught up late', () => {
  const zone = 'Asia/Shanghai';
  expect(periodAt(data('week', 1), '2026-11-16T01:30:00.000Z', zone)).toBe('2026-W47');
  // Sunday evening in UTC is Monday in Shanghai.
  expect(periodAt(data('week', 1), '2026-11-15T17:00:00.000Z', zone)).toBe('2026-W47');
  expect(periodAt(data('week', 3), '2026-11-18T01:30:00.000Z', zone)).toBe('2026-W47');
  expect(periodAt(data('month', 1), '2026-11-30T17:00:00.000Z', zone)).toBe('2026-12');
  expect(periodAt(data('quarter', 1), '2026-10-01T09:30:00.000Z', 'UTC')).toBe('2026-Q4');
  // In Santiago it is still the evening before, in winter; the Schedule counts its days three hours west.
  const santiago = data('month', 1, { zone: 'America/Santiago' }, '00:00');
  expect(periodAt(santiago, '2027-07-01T03:00:00.000Z', 'Etc/GMT+3')).toBe('2027-07');
});

it.each([
  ['week', 1, '09:00', 'later', 'Asia/Shanghai', 0],
  ['week', 7, '02:30', 'keep', 'Europe/Berlin', 1],
  ['week', 5, '09:00', 'earlier', 'America/New_York', 4 * 24 + 1],
  ['month', 1, '00:00', 'keep', 'America/Santiago', 1],
  ['month', 28, '23:30', 'later', 'America/Nuuk', 1],
  ['quarter', 45, '08:00', 'keep', 'Australia/Lord_Howe', 44 * 24 + 1],
] as const)(
  'opens each %s (day %d, %s, %s, %s) in its turn, %d hours ahead at most',
  (kind, day, time, move, zone, most) => {
    const of = data(kind, day, { zone }, time, move);
    const { timeZone } = schedule(of);
    const periods: string[] = [];
    for (
      let period = periodHolding(of, '2026-12-01');
      period !== null && period < '2029';
      period = periodAfter(of, period)
    ) {
      periods.push(period);
    }
    const opens = periods.map((period) => openingOf(of, period, NOW));
    expect(opens).toEqual(opens.toSorted());
    expect(opens.map((at) => periodAt(of, at, timeZone))).toEqual(periods);
    const ahead = periods.map((period, n) => {
      const issue = instantOf(issueDate(period, day), time, zone);
      return (Date.parse(issue) - Date.parse(opens[n] ?? '')) / 3_600_000;
    });
    expect(Math.min(...ahead)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(most);
  },
);

function issueDate(period: string, day: number): string {
  const start = period.includes('W') ? mondayOf(period) : period.includes('Q') ? quarterOf(period) : `${period}-01`;
  return new Date(Date.parse(start) + (day - 1) * 86_400_000).toISOString().slice(0, 10);
}
function mondayOf(period: string): string {
  const fourth = new Date(`${period.slice(0, 4)}-01-04T00:00:00Z`);
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(monday + (Number(period.slice(6)) - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
}
function quarterOf(period: string): string {
  return `${period.slice(0, 4)}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
}

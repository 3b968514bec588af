import { expect, it } from '@jest/globals';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { shiftTimeline } from './shift-timeline.js';

const shift = [{ from: '09:00', to: '18:00' }];
const calendar: WorkingCalendar = {
  code: 'office',
  weekdays: { '1': shift, '2': shift, '3': shift, '4': shift, '5': shift, '6': [], '7': [] },
  days: { '2026-11-25': 'holiday' },
  coveredUntil: '2026-12-31',
};
const NAMES = ['issue', 'close-planning', 'ask-report', 'close-reporting', 'close-confirming'] as const;
const HOUR = 3_600_000;
const steps = (...at: [string, string | null][]) =>
  at.map(([instant, doneAt], n) => ({
    step: NAMES[n] ?? ('archive' as const),
    at: instant,
    doneAt,
  }));
const shifted = (byMs: number, ...at: [string, string | null][]) =>
  shiftTimeline(steps(...at), byMs, calendar, 'Asia/Shanghai').map((step) => step.at);

it('moves what is to come by the pause and leaves what is done', () => {
  expect(
    shifted(2 * HOUR, ['2026-11-16T01:00:00.000Z', '2026-11-16T01:00:00.000Z'], ['2026-11-17T07:00:00.000Z', null]),
  ).toEqual(['2026-11-17T09:00:00.000Z']);
});

it('waits for the next shift instead of the evening, the weekend or a holiday', () => {
  // Tue 17:00 + 2 h, Fri 17:00 + 24 h, Tue 10:00 + 24 h into the holiday of Wednesday.
  expect(shifted(2 * HOUR, ['2026-11-17T09:00:00.000Z', null])).toEqual(['2026-11-18T01:00:00.000Z']);
  expect(shifted(24 * HOUR, ['2026-11-20T09:00:00.000Z', null])).toEqual(['2026-11-23T01:00:00.000Z']);
  expect(shifted(24 * HOUR, ['2026-11-24T02:00:00.000Z', null])).toEqual(['2026-11-26T01:00:00.000Z']);
});

it('counts the end of a shift to it, and moves an evening out of the night', () => {
  expect(shifted(24 * HOUR, ['2026-11-16T10:00:00.000Z', null])).toEqual(['2026-11-17T10:00:00.000Z']);
  expect(shifted(33 * HOUR, ['2026-11-17T10:00:00.000Z', null])).toEqual(['2026-11-19T01:00:00.000Z']);
  // Fri 20:00 + 33 h is Sunday at 5 in the morning.
  expect(shifted(33 * HOUR, ['2026-11-20T12:00:00.000Z', null])).toEqual(['2026-11-23T12:00:00.000Z']);
});

it('keeps an evening an evening, and the order of the steps', () => {
  // Fri 17:00 would fall to Monday morning; Fri 20:00 keeps its hour on Monday.
  expect(shifted(24 * HOUR, ['2026-11-20T09:00:00.000Z', null], ['2026-11-20T12:00:00.000Z', null])).toEqual([
    '2026-11-23T01:00:00.000Z',
    '2026-11-23T12:00:00.000Z',
  ]);
  expect(shifted(HOUR, ['2026-11-20T12:00:00.000Z', null])).toEqual(['2026-11-20T13:00:00.000Z']);
  // 17:00 + 2 h is next morning; what came an hour after it outside working time does not overtake it.
  expect(shifted(2 * HOUR, ['2026-11-17T09:00:00.000Z', null], ['2026-11-17T10:30:00.000Z', null])).toEqual([
    '2026-11-18T01:00:00.000Z',
    '2026-11-18T01:00:00.000Z',
  ]);
});

it('moves the end of a day by a short pause only, not into the next day', () => {
  // Tue 18:00 + 4 min; an hour is worth the night.
  expect(shifted(4 * 60_000, ['2026-11-17T10:00:00.000Z', null])).toEqual(['2026-11-17T10:04:00.000Z']);
  expect(shifted(HOUR, ['2026-11-17T10:00:00.000Z', null])).toEqual(['2026-11-18T01:00:00.000Z']);
});

it('changes nothing for a pause of no length', () => {
  expect(shifted(0, ['2026-11-17T09:00:00.000Z', null], ['2026-11-20T12:00:00.000Z', null])).toEqual([]);
});

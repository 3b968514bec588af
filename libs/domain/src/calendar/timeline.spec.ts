import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { china2026 } from '../../test/china-2026.js';
import { nextPeriod, parsePeriod } from '../period/period.js';
import { isWorkingDay } from './calendar.js';
import { MOVES, planTimeline, type PlannedStep, type Timeline, type TimelineStep } from './timeline.js';
import { localOf } from './zone.js';

const calendar = china2026();
const zone = 'Asia/Shanghai';
const week: TimelineStep[] = [
  { step: 'issue', day: 1, time: '09:00', move: 'later' },
  { step: 'ask-report', day: 5, time: '17:00', move: 'earlier' },
  { step: 'close-reporting', day: 5, time: '20:00', move: 'earlier' },
  { step: 'close-confirming', day: 8, time: '10:00', move: 'later' },
  { step: 'bonus-list', day: 8, time: '10:30', move: 'later' },
];

const plan = (timeline: Timeline): PlannedStep[] => {
  if (!Array.isArray(timeline)) throw new Error(`skipped: ${timeline.skipped}`);
  return timeline;
};
const local = (steps: PlannedStep[]): string[] =>
  steps.map(
    ({ at, moved }) => `${localOf(at, zone).date} ${localOf(at, zone).time}${moved === undefined ? '' : ` ${moved}`}`,
  );

describe('planTimeline', () => {
  it('leaves an ordinary week alone', () => {
    const steps = plan(planTimeline(week, '2026-W47', calendar, zone));
    expect(local(steps)).toEqual([
      '2026-11-16 09:00',
      '2026-11-20 17:00',
      '2026-11-20 20:00',
      '2026-11-23 10:00',
      '2026-11-23 10:30',
    ]);
    expect(steps.every((step) => !step.provisional && step.planned === step.at)).toBe(true);
  });

  it('asks on the last working day when Friday is off', () => {
    expect(local(plan(planTimeline(week, '2026-W18', calendar, zone)))).toEqual([
      '2026-04-27 09:00',
      '2026-04-30 17:00 last-working-day',
      '2026-04-30 20:00 last-working-day',
      '2026-05-06 10:00 next-working-day',
      '2026-05-06 10:30 next-working-day',
    ]);
  });

  it('counts a make-up Sunday as the last working day of its ISO week', () => {
    expect(local(plan(planTimeline(week, '2026-W01', calendar, zone)))[1]).toBe('2026-01-04 17:00 last-working-day');
  });

  it('moves a midweek step to the working day before it', () => {
    const midweek: TimelineStep[] = [{ step: 'remind-report', day: 3, time: '12:00', move: 'earlier' }];
    const off = { ...calendar, days: { '2026-11-18': 'holiday' } as const };
    expect(local(plan(planTimeline(midweek, '2026-W47', off, zone)))).toEqual(['2026-11-17 12:00 earlier-working-day']);
    const noneBefore = {
      ...calendar,
      days: { '2026-11-16': 'holiday', '2026-11-17': 'holiday', '2026-11-18': 'holiday' } as const,
    };
    expect(local(plan(planTimeline(midweek, '2026-W47', noneBefore, zone)))).toEqual([
      '2026-11-19 12:00 next-working-day',
    ]);
  });

  it('skips the week of Spring Festival', () => {
    expect(planTimeline(week, '2026-W08', calendar, zone)).toEqual({ skipped: 'no-working-day' });
  });

  it('keeps steps in order when moving would cross them', () => {
    const steps: TimelineStep[] = [
      { step: 'close-planning', day: 2, time: '12:00', move: 'later' },
      { step: 'remind-report', day: 3, time: '09:00', move: 'keep' },
    ];
    const off = { ...calendar, days: { '2026-11-17': 'holiday', '2026-11-18': 'holiday' } as const };
    expect(local(plan(planTimeline(steps, '2026-W47', off, zone)))).toEqual([
      '2026-11-19 12:00 next-working-day',
      '2026-11-19 12:00 after-predecessor',
    ]);
  });

  it('searches the whole month for a monthly step', () => {
    const monthly: TimelineStep[] = [{ step: 'ask-report', day: 31, time: '17:00', move: 'earlier' }];
    expect(local(plan(planTimeline(monthly, '2026-10', calendar, zone)))).toEqual([
      '2026-10-30 17:00 earlier-working-day',
    ]);
  });

  it('counts from the end of months of any length, and of custom periods', () => {
    const steps: TimelineStep[] = [
      { step: 'ask-report', from: 'end', day: -1, time: '17:00', move: 'keep' },
      { step: 'close-reporting', from: 'end', day: 0, time: '20:00', move: 'earlier' },
      { step: 'close-confirming', from: 'end', day: 1, time: '10:00', move: 'later' },
    ];
    expect(local(plan(planTimeline(steps, '2028-02', calendar, zone)))).toEqual([
      '2028-02-28 17:00',
      '2028-02-29 20:00',
      '2028-03-01 10:00',
    ]);
    expect(local(plan(planTimeline(steps, '2026-02', calendar, zone)))).toEqual([
      '2026-02-27 17:00',
      '2026-02-28 20:00',
      '2026-03-02 10:00 next-working-day',
    ]);
    expect(local(plan(planTimeline(steps.slice(1), '2026-09-07~2026-10-04', calendar, zone)))).toEqual([
      '2026-09-30 20:00 earlier-working-day',
      '2026-10-08 10:00 next-working-day',
    ]);
  });

  it('looks back for a step ahead of its month', () => {
    const ahead: TimelineStep[] = [{ step: 'issue', day: 0, time: '09:00', move: 'earlier' }];
    expect(local(plan(planTimeline(ahead, '2026-11', calendar, zone)))).toEqual([
      '2026-10-30 09:00 earlier-working-day',
    ]);
  });

  it('marks what the calendar does not cover', () => {
    expect(plan(planTimeline(week, '2026-W53', calendar, zone)).map((step) => step.provisional)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('keeps order and working days in every week of the year', () => {
    const anySteps = fc
      .array(
        fc.record({
          day: fc.integer({ min: 1, max: 9 }),
          hour: fc.integer({ min: 0, max: 23 }),
          move: fc.constantFrom(...MOVES),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .map((list) => list.sort((a, b) => a.day - b.day || a.hour - b.hour));
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 0, max: 51 }), (list, n) => {
        let period = '2026-W01';
        for (let i = 0; i < n; i += 1) period = nextPeriod(period);
        const steps = list.map(({ day, hour, move }): TimelineStep => ({
          step: 'issue',
          day,
          time: `${String(hour).padStart(2, '0')}:00`,
          move,
        }));
        const timeline = planTimeline(steps, period, calendar, zone);
        expect(Array.isArray(timeline)).toBe(period !== '2026-W08');
        const planned = Array.isArray(timeline) ? timeline : [];
        planned.forEach((step, index) => {
          expect(step.at >= (planned[index - 1]?.at ?? '')).toBe(true);
          const { date } = localOf(step.at, zone);
          const mayBeOff = list[index]?.move === 'keep' || step.moved === 'after-predecessor';
          expect(mayBeOff || isWorkingDay(calendar, date)).toBe(true);
          expect(date >= parsePeriod(period).start).toBe(true);
        });
      }),
    );
  });
});

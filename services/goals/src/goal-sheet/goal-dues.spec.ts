import { describe, expect, it } from '@jest/globals';
import type { Language } from '@goalbeat/domain/wording/language';
import { dueAtOf, ownDue, requireDueDay, type CycleDues } from './goal-dues.js';

const shift = [{ from: '09:00', to: '18:00' }];
const cycle: CycleDues = {
  period: '2026-W47',
  zone: 'Asia/Shanghai',
  move: 'earlier',
  // Friday at 20:00.
  closesAt: '2026-11-20T12:00:00.000Z',
  pauses: [],
  calendar: {
    code: 'office',
    weekdays: { '1': shift, '2': shift, '3': shift, '4': shift, '5': shift, '6': [], '7': [] },
    days: {},
    coveredUntil: '2026-12-31',
  },
};
const ISSUED = '2026-11-16T01:00:00.000Z';
const WEDNESDAY = { dueOn: '2026-11-18' };
const WEDNESDAY_ENDS = '2026-11-18T16:00:00.000Z';

describe('a goal’s deadline', () => {
  it('is the end of its day, at the latest the close of reporting, and that without a day', () => {
    expect(dueAtOf(cycle, WEDNESDAY, ISSUED)).toBe(WEDNESDAY_ENDS);
    expect(dueAtOf(cycle, { dueOn: '2026-11-20' }, ISSUED)).toBe(cycle.closesAt);
    expect(dueAtOf(cycle, { dueOn: null }, ISSUED)).toBe(cycle.closesAt);
    expect(ownDue(cycle, { dueOn: null }, ISSUED)).toBeNull();
  });

  it('binds nobody who got the goal after it', () => {
    expect(ownDue(cycle, WEDNESDAY, '2026-11-19T01:00:00.000Z')).toBeNull();
    expect(dueAtOf(cycle, WEDNESDAY, '2026-11-19T01:00:00.000Z')).toBe(cycle.closesAt);
  });

  it('comes later by a pause that began before it', () => {
    const paused = (at: string) => ownDue({ ...cycle, pauses: [{ at, ms: 24 * 3_600_000 }] }, WEDNESDAY, ISSUED);
    expect(paused('2026-11-17T02:00:00+00:00')).toBe('2026-11-19T16:00:00.000Z');
    expect(paused('2026-11-19T02:00:00+00:00')).toBe(WEDNESDAY_ENDS);
  });
});

describe('requireDueDay', () => {
  const asked =
    (dueOn: string, language: Language = 'en', now = '2026-11-17T02:00:00.000Z') =>
    () => {
      requireDueDay(cycle, dueOn, now, 'goals.0.dueOn', language);
    };

  it('takes days of the period that are to come and before reporting closes', () => {
    expect(asked('2026-11-17')).not.toThrow();
    expect(asked('2026-11-20')).not.toThrow();
  });

  it.each([
    ['2026-11-23', 'is outside of the period (2026-11-16 to 2026-11-22): choose a day from 2026-11-17 to 2026-11-20'],
    ['2026-11-15', 'is outside of the period (2026-11-16 to 2026-11-22): choose a day from 2026-11-17 to 2026-11-20'],
    ['2026-11-21', 'is after reporting closes on 2026-11-20: choose a day from 2026-11-17 to 2026-11-20'],
    ['2026-11-16', 'is past: choose a day from 2026-11-17 to 2026-11-20'],
  ])('refuses %s with words', (day, words) => {
    expect(asked(day)).toThrow(
      expect.objectContaining({ code: 'validation', field: 'goals.0.dueOn', message: `goals.0.dueOn: ${words}` }),
    );
  });

  it('says it in Chinese too, and when no day is left', () => {
    expect(asked('2026-11-21', 'zh-CN')).toThrow(
      '晚于填报截止日 2026-11-20：请选择 2026-11-17 至 2026-11-20 之间的日期',
    );
    expect(asked('2026-11-20', 'en', '2026-11-21T02:00:00.000Z')).toThrow('is past: leave it out');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { china2026 } from '../../test/china-2026.js';
import { instantOf } from '../calendar/zone.js';
import { capOf } from './cap-of.js';
import { CAPPED_BY, type Ladder } from './ladder.js';
import { dueAt, planRungs } from './plan-rungs.js';
import { afterAllQuiet, afterQuiet } from './quiet-hours.js';
import { continueRungs, later, shiftRungs } from './shift-rungs.js';

const calendar = china2026();
const zone = 'Asia/Shanghai';
const at = (date: string, time: string): string => instantOf(date, time, zone);
const monday = at('2026-11-16', '09:00');
const ladder: Ladder = {
  due: { workingHours: 8 },
  remindBefore: [4, 1],
  escalateAfter: [2, 4],
  last: { action: 'hand-to-hr', after: 8 },
};
const cappedAt = (cap: string | null, from = monday) => planRungs(ladder, monday, calendar, zone, {}, { cap, from });

describe('the cap of the cycle', () => {
  it('pulls the deadline, keeps the order, and leaves out what could not be waited for', () => {
    const cap = at('2026-11-16', '16:00');
    expect(dueAt(ladder, monday, calendar, zone, {}, { cap })).toBe(cap);
    expect(cappedAt(cap)).toEqual([
      { n: 1, at: at('2026-11-16', '11:00'), action: 'remind' },
      { n: 2, at: at('2026-11-16', '15:00'), action: 'remind' },
      { n: 3, at: cap, action: 'hand-to-hr' },
    ]);
  });

  it('between deadline and last action takes the last action alone', () => {
    const cap = at('2026-11-17', '13:00');
    expect(dueAt(ladder, monday, calendar, zone, {}, { cap })).toBe(at('2026-11-16', '18:00'));
    expect(cappedAt(cap).map((rung) => [rung.at, rung.action])).toEqual([
      [at('2026-11-16', '14:00'), 'remind'],
      [at('2026-11-16', '17:00'), 'remind'],
      [at('2026-11-17', '11:00'), 'escalate'],
      [cap, 'hand-to-hr'],
    ]);
  });

  it('that has passed binds nobody', () => {
    expect(cappedAt(monday)).toEqual(cappedAt(null));
  });

  it('never has a rung behind it, never loses the last action, and is always in order', () => {
    const hours = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.record({
          due: hours,
          remind: fc.array(hours, { maxLength: 4 }),
          up: fc.array(hours, { maxLength: 3 }),
          after: hours,
        }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 3 }),
        ({ due, remind, up, after }, capHours, escalated) => {
          const any: Ladder = {
            due: { workingHours: due },
            remindBefore: remind,
            escalateAfter: up,
            last: { action: 'return', after },
          };
          const cap = later(monday, capHours * 3_600_000);
          const rungs = planRungs(any, monday, calendar, zone, {}, { cap, escalated });
          expect(rungs.every((rung, i) => rung.n === i + 1 && (i === 0 || (rungs[i - 1]?.at ?? '') < rung.at))).toBe(
            true,
          );
          expect(rungs.every((rung) => rung.at <= cap || rung.at === rungs.at(-1)?.at)).toBe(true);
          expect((rungs.at(-1)?.at ?? '') <= cap).toBe(true);
          expect(rungs.filter((rung) => rung.action === 'return')).toHaveLength(1);
          expect(rungs.filter((rung) => rung.action === 'escalate').length).toBeLessThanOrEqual(
            Math.max(0, up.length - escalated),
          );
        },
      ),
    );
  });

  it('is the step that the ladder names, else the one that ends what is waited for', () => {
    const steps = { 'close-confirming': monday, 'close-planning': at('2026-11-17', '18:00') };
    expect(capOf({ ...ladder, cap: 'close-planning' }, 'plan', steps)).toBe(steps['close-planning']);
    expect(Object.keys(CAPPED_BY).map((kind) => capOf(ladder, kind, steps))).toEqual([monday, monday]);
    expect(capOf(ladder, 'bonus-list', steps)).toBeNull();
    expect(capOf(ladder, 'plan', {})).toBeNull();
    expect(() => capOf({ ...ladder, cap: 'payout' }, 'plan', steps)).toThrow(
      expect.objectContaining({ code: 'validation', field: 'ladder.cap' }),
    );
  });
});

describe('a ladder moved in mid-climb', () => {
  const rungs = cappedAt(null);

  it('keeps what was climbed and moves the rest', () => {
    const moved = shiftRungs(rungs, 2, 3_600_000);
    expect(moved.slice(0, 2)).toEqual(rungs.slice(0, 2));
    expect(moved.slice(2).map((rung) => rung.at)).toEqual(rungs.slice(2).map((rung) => later(rung.at, 3_600_000)));
  });

  it('keeps the stronger of rungs that fall together, numbered without a gap', () => {
    const moved = shiftRungs(rungs, 1, 0, () => at('2026-11-20', '09:00'));
    expect(moved).toEqual([rungs[0], { n: 2, at: at('2026-11-20', '09:00'), action: 'hand-to-hr' }]);
  });

  it('goes on with a new plan behind the rungs that were climbed', () => {
    const ahead = planRungs(ladder, monday, calendar, zone, {}, { from: at('2026-11-17', '12:00'), escalated: 1 });
    expect(continueRungs(rungs, 3, ahead)).toEqual(rungs);
  });
});

describe('quiet hours', () => {
  const night = { quiet: { from: '20:00', to: '08:30' }, zone };
  const noon = { quiet: { from: '12:00', to: '13:30' }, zone };

  it('end in the morning, over midnight too, and are none at their end', () => {
    expect(afterQuiet(night, at('2026-11-16', '20:00'))).toBe(at('2026-11-17', '08:30'));
    expect(afterQuiet(night, at('2026-11-17', '03:00'))).toBe(at('2026-11-17', '08:30'));
    expect(afterQuiet(night, at('2026-11-17', '08:30'))).toBe(at('2026-11-17', '08:30'));
    expect(afterQuiet(noon, at('2026-11-17', '12:00'))).toBe(at('2026-11-17', '13:30'));
    expect(afterQuiet({ quiet: { from: '09:00', to: '09:00' }, zone }, monday)).toBe(monday);
  });

  it('of several people are over when the last of them is awake, and somebody always is after a while', () => {
    const early = { quiet: { from: '08:00', to: '09:00' }, zone };
    expect(afterAllQuiet([night, early], at('2026-11-16', '22:00'))).toBe(at('2026-11-17', '09:00'));
    const never = { quiet: { from: '09:00', to: '08:00' }, zone };
    expect(afterAllQuiet([never, early], monday) >= monday).toBe(true);
  });

  it('move reminders only: later, and away when that is past the deadline', () => {
    const quiet = (place: typeof night) =>
      planRungs(ladder, monday, calendar, zone, {}, { afterQuiet: (one) => afterQuiet(place, one) });
    expect(quiet(noon)).toEqual(cappedAt(null));
    expect(quiet({ quiet: { from: '13:30', to: '14:30' }, zone })[0]).toEqual({
      n: 1,
      at: at('2026-11-16', '14:30'),
      action: 'remind',
    });
    const whole = quiet({ quiet: { from: '10:00', to: '19:00' }, zone });
    expect(whole.map((rung) => rung.action)).toEqual(['escalate', 'escalate', 'hand-to-hr']);
    expect(whole).toEqual(
      cappedAt(null)
        .slice(2)
        .map((rung, i) => ({ ...rung, n: i + 1 })),
    );
  });

  it('never end before they are asked about, in any zone on the days when clocks change', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', zone];
    const times = fc.constantFrom('00:00', '01:30', '02:15', '02:30', '03:00', '08:00', '22:00');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        times,
        times,
        fc.integer({ min: 0, max: 365 * 24 * 4 }),
        (where, from, to, quarter) => {
          const now = later('2026-01-01T00:00:00.000Z', quarter * 900_000);
          const end = afterQuiet({ quiet: { from, to }, zone: where }, now);
          expect(end >= now && end <= later(now, 26 * 3_600_000)).toBe(true);
        },
      ),
    );
  });
});

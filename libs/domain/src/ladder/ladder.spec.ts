import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { china2026 } from '../../test/china-2026.js';
import { workingMinutesBetween } from '../calendar/working-time.js';
import { instantOf } from '../calendar/zone.js';
import { instantFromMs, instantMs } from '../clock/instant.js';
import { LAST_ACTIONS, type Ladder, type Rung } from './ladder.js';
import { nextRung } from './next-rung.js';
import { dueAt, planRungs } from './plan-rungs.js';

const calendar = china2026();
const zone = 'Asia/Shanghai';
const at = (date: string, time: string): string => instantOf(date, time, zone);
const ladder: Ladder = {
  due: { workingHours: 8 },
  remindBefore: [4, 1],
  escalateAfter: [2, 4],
  last: { action: 'hand-to-hr', after: 8 },
};
const monday = at('2026-11-16', '09:00');

describe('planRungs', () => {
  it('climbs in the working time of the assignee', () => {
    expect(dueAt(ladder, monday, calendar, zone, {})).toBe(at('2026-11-16', '18:00'));
    expect(planRungs(ladder, monday, calendar, zone, {})).toEqual([
      { n: 1, at: at('2026-11-16', '14:00'), action: 'remind' },
      { n: 2, at: at('2026-11-16', '17:00'), action: 'remind' },
      { n: 3, at: at('2026-11-17', '11:00'), action: 'escalate' },
      { n: 4, at: at('2026-11-17', '14:00'), action: 'escalate' },
      { n: 5, at: at('2026-11-17', '18:00'), action: 'hand-to-hr' },
    ]);
  });

  it('hangs on a step of the cycle', () => {
    const atStep: Ladder = { ...ladder, due: { atStep: 'close-confirming' } };
    expect(dueAt(atStep, monday, calendar, zone, { 'close-confirming': at('2026-11-23', '10:00') })).toBe(
      at('2026-11-23', '10:00'),
    );
    expect(() => dueAt(atStep, monday, calendar, zone, {})).toThrow(
      expect.objectContaining({ code: 'validation', field: 'ladder.due.atStep' }),
    );
  });

  it('leaves time to answer when opened after everything was due', () => {
    const late: Ladder = { ...ladder, due: { atStep: 'close-confirming' } };
    expect(
      planRungs(late, at('2026-11-25', '09:00'), calendar, zone, { 'close-confirming': at('2026-11-23', '10:00') }),
    ).toEqual([{ n: 1, at: at('2026-11-25', '14:00'), action: 'hand-to-hr' }]);
  });

  it('refuses hours that are none', () => {
    for (const hours of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => planRungs({ ...ladder, remindBefore: [hours] }, monday, calendar, zone, {})).toThrow(
        expect.objectContaining({ code: 'validation' }),
      );
    }
  });
});

const anyLadder = (): fc.Arbitrary<Ladder> => {
  const hours = fc.integer({ min: 0, max: 60 }).map((n) => n / 2);
  return fc.record({
    due: hours.map((workingHours) => ({ workingHours })),
    remindBefore: fc.array(hours, { maxLength: 3 }),
    escalateAfter: fc.array(hours, { maxLength: 3 }),
    last: fc.record({ action: fc.constantFrom(...LAST_ACTIONS), after: hours }),
  });
};

describe('any ladder', () => {
  it('rises strictly, after opening, and ends in its last action', () => {
    const opened = fc
      .integer({ min: 0, max: 300 * 1440 })
      .map((n) => instantFromMs(Date.parse('2026-01-05T00:00:00.000Z') + n * 60_000));
    fc.assert(
      fc.property(anyLadder(), opened, (some, openedAt) => {
        const rungs = planRungs(some, openedAt, calendar, zone, {});
        rungs.forEach((rung, index) => {
          expect(rung.n).toBe(index + 1);
          expect(rung.at > (rungs[index - 1]?.at ?? openedAt)).toBe(true);
        });
        expect(rungs.filter((rung) => (LAST_ACTIONS as readonly string[]).includes(rung.action))).toEqual(
          rungs.slice(-1),
        );
        expect(rungs.at(-1)?.action).toBe(some.last.action);
        const due = dueAt(some, openedAt, calendar, zone, {});
        const last = rungs.at(-1)?.at ?? '';
        expect(workingMinutesBetween(calendar, zone, due, last)).toBe(some.last.after * 60);
      }),
      { numRuns: 60 },
    );
  });

  it('is climbed to its end through any outages, the last action never early', () => {
    const minutes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(minutes, fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 6 }), (gaps, outages) => {
        let ms = Date.parse('2026-11-16T00:00:00.000Z');
        const rungs = gaps.map((gap, index): Rung => {
          ms += gap * 60_000;
          return { n: index + 1, at: instantFromMs(ms), action: index === gaps.length - 1 ? 'approve' : 'remind' };
        });
        let now = '2026-11-16T00:00:00.000Z';
        let climbed = 0;
        let climbedAt: string | null = null;
        const made: Rung[] = [];
        for (let turn = 0; ; turn += 1) {
          const next = nextRung(rungs, climbed, now, climbedAt);
          if (next === null) break;
          expect(next.fireAt >= next.rung.at).toBe(true);
          now = instantFromMs(Math.max(instantMs(next.fireAt), instantMs(now)) + (outages[turn] ?? 0) * 60_000);
          const again = nextRung(rungs, climbed, now, climbedAt) ?? next;
          const [before, last] = rungs.slice(-2);
          const final = before !== undefined && last !== undefined && again.rung.n === last.n;
          const distance = final ? instantMs(last.at) - instantMs(before.at) : 0;
          expect(final ? climbed : rungs.length - 1).toBe(rungs.length - 1);
          expect(instantMs(now) - instantMs(climbedAt ?? now)).toBeGreaterThanOrEqual(
            climbedAt === null ? 0 : distance,
          );
          climbed = again.rung.n;
          climbedAt = now;
          made.push(again.rung);
        }
        expect(made.at(-1)).toEqual(rungs.at(-1));
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });
});

describe('nextRung', () => {
  const rungs = planRungs(ladder, monday, calendar, zone, {});

  it('waits for the next one', () => {
    expect(nextRung(rungs, 0, monday)).toEqual({ rung: rungs[0], fireAt: rungs[0]?.at });
    expect(nextRung(rungs, 5, monday)).toBeNull();
    expect(nextRung([], 0, monday)).toBeNull();
  });

  it('collapses what was missed to the latest knock, then gives the original time', () => {
    const after = at('2026-11-18', '09:00');
    expect(nextRung(rungs, 1, after)?.rung.n).toBe(4);
    expect(nextRung(rungs, 4, after, after)).toEqual({ rung: rungs[4], fireAt: at('2026-11-18', '13:00') });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { china2026 } from '../../test/china-2026.js';
import { actsAt, decidesAt, type Waiting } from './act-at.js';
import { attained } from './attained.js';
import { busiestHour } from './busiest-hour.js';
import { DECIDING_HABITS, habitsOf, OWN_HABITS, requireShares } from './habits.js';
import { seededShare } from './seeded.js';

const shares = { own: { late: 0.2, silent: 0.1 }, deciding: { strict: 0.3, absent: 0.1 } };
const numbers = Array.from({ length: 2_000 }, (_, n) => `E${n}`);
const waiting = (changes: Partial<Waiting> = {}): Waiting => ({
  openedAt: '2026-11-16T01:00:00.000Z',
  dueAt: '2026-11-17T10:00:00.000Z',
  remindedAt: null,
  calendar: china2026(),
  zone: 'Asia/Shanghai',
  share: 0.5,
  ...changes,
});

describe('habits', () => {
  it('are shared out as told, and what is left is punctual', () => {
    const all = numbers.map((number) => habitsOf(number, 7, shares));
    const part = (of: (habits: (typeof all)[number]) => boolean) => all.filter(of).length / all.length;
    expect(part(({ own }) => own === 'late')).toBeCloseTo(0.2, 1);
    expect(part(({ own }) => own === 'silent')).toBeCloseTo(0.1, 1);
    expect(part(({ own }) => own === 'punctual')).toBeCloseTo(0.7, 1);
    expect(part(({ deciding }) => deciding === 'strict')).toBeCloseTo(0.3, 1);
    expect(part(({ own }) => own === 'last-minute')).toBe(0);
  });

  it('depend on seed and number alone', () => {
    expect(numbers.map((number) => habitsOf(number, 1, shares))).toEqual(
      numbers.map((number) => habitsOf(number, 1, shares)),
    );
    expect(numbers.map((number) => habitsOf(number, 1, shares))).not.toEqual(
      numbers.map((number) => habitsOf(number, 2, shares)),
    );
  });

  it('cannot be more people than there are', () => {
    expect(() => requireShares({ late: 0.6, silent: 0.5 }, 'habits')).toThrow('no more than 1');
    expect(() => requireShares({ late: -0.1 }, 'habits')).toThrow('parts of 1');
    expect(() => requireShares({ late: 0.7, silent: 0.2, 'last-minute': 0.1 }, 'habits')).not.toThrow();
  });
});

describe('the moment of acting', () => {
  const moment = fc.record({
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    hours: fc.integer({ min: 1, max: 200 }),
  });

  it('lies between opening and due for whoever means well', () => {
    fc.assert(
      fc.property(moment, ({ share, hours }) => {
        const dueAt = new Date(Date.parse('2026-11-16T01:00:00.000Z') + hours * 3_600_000).toISOString();
        const one = waiting({ share, dueAt });
        for (const at of [
          decidesAt('punctual', one),
          decidesAt('last-minute', one),
          actsAt('punctual', 'report', one),
          actsAt('last-minute', 'other', one),
        ]) {
          expect(at).not.toBeNull();
          expect((at ?? '') >= one.openedAt && (at ?? '') <= dueAt).toBe(true);
        }
      }),
    );
  });

  it('comes only after a reminder for the late, and never for the silent and the absent', () => {
    expect(actsAt('late', 'other', waiting())).toBeNull();
    expect(decidesAt('late', waiting())).toBeNull();
    const remindedAt = '2026-11-17T06:00:00.000Z';
    expect(decidesAt('late', waiting({ remindedAt, share: 0 }))).toBe('2026-11-17T06:15:00.000Z');
    expect(actsAt('silent', 'other', waiting({ remindedAt }))).toBeNull();
    expect(decidesAt('absent', waiting({ remindedAt }))).toBeNull();
  });

  it('is later for the last-minute than for the punctual, and for reports later than for plans', () => {
    const share = 0.5;
    expect(
      (decidesAt('punctual', waiting({ share })) ?? '') < (decidesAt('last-minute', waiting({ share })) ?? ''),
    ).toBe(true);
    expect(
      (actsAt('punctual', 'other', waiting({ share })) ?? '') <
        (actsAt('punctual', 'report', waiting({ share })) ?? ''),
    ).toBe(true);
  });

  it('is defined for every habit', () => {
    const reminded = waiting({ remindedAt: '2026-11-16T05:00:00.000Z' });
    for (const habit of DECIDING_HABITS) expect(decidesAt(habit, reminded) === null).toBe(habit === 'absent');
    for (const habit of OWN_HABITS) expect(actsAt(habit, 'other', reminded) === null).toBe(habit === 'silent');
  });
});

describe('what is reported', () => {
  it('is around the target, a decimal, and done exactly when the target is met', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('higher' as const, 'lower' as const),
        fc.string(),
        (target, direction, number) => {
          const { outcome, actual } = attained(3, number, {
            code: 'g',
            type: 'quantity',
            direction,
            target: String(target),
          });
          expect(actual).toMatch(/^\d{1,15}(\.\d)?$/);
          const met = direction === 'higher' ? Number(actual) >= target : Number(actual) <= target;
          expect(outcome).toBe(met ? 'done' : 'partly');
        },
      ),
    );
  });

  it('is yes or no where the goal is', () => {
    const goal = { code: 'g', type: 'milestone', direction: 'higher' as const, target: '1' };
    const all = numbers.map((number) => attained(1, number, goal));
    expect(new Set(all.map(({ outcome, actual }) => `${outcome} ${actual}`))).toEqual(
      new Set(['done 1', 'not-done 0']),
    );
  });
});

describe('the busiest hour', () => {
  it('is the one with most in any sixty minutes', () => {
    const at = (minute: number) => new Date(Date.parse('2026-11-16T01:00:00.000Z') + minute * 60_000).toISOString();
    expect(busiestHour([])).toBeNull();
    expect(busiestHour([at(0), at(59), at(60), at(61), at(119), at(300)])).toEqual({ count: 3, from: at(59) });
  });
});

it('spreads seeded shares evenly', () => {
  const low = numbers.filter((number) => seededShare(1, number) < 0.25).length;
  expect(low / numbers.length).toBeCloseTo(0.25, 1);
});

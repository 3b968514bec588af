import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantFromMs, instantMs, isInstant } from './instant.js';
import {
  changeRate,
  hold,
  isHeld,
  realDelayUntil,
  REAL_CLOCK,
  release,
  runUntil,
  type TenantClock,
  virtualNow,
} from './tenant-clock.js';

const START = Date.parse('2026-11-22T00:00:00.000Z');
const fast: TenantClock = {
  rate: 10_080,
  anchorReal: instantFromMs(START),
  anchorVirtual: '2026-11-16T00:00:00.000Z',
  heldAt: null,
  version: 1,
};

describe('tenant clock', () => {
  it('is the real time by default', () => {
    expect(virtualNow(REAL_CLOCK, START + 7)).toBe('2026-11-22T00:00:00.007Z');
    expect(realDelayUntil(REAL_CLOCK, '2026-11-22T00:00:01.000Z', START)).toBe(1000);
    expect(realDelayUntil(REAL_CLOCK, '2026-11-21T00:00:00.000Z', START)).toBe(0);
  });

  it('runs a week in a minute', () => {
    expect(virtualNow(fast, START + 60_000)).toBe('2026-11-23T00:00:00.000Z');
    expect(virtualNow(fast, START - 5_000)).toBe(fast.anchorVirtual);
  });

  it('stands still from the held instant on, and goes on from there', () => {
    const held = hold(fast, START + 30_000);
    expect(isHeld(held, START + 29_999)).toBe(false);
    expect(virtualNow(held, START + 29_999)).toBe(virtualNow(fast, START + 29_999));
    expect(isHeld(held, START + 30_000)).toBe(true);
    expect(virtualNow(held, START + 90_000)).toBe('2026-11-19T12:00:00.000Z');
    expect(realDelayUntil(held, '2026-11-20T00:00:00.000Z', START + 90_000)).toBe(1000);
    expect(hold(held, START + 90_000)).toBe(held);
    const released = release(held, START + 90_000);
    expect(virtualNow(released, START + 90_000)).toBe('2026-11-19T12:00:00.000Z');
    expect(virtualNow(released, START + 120_000)).toBe('2026-11-23T00:00:00.000Z');
    expect(released).toMatchObject({ heldAt: null, version: 3 });
    expect(release(fast, START)).toBe(fast);
  });

  it('runs until an instant and stands there', () => {
    const running = runUntil(hold(fast, START + 30_000), '2026-11-19T18:00:00.000Z', START + 60_000);
    expect(virtualNow(running, START + 60_000)).toBe('2026-11-19T12:00:00.000Z');
    expect(isHeld(running, START + 60_000)).toBe(false);
    const stands = virtualNow(running, START + 999_000);
    // Never short of it; a hold falls on whole real milliseconds.
    expect(instantMs(stands) - Date.parse('2026-11-19T18:00:00.000Z')).toBeGreaterThanOrEqual(0);
    expect(instantMs(stands) - Date.parse('2026-11-19T18:00:00.000Z')).toBeLessThan(fast.rate);
    expect(isHeld(running, START + 999_000)).toBe(true);
    const past = runUntil(running, '2026-11-18T00:00:00.000Z', START + 999_000);
    expect(virtualNow(past, START + 2_000_000)).toBe(stands);
  });

  it('changes its rate without a jump, also while held', () => {
    const slower = changeRate(fast, 1, START + 30_000);
    expect(virtualNow(slower, START + 31_000)).toBe('2026-11-19T12:00:01.000Z');
    const held = changeRate(hold(fast, START + 30_000), 1, START + 60_000);
    expect(virtualNow(held, START + 99_000)).toBe('2026-11-19T12:00:00.000Z');
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => changeRate(fast, rate, START)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
  });

  it('never runs backwards, and a delay waited out has arrived', () => {
    const rate = fc.constantFrom(0.5, 1, 3, 60, 10_080);
    const op = fc.tuple(fc.constantFrom('hold', 'release', 'rate', 'look'), rate, fc.integer({ min: 0, max: 100_000 }));
    fc.assert(
      fc.property(fc.array(op, { maxLength: 20 }), (ops) => {
        let clock = fast;
        let now = START;
        let seen = virtualNow(clock, now);
        for (const [what, by, ms] of ops) {
          now += ms;
          if (what === 'hold') clock = hold(clock, now);
          if (what === 'release') clock = release(clock, now);
          if (what === 'rate') clock = changeRate(clock, by, now);
          const current = virtualNow(clock, now);
          expect(current >= seen).toBe(true);
          seen = current;
          const goal = instantFromMs(instantMs(current) + ms);
          const waited = now + realDelayUntil(clock, goal, now);
          expect(isHeld(clock, now) || virtualNow(clock, waited) >= goal).toBe(true);
        }
      }),
    );
  });

  it('takes only instants with Z and milliseconds', () => {
    for (const wrong of [
      '2026-11-22',
      '2026-11-22T00:00:00Z',
      '2026-11-22T00:00:00.000+08:00',
      '2026-13-22T00:00:00.000Z',
    ]) {
      expect(isInstant(wrong)).toBe(false);
      expect(() => instantMs(wrong)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
    expect(() => instantFromMs(Number.NaN)).toThrow(expect.objectContaining({ code: 'validation' }));
  });
});

import { hold, release } from '@goalbeat/domain/clock/tenant-clock';
import { MONDAY, fastClock, hour } from '../test/clock.js';
import { delayBeforeAsking, newerClock } from './delay.js';

const start = Date.parse('2026-11-22T12:00:00.000Z');
const clock = { ...fastClock(3600), anchorReal: '2026-11-22T12:00:00.000Z' };

describe('delayBeforeAsking', () => {
  it('waits by the rate of the tenant: an hour in a second', () => {
    expect(delayBeforeAsking(clock, hour(5), start, false)).toBe(5000);
    expect(delayBeforeAsking(clock, hour(5), start + 4000, false)).toBe(1000);
  });

  it('asks at once for what is due, and a little later when that was refused', () => {
    expect(delayBeforeAsking(clock, MONDAY, start, false)).toBe(0);
    expect(delayBeforeAsking(clock, MONDAY, start, true)).toBe(100);
  });

  it('asks each second while the clock is held, rarer in a long hold', () => {
    const held = hold(clock, start);
    expect(delayBeforeAsking(held, hour(0.5), start, false)).toBe(1000);
    expect(delayBeforeAsking(held, hour(0.5), start + 30_000, false)).toBe(2500);
    expect(delayBeforeAsking(held, hour(0.5), start + 3_600_000, false)).toBe(5000);
  });

  it('does not ask before the instant could have come, had the clock been released at once', () => {
    expect(delayBeforeAsking(hold(clock, start), hour(90), start, false)).toBe(90_000);
  });

  it('asks for what was due when the clock stopped', () => {
    const held = hold(clock, start + 2000);
    expect(delayBeforeAsking(held, hour(2), start + 9000, false)).toBe(0);
  });
});

describe('newerClock', () => {
  it('keeps the one that was written later, whichever came first', () => {
    const released = release(hold(clock, start), start + 1000);
    expect(newerClock(clock, released)).toBe(released);
    expect(newerClock(released, clock)).toBe(released);
    expect(newerClock(null, clock)).toBe(clock);
  });
});

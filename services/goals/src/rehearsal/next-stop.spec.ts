import { describe, expect, it } from '@jest/globals';
import { nextStop } from './next-stop.js';

const at = (time: string): string => `2026-11-16T${time}:00.000Z`;
const now = at('09:00');
const few = { people: 18 };

describe('the next stop', () => {
  it('is the next step when nobody means to do anything before it', () => {
    expect(nextStop({ ...few, now, steps: [at('08:00'), at('11:00'), at('12:00')], acts: [at('11:30')] })).toBe(
      at('11:00'),
    );
  });

  it('gathers what happens within a quarter of an hour', () => {
    expect(nextStop({ ...few, now, steps: [at('11:00')], acts: [at('09:02'), at('09:14')] })).toBe(at('09:15'));
    expect(nextStop({ ...few, now, steps: [at('11:00')], acts: [at('10:02'), at('10:14')] })).toBe(at('10:02'));
  });

  it('gathers more the more people take part', () => {
    const acts = [at('09:02'), at('09:29')];
    const stopFor = (people: number) => nextStop({ people, now, steps: [at('11:00')], acts });
    expect([100, 200, 201, 500].map(stopFor)).toEqual([at('09:15'), at('09:20'), at('09:30'), at('09:30')]);
  });

  it('never carries an act over the step that it means to precede', () => {
    expect(nextStop({ ...few, now, steps: [at('09:10')], acts: [at('09:05')] })).toBe(at('09:09'));
    expect(nextStop({ ...few, now: at('09:09'), steps: [at('09:10')], acts: [at('09:09')] })).toBe(at('09:10'));
  });

  it('looks again some time when nothing is ahead, and never stands still', () => {
    expect(nextStop({ ...few, now, steps: [], acts: [now] })).toBe(at('15:00'));
    expect(nextStop({ ...few, now, steps: [now], acts: [] }) > now).toBe(true);
  });
});

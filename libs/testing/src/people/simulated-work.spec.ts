import { describe, expect, it } from '@jest/globals';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { seeded } from '@goalbeat/examples/seeded';
import { attainedShare, reachedSoFar, reportedFor } from './actuals.js';
import { Agenda, type AgendaTime } from './agenda.js';
import { screenshot } from './screenshot.js';

describe('reportedFor', () => {
  it('says done exactly when the target is met', () => {
    expect(reportedFor({ type: 'quantity', direction: 'higher', target: '10' }, 1)).toEqual({
      outcome: 'done',
      actual: '10',
    });
    expect(reportedFor({ type: 'quantity', direction: 'higher', target: '10' }, 0.8)).toEqual({
      outcome: 'partly',
      actual: '8',
    });
    expect(reportedFor({ type: 'quantity', direction: 'lower', target: '4' }, 1.25)).toEqual({
      outcome: 'done',
      actual: '3',
    });
    expect(reportedFor({ type: 'percentage', direction: 'higher', target: '90' }, 1.3)).toEqual({
      outcome: 'done',
      actual: '100',
    });
    expect(reportedFor({ type: 'milestone', direction: 'higher', target: '1' }, 0.8)).toEqual({
      outcome: 'not-done',
      actual: '0',
    });
  });

  it('depends on the seed and the person only', () => {
    const share = (seed: number) => attainedShare(seeded(seed), 'E0042', 'orders', false);
    expect(share(1)).toBe(share(1));
    expect(share(1)).not.toBe(share(2));
    expect(attainedShare(seeded(9), 'E0042', 'orders', true)).toBeGreaterThan(1);
  });
});

describe('reachedSoFar', () => {
  it('grows with what is counted and is there from the first day for rates', () => {
    expect(reachedSoFar({ type: 'quantity', direction: 'higher', target: '20' }, 1)).toBe('15');
    expect(reachedSoFar({ type: 'quantity', direction: 'lower', target: '4' }, 1)).toBe('3');
    expect(reachedSoFar({ type: 'percentage', direction: 'higher', target: '90' }, 1)).toBe('90');
    expect(reachedSoFar({ type: 'duration', direction: 'lower', target: '5' }, 1)).toBe('5');
  });
});

describe('screenshot', () => {
  it('is a PNG, the same for the same words', () => {
    const picture = screenshot(1, 'E0042', 'orders');
    expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe('PNG');
    expect(screenshot(1, 'E0042', 'orders')).toEqual(picture);
    expect(screenshot(2, 'E0042', 'orders')).not.toEqual(picture);
  });
});

/** A clock that runs far too fast for the work that is to be done by it. */
class FastTime implements AgendaTime {
  readonly rate = 10_000;
  readonly holds: string[] = [];
  #virtual = instantMs('2026-11-16T01:00:00.000Z');
  #since = Date.now();
  #held = false;

  now(): string {
    const real = this.#held ? 0 : Date.now() - this.#since;
    return instantFromMs(this.#virtual + real * this.rate);
  }
  hold(reason: string): Promise<void> {
    this.#virtual = instantMs(this.now());
    this.#held = true;
    this.holds.push(reason);
    return Promise.resolve();
  }
  release(): Promise<void> {
    this.#since = Date.now();
    this.#held = false;
    return Promise.resolve();
  }
}

describe('Agenda', () => {
  it('holds the clock rather than let somebody who means to be on time be late', async () => {
    const time = new FastTime();
    const agenda = new Agenda(time);
    const finished: string[] = [];
    const by = '2026-11-16T03:00:00.000Z';
    for (let n = 0; n < 3; n += 1) {
      agenda.add({
        what: `work ${n}`,
        at: '2026-11-16T01:10:00.000Z',
        by,
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 1_500));
          finished.push(time.now());
        },
      });
    }
    agenda.add({
      what: 'later',
      at: '2026-11-16T04:00:00.000Z',
      by: null,
      run: () => Promise.reject(new Error('on purpose')),
    });
    await agenda.run(() => false);
    expect(finished).toHaveLength(3);
    for (const at of finished) expect(at < by).toBe(true);
    expect(time.holds.length).toBeGreaterThan(0);
    expect(agenda.failures).toEqual(['later: on purpose']);
  });
});

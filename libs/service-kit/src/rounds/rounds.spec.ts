import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { restAfter, Rounds } from './rounds.js';
import { TenantRounds } from './tenant-rounds.js';

const NEVER_MS = 1_000_000_000;

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

/** Looks that the spec counts, awaits and lets fail. */
class Looks {
  begun = 0;
  atOnce = 0;
  most = 0;
  during: () => Promise<void> = () => Promise.resolve();
  readonly #heard: (() => void)[] = [];

  more = false;
  readonly look = async (): Promise<boolean> => {
    this.begun += 1;
    this.atOnce += 1;
    this.most = Math.max(this.most, this.atOnce);
    for (const heard of this.#heard.splice(0)) heard();
    try {
      await this.during();
      return this.more;
    } finally {
      this.atOnce -= 1;
    }
  };

  async reach(n: number): Promise<void> {
    while (this.begun < n) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }
}

describe('rounds', () => {
  it('rest longer from failure to failure, half a minute at most, and never less than they mean to', () => {
    expect([0, 1, 2, 10, 5_000].map((failures) => restAfter(failures, 1_000))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ]);
    expect(restAfter(3, 60_000)).toBe(60_000);
  });

  it('look again and again, also after a look that failed', async () => {
    const looks = new Looks();
    looks.during = () => (looks.begun === 2 ? Promise.reject(new Error('on purpose')) : Promise.resolve());
    const rounds = new Rounds({ name: 'Rounds', everyMs: 1, look: looks.look });
    rounds.start();
    rounds.start();
    await looks.reach(5);
    await rounds.stop();
    const { begun } = looks;
    rounds.wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looks.begun).toBe(begun);
    expect(looks.most).toBe(1);
  });

  it('look again soon after a look that says there is more, and as ever after one that does not', async () => {
    const looks = new Looks();
    looks.more = true;
    looks.during = () => {
      if (looks.begun === 4) looks.more = false;
      return Promise.resolve();
    };
    const rounds = new Rounds({ name: 'Rounds', everyMs: NEVER_MS, soonMs: 1, look: looks.look });
    rounds.start();
    rounds.wake();
    await looks.reach(4);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await rounds.stop();
    expect(looks.begun).toBe(4);
  });

  it('are woken, and look once more for who wakes them during a look', async () => {
    const looks = new Looks();
    const gate = Promise.withResolvers<void>();
    looks.during = () => (looks.begun === 1 ? gate.promise : Promise.resolve());
    const rounds = new Rounds({ name: 'Rounds', everyMs: NEVER_MS, look: looks.look });
    rounds.start();
    rounds.wake();
    await looks.reach(1);
    rounds.wake();
    gate.resolve();
    await looks.reach(2);
    await rounds.stop();
    expect(looks.begun).toBe(2);
  });

  it('end when the look that is under way has ended', async () => {
    const looks = new Looks();
    const gate = Promise.withResolvers<void>();
    looks.during = () => gate.promise;
    const rounds = new Rounds({ name: 'Rounds', everyMs: 1, look: looks.look });
    rounds.start();
    await looks.reach(1);
    let ended = false;
    const stopping = rounds.stop().then(() => (ended = true));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ended).toBe(false);
    gate.resolve();
    await stopping;
    expect(looks.begun).toBe(1);
  });
});

it('a tenant that fails leaves the others alone', async () => {
  const asked: string[] = [];
  const rounds = new TenantRounds({
    name: 'Turns',
    everyMs: NEVER_MS,
    tenants: () => Promise.resolve([{ id: 'a' }, { id: 'b' }, { id: 'c' }]),
    settle: (id) => {
      asked.push(id);
      return id === 'b' ? Promise.reject(new Error('on purpose')) : Promise.resolve(2);
    },
  });
  expect(await rounds.once()).toBe(4);
  expect(asked).toEqual(['a', 'b', 'c']);
});

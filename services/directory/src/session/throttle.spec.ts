import { describe, expect, it } from '@jest/globals';
import { OF_ACCOUNT_AND_ADDRESS, countTry, waitSeconds, type Attempts } from './throttle.js';

const NOW = Date.parse('2026-11-23T09:00:00Z');

describe('the throttle', () => {
  it('lets four failures pass, then doubles the wait up to five minutes', () => {
    let attempts: Attempts | undefined;
    const waits: number[] = [];
    for (let n = 0; n < 16; n++) {
      attempts = countTry(attempts, NOW, OF_ACCOUNT_AND_ADDRESS);
      waits.push(waitSeconds(attempts, NOW));
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('forgets after a quarter of an hour of quiet', () => {
    const before = { failures: 9, blockedUntil: null, lastAt: new Date(NOW - 16 * 60_000).toISOString() };
    expect(countTry(before, NOW, OF_ACCOUNT_AND_ADDRESS).failures).toBe(1);
  });
});

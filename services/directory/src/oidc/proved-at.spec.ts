import { describe, expect, it } from '@jest/globals';
import { provedAtOf } from './proved-at.js';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const LONG_AGO = '1970-01-01T00:00:00.000Z';

describe('when somebody proved who they are', () => {
  it.each([
    [NOW / 1000 - 18_000, '2026-11-23T04:00:00.000Z'],
    [NOW / 1000, '2026-11-23T09:00:00.000Z'],
    [NOW / 1000 + 60, '2026-11-23T09:00:00.000Z'],
    [undefined, LONG_AGO],
    ['2026-11-23', LONG_AGO],
    [Number.NaN, LONG_AGO],
    [-5, LONG_AGO],
  ])('auth_time %p means %s', (claim, instant) => {
    expect(provedAtOf({ auth_time: claim }, NOW)).toBe(instant);
  });

  it('is long ago when the provider does not say', () => {
    expect(provedAtOf({}, NOW)).toBe(LONG_AGO);
  });
});

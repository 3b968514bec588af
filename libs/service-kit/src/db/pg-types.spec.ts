import { describe, expect, it } from '@jest/globals';
import { toInstant } from './pg-types.js';

describe('toInstant', () => {
  it.each([
    ['2026-11-23 09:00:00+00', '2026-11-23T09:00:00.000Z'],
    ['2026-11-23 09:00:00.1+00', '2026-11-23T09:00:00.100Z'],
    ['2026-11-23 09:00:00.123999+00', '2026-11-23T09:00:00.123Z'],
    ['2026-11-23 09:00:00+08', '2026-11-23T01:00:00.000Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ])('%s → %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });
});

import { describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { firstIdSince } from './log-figures.js';

describe('the first id of an instant', () => {
  it('comes before what was written from then on, and after what was written before', () => {
    const at = Date.parse('2026-11-23T09:00:00.000Z');
    const first = firstIdSince(at);
    expect(uuidv7({ msecs: at - 1 }) < first).toBe(true);
    for (const msecs of [at, at + 1]) expect(uuidv7({ msecs }) > first).toBe(true);
    expect(firstIdSince(0)).toBe('00000000-0000-7000-8000-000000000000');
  });
});

import { describe, expect, it } from '@jest/globals';
import { REAL_CLOCK } from '@goalbeat/domain/clock/tenant-clock';
import { queryAt } from './query-at.js';

describe('queryAt', () => {
  it('waits a day of business time', () => {
    expect(queryAt(REAL_CLOCK, '2026-11-23T10:00:00.000Z')).toBe('2026-11-24T10:00:00.000Z');
  });

  it('leaves payroll half a minute of real time on a fast clock', () => {
    expect(queryAt({ ...REAL_CLOCK, rate: 10_000 }, '2026-11-23T10:00:00.000Z')).toBe('2026-11-26T21:20:00.000Z');
  });
});

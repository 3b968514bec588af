import { describe, expect, it } from '@jest/globals';
import { v7 as uuidv7, validate, version } from 'uuid';
import { payoutIdOf } from './payout-id.js';

describe('payoutIdOf', () => {
  const lineId = '019364a2-5b1c-7c3e-9f00-0123456789ab';

  it('is the same for the same line and attempt, for ever', () => {
    expect(payoutIdOf(lineId)).toBe('019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b');
    expect(payoutIdOf(lineId, 1)).toBe(payoutIdOf(lineId));
  });

  it('is another for another line or attempt', () => {
    const ids = new Set([1, 2, 3].flatMap((attempt) => [payoutIdOf(lineId, attempt), payoutIdOf(uuidv7(), attempt)]));
    expect(ids.size).toBe(6);
  });

  it('is an id of version 7 with the time of its line', () => {
    for (let n = 0; n < 200; n++) {
      const line = uuidv7();
      const id = payoutIdOf(line);
      expect(validate(id) && version(id) === 7).toBe(true);
      expect(id.slice(0, 13)).toBe(line.slice(0, 13));
    }
  });
});

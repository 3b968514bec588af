import { describe, expect, it } from '@jest/globals';
import { readResults } from './read-results.js';

const PAYOUT = '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b';
const read = (answeredAt: string, outcome = 'paid') =>
  readResults(`payout_id,outcome,answered_at\n${PAYOUT},${outcome},${answeredAt}\n`, {
    tenantId: '0190a000-0000-7000-8000-000000000001',
    batchId: '019364a2-6000-7000-8000-000000000001',
    payouts: new Map([[PAYOUT, { id: PAYOUT, currency: 'CNY', amountMinor: '75000' }]]),
    now: '2026-11-23T12:00:00.000Z',
    zone: 'Asia/Shanghai',
  });

describe('when payroll answered, as its file says', () => {
  it.each([
    ['2026-11-23', '2026-11-22T16:00:00.000Z'],
    ['2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T16:00:00+08:00', '2026-11-23T08:00:00.000Z'],
    ['', '2026-11-23T12:00:00.000Z'],
  ])('%s', (given, at) => {
    const { answers, refused } = read(given);
    expect(refused).toEqual([]);
    expect(new Date(answers[0]?.answer.at ?? '').toISOString()).toBe(at);
  });

  it.each(['2026-11-23T08:00:00', '2026-11-23 08:00', '23.11.2026', '2026-02-30', 'Monday'])('not %s', (given) => {
    const { answers, refused } = read(given);
    expect(answers).toEqual([]);
    expect(refused).toEqual([{ line: 2, field: 'answered_at', message: expect.stringContaining('with its zone') }]);
  });

  it('says why it was rejected', () => {
    expect(read('', 'rejected').refused).toMatchObject([{ field: 'code' }]);
  });
});

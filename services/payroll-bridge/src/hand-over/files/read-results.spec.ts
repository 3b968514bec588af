import { describe, expect, it } from '@jest/globals';
import { readResults } from './read-results.js';

const PAYOUT = '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b';
const read = (answeredAt: string, outcome = 'paid') =>
  readText(`payout_id,outcome,answered_at\n${PAYOUT},${outcome},${answeredAt}\n`);
const readText = (text: string) =>
  readResults(text, {
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
    expect(refused).toEqual([
      { line: 2, code: 'validation', field: 'answered_at', message: expect.stringContaining('with its zone') },
    ]);
  });

  it.each(['9999-12-31', '9999-12-31T23:59:59Z', '0001-01-01', '1999-12-31', '2101-01-01T00:00:00Z', '0202-11-23'])(
    'not in another age: %s',
    (given) => {
      const { answers, refused } = read(given);
      expect(answers).toEqual([]);
      expect(refused).toEqual([
        { line: 2, code: 'validation', field: 'answered_at', message: expect.stringContaining('look at the year') },
      ]);
    },
  );

  it('says why it was rejected', () => {
    expect(read('', 'rejected').refused).toMatchObject([{ field: 'code' }]);
  });
});

describe('what parts the columns', () => {
  it.each([
    ['semicolons', `payout_id;outcome;text\n${PAYOUT};paid;a, b\n`],
    ['tabs', `\uFEFF"payout_id"\t"outcome"\r\n${PAYOUT}\tpaid\r\n`],
    ['commas', `payout_id,outcome,text\n${PAYOUT},paid,a; b\n`],
  ])('is %s where the first line shows it', (_what, text) => {
    const { answers, refused } = readText(text);
    expect(refused).toEqual([]);
    expect(answers).toMatchObject([{ line: 2, answer: { payoutId: PAYOUT, outcome: 'paid' } }]);
  });

  it('is said to be commas where nothing else is certain, with the line as it was found', () => {
    expect(() => readText(`payout_id;what;outcome\n${PAYOUT};x;paid\n`)).toThrow(
      /^Line 1 has no commas between its columns: "payout_id;what;outcome"\. Save the file as CSV with commas/,
    );
    expect(() => readText('payout_id|outcome\n')).toThrow(/no commas/);
    expect(() => readText(`payout_id;outcome\n${PAYOUT},paid\n`)).toThrow(/This is no CSV/);
    expect(() => readText(`payout_id\n${PAYOUT}\n`)).toThrow(/The column outcome is missing/);
    expect(() => readText('\n')).toThrow(/no rows/);
  });
});

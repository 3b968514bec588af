import { describe, expect, it } from '@jest/globals';
import { againAfterSeconds, type AttemptResult, judgeAttempt, mayHaveTaken } from './judge-attempt.js';

const id = '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b';
const answered = (status: number, body = '', retryAfterSeconds: number | null = null): AttemptResult => ({
  kind: 'answered',
  status,
  body,
  retryAfterSeconds,
});
const careful = (result: AttemptResult) => judgeAttempt(result, { id, deduplicates: false, isElsewhere: false });
const dropsRepeats = (result: AttemptResult) => judgeAttempt(result, { id, deduplicates: true, isElsewhere: false });

describe('mayHaveTaken', () => {
  it('is so of what was cut, of what failed on the way and of what cannot be read, not of what was refused or never left', () => {
    expect(mayHaveTaken({ kind: 'cut', error: 'x' })).toBe(true);
    expect(mayHaveTaken({ kind: 'not-sent', error: 'x' })).toBe(false);
    expect([200, 408, 409, 500, 503].map((status) => mayHaveTaken(answered(status)))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect([302, 400, 404, 422, 425, 429].some((status) => mayHaveTaken(answered(status)))).toBe(false);
  });
});

describe('judgeAttempt', () => {
  it.each([200, 201, 202, 204, 299])('takes %i for delivered', (status) => {
    expect(careful(answered(status))).toEqual({ kind: 'delivered', answer: null });
    expect(careful(answered(status, '{"ok":true}'))).toEqual({ kind: 'delivered', answer: null });
  });

  it('reads an answer that is there, of this payout only, and guesses none', () => {
    expect(careful(answered(200, '{"outcome":"paid","reference":"P"}'))).toEqual({
      kind: 'delivered',
      answer: { outcome: 'paid', reference: 'P' },
    });
    expect(careful(answered(200, '{"outcome":"maybe"}'))).toEqual({ kind: 'unclear' });
    expect(careful(answered(200, '{"outcome":"rejected","code":"ACCOUNT_CLO'))).toEqual({ kind: 'unclear' });
    expect(careful(answered(200, 'OK'))).toEqual({ kind: 'delivered', answer: null });
    expect(careful(answered(200, `{"outcome":"paid","payoutId":"${id.replace('0', '1')}"}`))).toEqual({
      kind: 'unclear',
    });
  });

  it.each([301, 307, 400, 401, 403, 404, 410, 413, 415, 422])('takes %i for a refusal, whoever says it', (status) => {
    expect(careful(answered(status))).toEqual({ kind: 'refused' });
    expect(dropsRepeats(answered(status))).toEqual({ kind: 'refused' });
  });

  it.each([408, 409, 500, 502, 503, 504, 599])(
    'knows nothing after %i: again only where repeats are dropped',
    (status) => {
      expect(careful(answered(status))).toEqual({ kind: 'unclear' });
      expect(dropsRepeats(answered(status))).toEqual({ kind: 'again', afterSeconds: null });
    },
  );

  it('comes again when told to, and when nothing had left', () => {
    expect(careful(answered(429, '', 30))).toEqual({ kind: 'again', afterSeconds: 30 });
    expect(careful(answered(425))).toEqual({ kind: 'again', afterSeconds: null });
    expect(careful({ kind: 'not-sent', error: 'ECONNREFUSED' })).toEqual({ kind: 'again', afterSeconds: null });
    expect(careful({ kind: 'cut', error: 'ECONNRESET' })).toEqual({ kind: 'unclear' });
    expect(dropsRepeats({ kind: 'cut', error: 'ECONNRESET' })).toEqual({ kind: 'again', afterSeconds: null });
  });

  it('never comes again by itself where an earlier one may have been taken at another address', () => {
    const elsewhere = (result: AttemptResult) =>
      [true, false].map((deduplicates) => judgeAttempt(result, { id, deduplicates, isElsewhere: true }).kind);
    for (const status of [425, 429, 408, 409, 500]) expect(elsewhere(answered(status))).toEqual(['unclear', 'unclear']);
    expect(elsewhere({ kind: 'not-sent', error: 'ECONNREFUSED' })).toEqual(['unclear', 'unclear']);
    expect(elsewhere({ kind: 'cut', error: 'ECONNRESET' })).toEqual(['unclear', 'unclear']);
    expect(elsewhere(answered(422))).toEqual(['refused', 'refused']);
    expect(elsewhere(answered(202))).toEqual(['delivered', 'delivered']);
  });

  it('waits longer each time, ten minutes at most', () => {
    expect([1, 2, 3, 10, 11, 1_000].map(againAfterSeconds)).toEqual([1, 2, 4, 512, 600, 600]);
  });
});

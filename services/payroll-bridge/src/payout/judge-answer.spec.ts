import { describe, expect, it } from '@jest/globals';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import fc from 'fast-check';
import { judgeAnswer, type Outcome } from './judge-answer.js';

const judge = (state: PayoutState, outcome: Outcome) => judgeAnswer(state, { outcome, otherAmount: false });

describe('judgeAnswer', () => {
  it.each(['requested', 'handed-over', 'unknown'] as const)('takes every answer while %s', (state) => {
    expect(judge(state, 'accepted')).toEqual({ result: 'applied', state: 'accepted' });
    expect(judge(state, 'paid')).toEqual({ result: 'applied', state: 'paid' });
    expect(judge(state, 'rejected')).toEqual({ result: 'applied', state: 'rejected' });
  });

  it('takes the end after accepted, also a rejection', () => {
    expect(judge('accepted', 'accepted')).toEqual({ result: 'repeated' });
    expect(judge('accepted', 'paid')).toEqual({ result: 'applied', state: 'paid' });
    expect(judge('accepted', 'rejected')).toEqual({ result: 'applied', state: 'rejected' });
  });

  it('keeps the end: late and repeated answers change nothing, the opposite is a contradiction', () => {
    expect(judge('paid', 'paid')).toEqual({ result: 'repeated' });
    expect(judge('paid', 'accepted')).toEqual({ result: 'repeated' });
    expect(judge('paid', 'rejected')).toEqual({ result: 'contradiction' });
    expect(judge('rejected', 'rejected')).toEqual({ result: 'repeated' });
    expect(judge('rejected', 'accepted')).toEqual({ result: 'repeated' });
    expect(judge('rejected', 'paid')).toEqual({ result: 'contradiction' });
  });

  it('refuses any answer with another amount', () => {
    expect(judgeAnswer('handed-over', { outcome: 'paid', otherAmount: true })).toEqual({ result: 'contradiction' });
  });

  it('ends the same for every order and repetition of accepted and one end', () => {
    const end = fc.constantFrom<Outcome>('paid', 'rejected');
    const orders = fc.tuple(end, fc.array(fc.boolean(), { maxLength: 8 }));
    fc.assert(
      fc.property(orders, ([outcome, isEnd]) => {
        let state: PayoutState = 'handed-over';
        for (const last of [...isEnd, true]) {
          const verdict = judge(state, last ? outcome : 'accepted');
          expect(verdict.result).not.toBe('contradiction');
          if (verdict.result === 'applied') state = verdict.state;
        }
        expect(state).toBe(outcome);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { canAccept, needsAnswer, settles, wordsFor, turnOf, type Contradiction } from './contradiction-steps.js';

const at = '2026-11-23T06:00:00.000Z';
const one = (over: Partial<Contradiction>): Contradiction => ({
  id: 'c',
  version: 1,
  payoutId: 'p',
  runId: 'r',
  personNumber: 'S1',
  period: '2026-W47',
  amount: { amount: '750.00', currency: 'CNY' },
  ours: { state: 'rejected', at },
  said: { outcome: 'paid', at, amount: null },
  openedAt: at,
  needsTwo: true,
  askedFor: null,
  askedBy: null,
  askedAt: null,
  askedReason: null,
  reason: null,
  closedAt: null,
  closedAs: null,
  closedBy: null,
  ...over,
});

describe('a contradiction', () => {
  it('is asked for by one and settled by another who means the same', () => {
    expect(settles(one({}), 'clear')).toBe(false);
    expect(settles(one({ askedFor: 'clear', askedBy: 'a' }), 'clear')).toBe(true);
    expect(settles(one({ askedFor: 'clear', askedBy: 'a' }), 'accept')).toBe(false);
  });

  it('is settled by one where nothing could be paid again by it', () => {
    expect(settles(one({ needsTwo: false, said: { outcome: 'rejected', at, amount: null } }), 'clear')).toBe(true);
  });

  it('lets payroll’s word be taken only that it has paid', () => {
    expect(canAccept(one({}))).toBe(true);
    expect(canAccept(one({ said: { outcome: 'rejected', at, amount: null } }))).toBe(false);
    expect(canAccept(one({ ours: { state: 'paid', at } }))).toBe(false);
    expect(canAccept(one({ said: { outcome: 'paid', at, amount: { amount: '1.00', currency: 'CNY' } } }))).toBe(false);
  });

  it('says where payroll has to answer anew', () => {
    expect(needsAnswer(one({}))).toBe(false);
    expect(needsAnswer(one({ ours: { state: 'paid', at } }))).toBe(true);
    expect(needsAnswer(one({ ours: { state: 'paid', at }, closedAt: at }))).toBe(false);
  });

  it('is only confirmed by whoever is no one of finance', () => {
    expect(wordsFor(one({}), true)).toEqual(['clear', 'accept']);
    expect(wordsFor(one({ askedFor: 'accept', askedBy: 'a' }), false)).toEqual(['accept']);
    expect(wordsFor(one({}), false)).toEqual([]);
  });

  it('is nobody’s turn who asked for it', () => {
    expect(turnOf(one({ askedBy: 'me' }), 'me')).toBe('asked-by-me');
    expect(turnOf(one({ askedBy: 'me' }), 'you')).toBe('mine');
    expect(turnOf(one({}), null)).toBe('mine');
    expect(turnOf(one({ closedAt: at }), 'me')).toBe('closed');
  });
});

import { describe, expect, it } from '@jest/globals';
import { concerns, listKey, oneKey } from './keys.js';

describe('concerns', () => {
  const mine = listKey('goals', 'goal-sheet', { mine: 'true' });
  const one = oneKey('goals', 'goal-sheet', 'a');

  it.each([
    ['a list of its kind', mine, 'goal-sheet', 'a', true],
    ['a list of another kind', mine, 'payout', 'a', false],
    ['the one', one, 'goal-sheet', 'a', true],
    ['another one', one, 'goal-sheet', 'b', false],
    ['many of its kind', one, 'goal-sheet', null, true],
    ['many of another kind', one, 'payout', null, false],
    ['what lies below the one', oneKey('appraisal', 'score', 'a', 'explain'), 'score', 'a', true],
    ['what lies below another', oneKey('appraisal', 'score', 'a', 'explain'), 'score', 'b', false],
    ['what also shows that kind', oneKey('goals', 'cycle', 'c', 'goal-sheet'), 'goal-sheet', 'x', true],
  ])('says of %s', (_what, key, kind, id, said) => {
    expect(concerns(key, { kind, id })).toBe(said);
  });
});

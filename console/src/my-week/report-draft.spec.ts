import { expect, it } from '@jest/globals';
import { missingIn, type Draft } from './report-draft.js';

const goal = { metric: null, evidenceRequired: true, evidence: [] };
const draft: Draft = { outcome: 'done', actual: '10', comment: '', links: [] };
const file = { kind: 'file', name: 'order.png' };

it('says what a report lacks', () => {
  expect(missingIn(goal, { ...draft, outcome: null })).toEqual(['outcome']);
  expect(missingIn(goal, draft)).toEqual(['evidence']);
  expect(missingIn(goal, { ...draft, links: ['https://shop.example/1'] })).toEqual([]);
  expect(missingIn({ ...goal, evidence: [file] }, draft)).toEqual([]);
  expect(missingIn(goal, { ...draft, outcome: 'not-done' })).toEqual([]);
  expect(missingIn({ ...goal, evidenceRequired: false }, { ...draft, actual: 'ten' })).toEqual(['number']);
  expect(missingIn({ ...goal, evidenceRequired: false }, { ...draft, outcome: 'partly', actual: '' })).toEqual([
    'actual',
  ]);
});

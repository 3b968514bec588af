import { expect, it } from '@jest/globals';
import { actualWhenDone, missingIn, type Draft } from './report-draft.js';

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

it('fills in the target where something is done and nobody typed another figure', () => {
  const half = { actual: '3', target: '4', attainment: '75.00' };
  expect(actualWhenDone(half, '3')).toBe('4');
  expect(actualWhenDone({ ...half, actual: null, attainment: '0.00' }, '')).toBe('4');
  expect(actualWhenDone(half, '3.5')).toBe('3.5');
  expect(actualWhenDone({ actual: '6', target: '4', attainment: '150.00' }, '6')).toBe('6');
});

import { expect, it } from '@jest/globals';
import type { GoalRow } from './goal-sheet.repository.js';
import { measured } from './measure.js';

const goal: GoalRow = {
  id: 'g',
  sheetId: 's',
  code: 'complaints',
  title: 'Complaints',
  type: 'quantity',
  direction: 'lower',
  target: '2',
  baseline: null,
  unit: '',
  weight: '100',
  group: 'kpi',
  evidenceRequired: false,
  actual: '4',
  outcome: 'partly',
  comment: null,
  attainment: '0/1',
  returnedReason: null,
};
const rating: GoalRow = { ...goal, type: 'rating', direction: 'higher', target: '4', actual: '4' };

it.each([
  ['as usual, lower is better', goal, '0/1'],
  ['by target ÷ actual', { ...goal, lowerFormula: 'target-over-actual' as const, ratingMax: null }, '1/2'],
  ['a rating by its target', { ...rating, ratingMax: null, lowerFormula: null }, '1/1'],
  ['a rating by its scale', { ...rating, ratingMax: '5' }, '4/5'],
])('measures %s', (_what, given, attainment) => {
  expect(measured(given).attainment).toBe(attainment);
});

import { expect, it } from '@jest/globals';
import type { GoalRow } from './goal-sheet.repository.js';
import { markLate } from './mark-late.js';

const DUE = '2026-11-18T16:00:00.000Z';
const AFTER = '2026-11-18T16:00:00.001Z';
const goal: GoalRow = {
  id: 'g1',
  sheetId: 's1',
  code: 'orders',
  title: 'Orders',
  type: 'quantity',
  direction: 'higher',
  target: '10',
  baseline: null,
  unit: '',
  weight: '100',
  group: 'kpi',
  evidenceRequired: false,
  actual: null,
  outcome: null,
  comment: null,
  attainment: '0/1',
  returnedReason: null,
};
const marked = (before: Partial<GoalRow>, after: Partial<GoalRow>, now = AFTER, due: string | null = DUE) =>
  markLate([{ ...goal, ...before }], [{ ...goal, ...before, ...after }], () => due, now)[0]?.lateSince ?? null;

it('marks what is entered after the goal’s own deadline, with since when', () => {
  expect(marked({}, { actual: '4' })).toBe(DUE);
  expect(marked({}, { actual: null, outcome: 'not-done' })).toBe(DUE);
  expect(marked({ actual: '4' }, { actual: '10', outcome: 'done' })).toBe(DUE);
});

it('lets what is entered by then be in time, and what has no deadline of its own', () => {
  expect(marked({}, { actual: '4' }, DUE)).toBeNull();
  expect(marked({}, { actual: '4' }, AFTER, null)).toBeNull();
});

it('takes a number that a report repeats as entered when it was', () => {
  expect(marked({ actual: '10' }, { actual: '10.0', outcome: 'done' })).toBeNull();
  expect(marked({ actual: '10', lateSince: DUE }, { actual: '10', outcome: 'done' })).toBe(DUE);
});

it('leaves what is mended after a return as it was reported', () => {
  expect(marked({ actual: '10', outcome: 'done' }, { actual: '8' })).toBeNull();
  expect(marked({ actual: '10', outcome: 'done', lateSince: DUE }, { actual: '8' })).toBe(DUE);
});

it('touches no other goal of the sheet', () => {
  const other = { ...goal, id: 'g2', lateSince: null };
  expect(markLate([goal, other], [{ ...goal, actual: '1' }, other], () => DUE, AFTER)[1]).toBe(other);
});

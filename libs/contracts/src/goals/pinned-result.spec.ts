import { expect, it } from '@jest/globals';
import type { SheetResult } from './events.js';
import { pinnedResult } from './pinned-result.js';

const goal = {
  goalId: '01900000-0000-7000-8000-000000000001',
  title: 'Orders',
  type: 'quantity',
  direction: 'higher',
  group: 'kpi',
  weight: '100',
  target: '10',
  unit: '',
  actual: '8',
  attainment: '4/5',
} as const;
const sheet: SheetResult = {
  sheetId: '01900000-0000-7000-8000-000000000002',
  personId: '01900000-0000-7000-8000-000000000003',
  unitId: '01900000-0000-7000-8000-000000000004',
  grade: 'P5',
  state: 'confirmed',
  completion: '4/5',
  workedDays: 5,
  fullDays: 5,
  goals: [goal],
};

it('is what the version before knew of a result, lateness left out', () => {
  expect(pinnedResult({ ...sheet, goals: [{ ...goal, late: true }] })).toEqual(sheet);
  expect('late' in (pinnedResult({ ...sheet, goals: [{ ...goal, late: true }] }).goals[0] ?? {})).toBe(false);
});

import { describe, expect, it } from '@jest/globals';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { correctSheets } from './correct-sheet.js';

const goal = (goalId: string, weight: string, attainment: string) => ({
  goalId,
  title: goalId,
  type: 'quantity' as const,
  direction: 'higher' as const,
  group: 'kpi',
  weight,
  target: '10',
  unit: '单',
  actual: '5',
  attainment,
});
const sheet: SheetResult = {
  sheetId: 's',
  personId: 'p',
  unitId: 'u',
  grade: 'P5',
  state: 'confirmed',
  completion: '7/8',
  workedDays: 5,
  fullDays: 5,
  goals: [goal('a', '25', '1/2'), goal('b', '75', '1/1')],
};
const change = { sheetId: 's', goalId: 'a', attainment: '9/10', actual: '9', evidence: '工单 1' };

describe('a corrected sheet', () => {
  it('has the corrected goal, and the completion that follows by weight', () => {
    const [now] = correctSheets([sheet], [change]);
    expect(now?.goals.map(({ attainment, actual }) => [attainment, actual])).toEqual([
      ['9/10', '9'],
      ['1/1', '5'],
    ]);
    expect(now?.completion).toBe('39/40');
  });

  it('goes by the last word, and keeps what was reported where no other figure is given', () => {
    const [now] = correctSheets([sheet], [change, { ...change, attainment: '3/5', actual: null }]);
    expect(now?.goals[0]).toMatchObject({ attainment: '3/5', actual: '5' });
  });

  it('leaves the others as they are', () => {
    expect(correctSheets([sheet], [{ ...change, sheetId: 't' }])).toEqual([sheet]);
  });
});

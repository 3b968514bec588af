import { describe, expect, it } from '@jest/globals';
import { isDate, readRoles } from './check-person-cells.js';

describe('cells of a person', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['26-01-01', false],
    ['2026-01-01 ', false],
  ])('%s is a date: %s', (text, right) => {
    expect(isDate(text)).toBe(right);
  });

  it('roles are read in a fixed order, once each', () => {
    const units = new Map([['S', 'unit-s']]);
    expect(readRoles('hr-partner@S; hr-lead;hr-lead', units)).toEqual([
      { role: 'hr-lead', unitId: null },
      { role: 'hr-partner', unitId: 'unit-s' },
    ]);
    expect(readRoles('', units)).toEqual([]);
    expect(readRoles('hr-lead@S@S', units)).toMatchObject({ message: expect.stringContaining('not a role') });
  });
});

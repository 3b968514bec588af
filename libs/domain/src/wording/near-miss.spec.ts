import { describe, expect, it } from '@jest/globals';
import { nearMiss } from './near-miss.js';

describe('a near miss', () => {
  it.each<[string, string | null]>([
    ['desing', 'design'],
    ['Design', 'design'],
    ['sale', 'sales'],
    ['excelent', 'excellent'],
    ['hr', null],
    ['finance', null],
    ['', null],
  ])('%s → %s', (code, meant) => {
    expect(nearMiss(code, ['acme', 'design', 'excellent', 'sales'])).toBe(meant);
  });

  it('is the nearest, and of two as near the first by name', () => {
    expect(nearMiss('team-3', ['team-2', 'team-1', 'team-33'])).toBe('team-1');
    expect(nearMiss('team-33', ['team-3', 'team-333', 'team-34', 'team-33x'])).toBe('team-3');
    expect(nearMiss('sales', [])).toBeNull();
  });
});

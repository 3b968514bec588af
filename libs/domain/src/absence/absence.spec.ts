import { expect, it } from '@jest/globals';
import { isAbsentOn, isAbsentThroughout, overlaps } from './absence.js';

const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];

it('counts both the first and the last day', () => {
  const leave = [{ from: '2026-11-16', to: '2026-11-20' }];
  expect([isAbsentOn(leave, '2026-11-15'), isAbsentOn(leave, '2026-11-16'), isAbsentOn(leave, '2026-11-20')]).toEqual([
    false,
    true,
    true,
  ]);
  expect(isAbsentThroughout(leave, week)).toBe(true);
  expect(isAbsentThroughout(leave, [...week, '2026-11-21'])).toBe(false);
});

it('adds up absences that follow each other, and none is no reason to be away', () => {
  const parts = [
    { from: '2026-11-01', to: '2026-11-17' },
    { from: '2026-11-18', to: '2026-12-01' },
  ];
  expect(isAbsentThroughout(parts, week)).toBe(true);
  expect(isAbsentThroughout(parts.slice(1), week)).toBe(false);
  expect(isAbsentThroughout(parts, [])).toBe(false);
});

it('knows what overlaps', () => {
  const one = { from: '2026-11-16', to: '2026-11-20' };
  expect(overlaps(one, { from: '2026-11-20', to: '2026-11-30' })).toBe(true);
  expect(overlaps(one, { from: '2026-11-21', to: '2026-11-30' })).toBe(false);
});

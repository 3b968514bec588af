import { expect, it } from '@jest/globals';
import { sumOf } from './sum-of.js';

it('adds weights exactly, as people type them', () => {
  expect(sumOf(['33.33', '33.33', '33.34'])).toBe('100');
  expect(sumOf(['0.1', '0.2'])).toBe('0.3');
  expect(sumOf(['60', '', '4x'])).toBe('60');
  expect(sumOf([])).toBe('0');
});

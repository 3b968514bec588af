import { expect, it } from '@jest/globals';
import { asDecimal } from './as-decimal.js';

it.each([
  ['12', '12'],
  [' 1,200.5 ', '1200.5'],
  ['１２', '12'],
  ['007', '7'],
  ['0.5', '0.5'],
  ['0', null],
  ['-3', null],
  ['12 orders', null],
  ['1.1234567', null],
  ['', null],
])('reads %j as %j', (text, value) => {
  expect(asDecimal(text)).toBe(value);
});

import { expect, it } from '@jest/globals';
import { typedFigure } from './typed-figure.js';

it.each([
  ['７', '7'],
  ['１２．５', '12.5'],
  [' 12 ', '12'],
  ['1,234', '1234'],
  ['1,234,567.50', '1234567.50'],
  ['１，２３４', '1234'],
  ['1,5', '1,5'],
  ['12,34', '12,34'],
  ['1.234,5', '1.234,5'],
  ['seven', 'seven'],
])('takes %j for %j', (typed, figure) => {
  expect(typedFigure(typed)).toBe(figure);
});

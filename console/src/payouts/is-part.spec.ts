import { expect, it } from '@jest/globals';
import { isPart } from './is-part.js';

const left = { amount: '750.00', currency: 'CNY' };

it.each([
  ['0.01', true],
  ['749.99', true],
  ['300', true],
  ['750', false],
  ['750.00', false],
  ['750.01', false],
  ['0', false],
  ['0.00', false],
  ['-1', false],
  ['1e2', false],
  ['', false],
])('says of %j of 750.00: %s', (amount, said) => {
  expect(isPart(amount, left)).toBe(said);
});

import { expect, it } from '@jest/globals';
import { PROBLEMS } from '@goalbeat/contracts/problem';
import { words as en } from '../words/en/problem.js';
import { PROBLEM_CODES } from './problem-codes.js';

it('names every code of the API, each with words', () => {
  expect([...PROBLEM_CODES].toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
  expect(Object.keys(en.code).toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
});

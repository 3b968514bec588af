import { expect, it } from '@jest/globals';
import { ApiProblem } from '../api/api-problem.js';
import { refusedRows } from './result-rows.js';

const problem = (code: string, details?: Record<string, unknown>): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    title: 'x',
    status: 400,
    code,
    correlationId: '',
    ...(details === undefined ? {} : { details }),
  });
const row = { line: 3, field: 'amount', message: 'The amount was changed.' };

it('reads the rows that were refused', () => {
  expect(refusedRows(problem('validation', { refused: [row, 'nonsense', null] }))).toEqual([row]);
  // Something was asked of them already.
  expect(refusedRows(problem('wrong-state', { changeId: 'x', refused: [row] }))).toEqual([row]);
});

it('is silent about any other trouble', () => {
  expect(refusedRows(problem('validation'))).toBeUndefined();
  expect(refusedRows(problem('wrong-state', { changeId: 'x' }))).toBeUndefined();
  expect(refusedRows(new Error('away'))).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PAYOUT_STATES } from '@goalbeat/domain/payout/lifecycle';
import { ANSWER_KINDS, ANSWER_MATRIX, matrixTable } from './answer-matrix.js';
import { judgeAnswer } from './judge-answer.js';

const cells = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .filter((line) => !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the matrix of answers', () => {
  it.each(PAYOUT_STATES.flatMap((state) => ANSWER_KINDS.map((kind) => [state, kind] as const)))(
    'is what the rule does: %s, %s',
    (state, kind) => {
      const otherAmount = kind === 'other-amount' || kind === 'other-currency';
      const verdict = judgeAnswer(state, {
        outcome: kind === 'other-amount' || kind === 'other-currency' ? 'paid' : kind,
        otherAmount,
      });
      expect(verdict.result === 'applied' ? verdict.state : verdict.result).toBe(ANSWER_MATRIX[state][kind]);
    },
  );

  it('is printed as it is in the documentation', () => {
    const text = readFileSync(new URL('../../../../docs/payroll-integration.md', import.meta.url), 'utf8');
    const table = text.split('<!-- answers -->')[1] ?? '';
    expect(cells(table)).toEqual(cells(matrixTable()));
  });
});

import { PAYOUT_STATES, type PayoutState } from '@goalbeat/domain/payout/lifecycle';
import type { AnswerResult, Outcome } from './judge-answer.js';

/** What an answer comes to: the payout's new state, or nothing changed and why. */
export type Cell = PayoutState | Exclude<AnswerResult, 'applied'>;

/**
 * Every state × every answer, as docs/payroll-integration.md prints it. Written by hand beside the rule that judges (`judgeAnswer`), so
 * that neither changes without the other.
 */
export const ANSWER_MATRIX: Readonly<
  Record<PayoutState, Readonly<Record<Outcome | 'other-amount' | 'other-currency', Cell>>>
> = {
  requested: all('accepted', 'paid', 'rejected'),
  'handed-over': all('accepted', 'paid', 'rejected'),
  accepted: all('repeated', 'paid', 'rejected'),
  unknown: all('accepted', 'paid', 'rejected'),
  paid: all('repeated', 'repeated', 'contradiction'),
  rejected: all('repeated', 'contradiction', 'repeated'),
  // It was taken back: that payroll did not pay it is no news, that it did is.
  reversed: all('contradiction', 'contradiction', 'repeated'),
};

export const ANSWER_KINDS = ['accepted', 'paid', 'rejected', 'other-amount', 'other-currency'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

function all(accepted: Cell, paid: Cell, rejected: Cell): Record<AnswerKind, Cell> {
  return { accepted, paid, rejected, 'other-amount': 'contradiction', 'other-currency': 'contradiction' };
}

const isState = (cell: Cell): cell is PayoutState => PAYOUT_STATES.some((state) => state === cell);
const wordsOf = (cell: Cell): string => (isState(cell) ? `→ ${cell}` : cell);

/** The table of the documentation. */
export function matrixTable(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['payout is', ...ANSWER_KINDS.map((kind) => kind.replace('-', ' '))]),
    line(['payout is', ...ANSWER_KINDS].map(() => '---')),
    ...PAYOUT_STATES.map((state) => line([state, ...ANSWER_KINDS.map((kind) => wordsOf(ANSWER_MATRIX[state][kind]))])),
  ].join('\n');
}

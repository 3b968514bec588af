import type { EditLine } from '@goalbeat/contracts/payroll/http';
import { nextLine } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney, parseMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import type { LineRow } from './bonus-line.repository.js';

/** The line after an edit; nothing else of it changes. Raises wrong-state, validation, money-scale. */
export function editedLine(line: LineRow, edit: z.infer<typeof EditLine>): LineRow {
  switch (edit.action) {
    case 'hold':
      return { ...line, state: nextLine(line.state, 'hold'), heldReason: edit.reason };
    case 'release':
      return { ...line, state: nextLine(line.state, 'release'), heldReason: null };
    case 'adjust':
      return { ...line, ...adjusted(line, edit) };
  }
}

function adjusted(line: LineRow, edit: z.infer<typeof EditLine>): Pick<LineRow, 'amountMinor' | 'explain'> {
  if (edit.amount === undefined) throw new DomainError('validation', 'Say the new amount.', { field: 'amount' });
  if (line.cause !== 'signed') {
    throw new DomainError(
      'wrong-state',
      'What is paid again, released or corrected keeps its amount; correct the score or the plan instead.',
    );
  }
  if (edit.amount.currency !== line.currency) {
    throw new DomainError('validation', `The list is in ${line.currency}.`, { field: 'amount.currency' });
  }
  const money = parseMoney(edit.amount, 'amount');
  if (money.minor < 0n) throw new DomainError('validation', 'An amount is 0 or more.', { field: 'amount.amount' });
  const from = formatMoney({ minor: BigInt(line.amountMinor), currency: line.currency }).amount;
  const step = { code: 'adjusted', values: { from, reason: edit.reason }, result: formatMoney(money).amount };
  return { amountMinor: money.minor.toString(), explain: [...line.explain, step] };
}

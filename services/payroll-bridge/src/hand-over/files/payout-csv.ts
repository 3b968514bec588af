import { createHash } from 'node:crypto';
import type { PayoutRequested } from '@goalbeat/contracts/payroll/events';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** What we write. */
const OURS = [
  'payout_id',
  'batch_id',
  'employee_number',
  'amount',
  'currency',
  'period',
  'reason',
  'requested_at',
  'replaces',
] as const;
/** What payroll fills in. */
export const THEIRS = ['outcome', 'code', 'text', 'reference', 'answered_at'] as const;
export const COLUMNS = [...OURS, ...THEIRS] as const;
export type Column = (typeof COLUMNS)[number];

/** So that Excel reads it as UTF-8. */
const BOM = '\u{FEFF}';
/** What a spreadsheet would take for a formula. Amounts and ids are ours, and never begin so. */
const FORMULA = /^[=+\-@\t\r]/;

const asText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A file for payroll: a row a payout, in the order given, with empty columns for its answers. */
export function payoutCsv(payouts: readonly PayoutRequested[]): { content: string; sha256: string } {
  const rows = payouts.map((payout): Record<Column, string> => ({
    payout_id: payout.payoutId,
    batch_id: payout.batchId,
    employee_number: asText(payout.employeeNumber),
    amount: payout.amount.amount,
    currency: payout.amount.currency,
    period: asText(payout.period),
    reason: asText(payout.reason),
    requested_at: payout.requestedAt,
    replaces: payout.replaces ?? '',
    outcome: '',
    code: '',
    text: '',
    reference: '',
    answered_at: '',
  }));
  const content = BOM + stringify(rows, { header: true, columns: [...COLUMNS], record_delimiter: '\r\n' });
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The payouts of a file of ours. */
export function payoutsIn(content: string): string[] {
  const rows = parse(content, { bom: true, columns: true }) as Partial<Record<Column, string>>[];
  return rows.flatMap((row) => row.payout_id ?? []);
}

import type { LineRow } from '../bonus-list/bonus-line.repository.js';
import type { Posting } from '../ledger/ledger.repository.js';
import type { NewPayout, PayoutRow } from '../payout/payout.repository.js';

const ofLine = (line: LineRow): Pick<Posting, 'refId' | 'runId' | 'lineId' | 'payoutId' | 'currency' | 'minor'> => ({
  refId: line.id,
  runId: line.runId,
  lineId: line.id,
  payoutId: null,
  currency: line.currency,
  minor: line.amountMinor,
});

// What is paid again was an expense already: it only stops being the money that payroll sent back.
const source = (line: LineRow) => (line.replaces === null ? 'bonus-expense' : 'rejected-payable');
export const signPosting = (line: LineRow): Posting => ({
  ...ofLine(line),
  cause: line.replaces === null ? 'signed' : 'signed-again',
  debit: source(line),
  credit: 'bonus-payable',
});
export const reversePosting = (line: LineRow): Posting => ({
  ...ofLine(line),
  cause: 'reversed',
  debit: 'bonus-payable',
  credit: source(line),
});
export const handOverPosting = (payout: NewPayout): Posting => ({
  cause: 'handed-over',
  refId: payout.id,
  runId: payout.runId,
  lineId: payout.lineId,
  payoutId: payout.id,
  currency: payout.currency,
  minor: payout.amountMinor,
  debit: 'bonus-payable',
  credit: 'in-transit',
});

const ofPayout = (
  payout: PayoutRow,
): Pick<Posting, 'refId' | 'runId' | 'lineId' | 'payoutId' | 'currency' | 'minor'> => ({
  refId: payout.id,
  runId: payout.runId,
  lineId: payout.lineId,
  payoutId: payout.id,
  currency: payout.currency,
  minor: payout.amountMinor,
});
export const paidPosting = (payout: PayoutRow): Posting => ({
  ...ofPayout(payout),
  cause: 'paid',
  debit: 'in-transit',
  credit: 'paid-out',
});
// Back from payroll, still owed: an off-cycle run pays it again out of this account.
export const rejectedPosting = (payout: PayoutRow): Posting => ({
  ...ofPayout(payout),
  cause: 'rejected',
  debit: 'in-transit',
  credit: 'rejected-payable',
});

import { describe, expect, it } from '@jest/globals';
import type { BookedBatch, BookedPayout } from '../payroll-simulator/book.js';
import { judge, sumsOf, type Findings } from './verdict.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

const booked = (payoutId: string, more: Partial<BookedPayout> = {}): BookedPayout => ({
  kind: 'payout',
  payoutId,
  tenantId: 't',
  employeeNumber: payoutId.toUpperCase(),
  amount: '100.00',
  currency: 'CNY',
  replaces: null,
  outcome: 'paid',
  code: null,
  reference: payoutId,
  at: '2026-11-23T06:00:00.000Z',
  ...more,
});
const payout = (id: string, lineId: string, state: 'paid' | 'rejected', amount = '100.00') => ({
  id,
  lineId,
  state,
  personNumber: id.toUpperCase(),
  amount: cny(amount),
});

const batch = (batchId: string, count: number): BookedBatch => ({
  kind: 'batch',
  batchId,
  count,
  sums: [cny(`${count * 100}.00`)],
  at: '2026-11-23T06:00:00.000Z',
});

/** Three lines of 100: one paid, one rejected and paid again, one rejected for good. */
const week = (): Findings =>
  ({
    cycle: { state: 'closed' },
    sheets: { issued: 3, reported: 3, confirmed: 3 },
    approvals: [],
    openApprovals: 0,
    failures: [],
    lists: [
      { kind: 'cycle', approvalId: 'x', state: 'settled', total: cny('300.00'), lines: 3 },
      { kind: 'off-cycle', approvalId: 'y', state: 'settled', total: cny('100.00'), lines: 1 },
    ],
    payouts: [
      payout('a', 'l1', 'paid'),
      payout('b', 'l2', 'rejected'),
      payout('c', 'l3', 'rejected'),
      payout('b2', 'l4', 'paid'),
    ],
    money: { lines: 3, nothing: 0, nothingFor: [], rejected: 2, offCycle: 1 },
    reconciliation: {
      cycleId: null,
      agrees: true,
      differences: [],
      currencies: [
        {
          currency: 'CNY',
          signed: cny('300.00'),
          posted: cny('300.00'),
          handedOver: cny('300.00'),
          paid: cny('200.00'),
          unpaid: cny('100.00'),
          unanswered: cny('0.00'),
          ledgerBalanced: true,
          agrees: true,
        },
      ],
    },
    book: [
      booked('a'),
      booked('b', { outcome: 'rejected', code: 'wrong-account' }),
      { kind: 'repeat', payoutId: 'a', at: '2026-11-23T06:00:00.000Z' },
      booked('c', { outcome: 'rejected', code: 'wrong-account' }),
      booked('b2', { replaces: 'b' }),
      batch('one', 3),
      batch('two', 1),
      // The broker delivers a message again when it was not acknowledged.
      batch('two', 1),
    ],
  }) as unknown as Findings;

const failed = (findings: Findings): string[] =>
  judge(findings)
    .filter((check) => !check.ok)
    .map((check) => check.what);

describe('judge', () => {
  it('finds nothing wrong where all sums agree', () => {
    expect(failed(week())).toEqual([]);
    expect(sumsOf(week())).toEqual({
      totals: { CNY: '300.00' },
      payrollBook: { CNY: '200.00' },
      unpaid: { CNY: '100.00' },
    });
  });

  it('sees a cent that payroll paid too much', () => {
    const findings = week();
    findings.book = findings.book.map((entry) =>
      entry.kind === 'payout' && entry.payoutId === 'a' ? { ...entry, amount: '100.01' } : entry,
    );
    expect(failed(findings)).toEqual([
      "CNY: paid here = paid in payroll's book",
      "CNY: approved = payroll's book + still unpaid",
      "each payout is in payroll's book as it is here",
      'batches were closed with the counts and sums that payroll booked',
    ]);
  });

  it('sees a payment that nobody asked for, and one made twice', () => {
    const stranger = week();
    stranger.book = [...stranger.book, booked('z')];
    expect(failed(stranger)).toContain("payroll's book has nothing else");
    const twice = week();
    twice.book = [...twice.book, booked('a')];
    expect(failed(twice)).toContain('one payment a line');
    const line = week();
    line.payouts = line.payouts.map((one) => (one.id === 'b2' ? { ...one, lineId: 'l1' } : one));
    expect(failed(line)).toContain('one payment a line');
  });

  it('sees a payout that payroll never heard of', () => {
    const findings = week();
    findings.book = findings.book.filter((entry) => entry.kind !== 'payout' || entry.payoutId !== 'a');
    expect(failed(findings)).toContain("each payout is in payroll's book as it is here");
  });

  it('asks for the end of everything', () => {
    const findings = week();
    findings.cycle = { ...findings.cycle, state: 'running' };
    findings.openApprovals = 1;
    findings.failures = ['E0001 plans: 500'];
    findings.lists = findings.lists.map((list) => ({ ...list, state: 'submitted' as const }));
    expect(failed(findings)).toEqual([
      'the cycle is archived',
      'every approval is closed',
      'every list is signed',
      'everybody did what they meant to',
    ]);
  });

  it('does not take nothing for success', () => {
    const findings = week();
    findings.reconciliation = { ...findings.reconciliation, currencies: [] };
    findings.payouts = [];
    findings.lists = [];
    findings.book = [];
    expect(failed(findings)).toEqual(['every list is signed', 'something was paid']);
  });
});

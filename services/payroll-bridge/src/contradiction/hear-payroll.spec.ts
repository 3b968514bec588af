import { describe, expect, it } from '@jest/globals';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { ContradictionRow } from './contradiction.repository.js';
import { type Heard, hearPayroll } from './hear-payroll.js';

const PAYOUT = '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b';
const T1 = '2026-11-23T08:00:00.000Z';
const T2 = '2026-11-23T09:00:00.000Z';
let n = 0;

const says = (
  outcome: PayoutAnswer['outcome'],
  over: Partial<Heard> & { amount?: PayoutAnswer['amount'] } = {},
): Heard => {
  const { amount, ...rest } = over;
  n += 1;
  return {
    answer: {
      answerId: `a-${n}`,
      tenantId: PAYOUT,
      payoutId: PAYOUT,
      outcome,
      at: T1,
      ...(amount === undefined ? {} : { amount }),
    },
    payoutId: PAYOUT,
    runId: PAYOUT,
    ours: 'rejected',
    oursAt: T1,
    agrees: false,
    otherAmount: null,
    ...rest,
  };
};
const hear = (open: readonly ContradictionRow[], heard: readonly Heard[], now = T1) =>
  hearPayroll(open, heard, { now, newId: () => `c-${(n += 1)}` });
const stored = (open: readonly ContradictionRow[], heard: readonly Heard[], now = T1): ContradictionRow[] =>
  hear(open, heard, now).opened.map((row) => ({
    ...row,
    version: 1,
    openedAt: now,
    accepts: false,
    askedBy: null,
    askedAt: null,
    askedOf: null,
    askedReason: null,
    reason: null,
    closedBy: null,
    closedAt: null,
  }));

describe('hearPayroll', () => {
  it('keeps what was said once, and another word beside it', () => {
    const first = says('paid');
    const { opened } = hear(
      [],
      [first, says('paid'), says('paid', { otherAmount: { amount: '1.00', currency: 'CNY', minor: '100' } })],
    );
    expect(opened.map(({ said, saidAmount, answerIds }) => [said, saidAmount, answerIds.length])).toEqual([
      ['paid', null, 2],
      ['paid', '1.00', 1],
    ]);
  });

  it('hears the same again, later, and by the same answer nothing new', () => {
    const first = says('paid');
    const open = stored([], [first]);
    expect(hear(open, [first], T2)).toEqual({ opened: [], again: [], takenBack: [] });
    const { again, opened } = hear(open, [says('paid')], T2);
    expect(opened).toEqual([]);
    expect(again.map(({ answerIds, heardAt }) => [answerIds.length, heardAt])).toEqual([[2, T2]]);
  });

  it('takes "paid" of a rejected payout back by a rejection of a later instant only', () => {
    const open = stored([], [says('paid')]);
    const rejection = says('rejected', { agrees: true });
    expect(hear(open, [rejection], T1).takenBack).toEqual([]);
    expect(hear(open, [rejection], T2).takenBack).toEqual(open.map(({ id }) => id));
    expect(hear([], [says('paid'), rejection]).opened).toHaveLength(1);
  });

  it('takes "rejected" of a paid payout back by another "paid", and not by what says less', () => {
    const open = stored([], [says('rejected', { ours: 'paid' })]);
    expect(hear(open, [says('accepted', { ours: 'paid', agrees: true })], T2).takenBack).toEqual([]);
    expect(hear(open, [says('paid', { ours: 'paid', agrees: true })], T1).takenBack).toHaveLength(1);
  });

  it('takes another amount back by ours only', () => {
    const otherAmount = { amount: '1.00', currency: 'CNY', minor: '100' };
    const open = stored([], [says('paid', { ours: 'handed-over', otherAmount })]);
    expect(hear(open, [says('paid', { ours: 'paid', agrees: true })], T2).takenBack).toEqual([]);
    const named = says('paid', { ours: 'paid', agrees: true, amount: { amount: '750.00', currency: 'CNY' } });
    expect(hear(open, [named], T1).takenBack).toHaveLength(1);
  });
});

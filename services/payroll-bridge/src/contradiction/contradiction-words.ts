import { localOf } from '@goalbeat/domain/calendar/zone';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import type { Heard } from './hear-payroll.js';

const STATES: Readonly<Record<PayoutState, string>> = {
  requested: '待交付',
  'handed-over': '已交付',
  accepted: '已受理',
  paid: '已发放',
  rejected: '已退回',
  unknown: '去向不明',
  reversed: '已冲销',
};

interface Of {
  personNumber: string;
  personName: string;
  period: string;
  currency: string;
  amountMinor: string;
}

/** For whoever has to ring payroll: both words, with when and how much. Times by the company's clock on the wall. */
export function contradictionTitle(
  payout: Of,
  {
    payoutId,
    ours,
    oursAt,
    answer,
    otherAmount,
  }: Pick<Heard, 'payoutId' | 'ours' | 'oursAt' | 'answer' | 'otherAmount'>,
  zone: string,
): string {
  const at = (instant: string): string => {
    const { date, time } = localOf(instant, zone);
    return `${date} ${time.slice(0, 5)}`;
  };
  const amount = formatMoney({ minor: BigInt(payout.amountMinor), currency: payout.currency });
  const theirs = otherAmount ?? amount;
  return (
    `${payout.personNumber} ${payout.personName} ${payout.period}：` +
    `我方 ${STATES[ours]} ${amount.amount} ${amount.currency}（${at(oursAt)}），` +
    `薪资系统称 ${STATES[answer.outcome]} ${theirs.amount} ${theirs.currency}（${at(answer.at)}）。发放 ${payoutId}`
  );
}

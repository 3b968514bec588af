import { localOf } from '@goalbeat/domain/calendar/zone';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { Heard } from './hear-payroll.js';

const STATES: Readonly<Record<PayoutState, readonly [zh: string, en: string]>> = {
  requested: ['待交付', 'not sent'],
  'handed-over': ['已交付', 'sent'],
  accepted: ['已受理', 'accepted'],
  paid: ['已发放', 'paid'],
  rejected: ['已退回', 'rejected'],
  unknown: ['去向不明', 'unknown'],
  reversed: ['已冲销', 'reversed'],
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
    // Of an answer kept long ago it may be in whole seconds.
    const { date, time } = localOf(new Date(instant).toISOString(), zone);
    return `${date} ${time.slice(0, 5)}`;
  };
  const amount = formatMoney({ minor: BigInt(payout.amountMinor), currency: payout.currency });
  const theirs = otherAmount ?? amount;
  const [we, they] = [STATES[ours], STATES[answer.outcome]];
  const mine = `${amount.amount} ${amount.currency}`;
  const other = `${theirs.amount} ${theirs.currency}`;
  const both = bothLanguages(
    `我方 ${we[0]} ${mine}（${at(oursAt)}），薪资系统称 ${they[0]} ${other}（${at(answer.at)}）。发放 ${payoutId}`,
    `we have ${we[1]} ${mine} (${at(oursAt)}), payroll says ${they[1]} ${other} (${at(answer.at)})`,
  );
  return `${payout.personNumber} ${payout.personName} ${payout.period}：${both}`;
}

import type { BonusList, Cycle, Payout, Reconciliation } from '@goalbeat/api-client/wire-types';
import type { ApprovalSummary } from '@goalbeat/contracts/approvals/http';
import { addMoney, formatMoney, parseMoney, subMoney, sumMoney, type Money } from '@goalbeat/domain/money/money';
import type { BookedPayout, BookEntry } from '../payroll-simulator/book.js';

/** Everything that the week left behind, as the API and payroll's own book tell it. */
export interface Findings {
  cycle: Cycle;
  sheets: { issued: number; reported: number; confirmed: number };
  approvals: ApprovalSummary[];
  openApprovals: number;
  lists: BonusList[];
  payouts: Payout[];
  reconciliation: Reconciliation;
  /** The cycle's lines, those of no amount and their bands, its rejected payouts, and what was paid off-cycle. */
  money: { lines: number; nothing: number; nothingFor: string[]; rejected: number; offCycle: number };
  book: BookEntry[];
  failures: readonly string[];
}
export interface Check {
  what: string;
  /** `what` in Chinese. */
  zh: string;
  ok: boolean;
  detail: string;
}
export interface Sums {
  totals: Record<string, string>;
  payrollBook: Record<string, string>;
  unpaid: Record<string, string>;
}

const money = (of: { amount: string; currency: string }): Money => parseMoney(of);

/** Sums by currency, in currencies' order. */
function byCurrency(list: readonly { amount: string; currency: string }[]): Record<string, string> {
  const currencies = [...new Set(list.map((one) => one.currency))].toSorted();
  return Object.fromEntries(
    currencies.map((currency) => {
      const mine = list.filter((one) => one.currency === currency).map(money);
      return [currency, formatMoney(sumMoney(mine, currency)).amount];
    }),
  );
}

const booked = (book: readonly BookEntry[]): BookedPayout[] =>
  book.flatMap((entry) => (entry.kind === 'payout' ? [entry] : []));

/** Rejected, and no replacement of it was paid. */
function stillUnpaid(entries: readonly BookedPayout[]): BookedPayout[] {
  const paidAgain = new Set(
    entries.flatMap((entry) => (entry.outcome === 'paid' && entry.replaces !== null ? [entry.replaces] : [])),
  );
  return entries.filter((entry) => entry.outcome === 'rejected' && !paidAgain.has(entry.payoutId));
}

export function sumsOf({ lists, book }: Pick<Findings, 'lists' | 'book'>): Sums {
  const entries = booked(book);
  const currencies = (sums: Record<string, string>): Record<string, string> =>
    Object.keys(sums).length > 0 ? sums : { CNY: '0.00' };
  return {
    totals: currencies(byCurrency(lists.filter((list) => list.kind === 'cycle').map((list) => list.total))),
    payrollBook: currencies(byCurrency(entries.filter((entry) => entry.outcome === 'paid'))),
    unpaid: currencies(byCurrency(stillUnpaid(entries))),
  };
}

/** Whether approved = posted = handed over = paid in payroll's own book + rejected and still unpaid, and all that goes with it. */
export function judge(findings: Findings): Check[] {
  const { cycle, lists, payouts, reconciliation, book, failures, openApprovals } = findings;
  const entries = booked(book);
  const sums = sumsOf(findings);
  const check = (what: string, zh: string, ok: boolean, detail = ''): Check => ({ what, zh, ok, detail });
  const checks = [
    check('the cycle is archived', '周期已归档', cycle.state === 'closed', cycle.state),
    check('every approval is closed', '审批全部办结', openApprovals === 0, `${openApprovals} open`),
    check(
      'every list is signed',
      '清单全部签字',
      lists.length > 0 && lists.every((list) => list.approvalId !== null && isSigned(list)),
      lists.map((list) => list.state).join(', '),
    ),
    check(
      'everybody did what they meant to',
      '各人要做的都做到了',
      failures.length === 0,
      failures.slice(0, 5).join(' | '),
    ),
    check(
      'Goalbeat reconciles with itself',
      '系统自身账目一致',
      reconciliation.agrees,
      `${reconciliation.differences.length} differences`,
    ),
    ...perCurrency(reconciliation, sums),
    ...perPayout(payouts, entries),
    wholeBatches(book, entries),
  ];
  return checks;
}

const isSigned = (list: BonusList): boolean => ['signed', 'handed-over', 'settled'].includes(list.state);

function perCurrency(reconciliation: Reconciliation, sums: Sums): Check[] {
  const seen = new Set(reconciliation.currencies.map((one) => one.currency));
  const strangers = Object.keys(sums.payrollBook).filter(
    (currency) => !seen.has(currency) && money({ amount: sums.payrollBook[currency] ?? '0', currency }).minor !== 0n,
  );
  const checks = reconciliation.currencies.flatMap((one): Check[] => {
    const { currency } = one;
    const inBook = money({ amount: sums.payrollBook[currency] ?? '0', currency });
    const unpaid = money({ amount: sums.unpaid[currency] ?? '0', currency });
    const same = (a: Money, b: Money): boolean => subMoney(a, b).minor === 0n;
    const approved = money({ amount: sums.totals[currency] ?? '0', currency });
    return [
      {
        what: `${currency}: signed = posted = handed over`,
        zh: `${currency}：签字 = 入账 = 交付`,
        ok: same(money(one.signed), money(one.posted)) && same(money(one.posted), money(one.handedOver)),
        detail: `${one.signed.amount} / ${one.posted.amount} / ${one.handedOver.amount}`,
      },
      {
        what: `${currency}: paid here = paid in payroll's book`,
        zh: `${currency}：系统已付 = 薪资账本已付`,
        ok: same(money(one.paid), inBook),
        detail: `${one.paid.amount} / ${formatMoney(inBook).amount}`,
      },
      {
        what: `${currency}: unpaid here = unpaid in payroll's book`,
        zh: `${currency}：系统未付 = 薪资账本未付`,
        ok: same(money(one.unpaid), unpaid),
        detail: `${one.unpaid.amount} / ${formatMoney(unpaid).amount}`,
      },
      {
        what: `${currency}: approved = payroll's book + still unpaid`,
        zh: `${currency}：审批 = 薪资账本已付 + 退回未付`,
        ok: same(approved, addMoney(inBook, unpaid)),
        detail: `${formatMoney(approved).amount} = ${formatMoney(inBook).amount} + ${formatMoney(unpaid).amount}`,
      },
      {
        what: `${currency}: every payout is answered`,
        zh: `${currency}：每笔发放都有答复`,
        ok: money(one.unanswered).minor === 0n,
        detail: one.unanswered.amount,
      },
    ];
  });
  if (reconciliation.currencies.length === 0)
    checks.push({ what: 'something was paid', zh: '有款项发放', ok: false, detail: 'no currency' });
  if (strangers.length > 0)
    checks.push({
      what: 'payroll paid only what was asked',
      zh: '薪资系统只付了要求的款项',
      ok: false,
      detail: strangers.join(', '),
    });
  return checks;
}

function perPayout(payouts: readonly Payout[], entries: readonly BookedPayout[]): Check[] {
  const inBook = new Map(entries.map((entry) => [entry.payoutId, entry]));
  const paidLines = payouts.filter((payout) => payout.state === 'paid').map((payout) => payout.lineId);
  const ids = new Set(payouts.map((payout) => payout.id));
  const wrong = payouts.filter((payout) => {
    const entry = inBook.get(payout.id);
    return entry === undefined || entry.outcome !== payout.state || entry.amount !== payout.amount.amount;
  });
  const twice = entries.length - inBook.size + (paidLines.length - new Set(paidLines).size);
  const unknown = entries.filter((entry) => !ids.has(entry.payoutId));
  return [
    { what: 'one payment a line', zh: '每条明细只付一次', ok: twice === 0, detail: `${twice} twice` },
    {
      what: "each payout is in payroll's book as it is here",
      zh: '每笔发放与薪资账本一致',
      ok: wrong.length === 0,
      detail: wrong
        .slice(0, 3)
        .map((one) => `${one.personNumber} ${one.state}`)
        .join(', '),
    },
    {
      what: "payroll's book has nothing else",
      zh: '薪资账本没有多余款项',
      ok: unknown.length === 0,
      detail: `${unknown.length} unknown`,
    },
  ];
}

/** Each batch was closed with its count and sums; together they are what payroll booked. */
function wholeBatches(book: readonly BookEntry[], entries: readonly BookedPayout[]): Check {
  const batches = new Map(book.flatMap((entry) => (entry.kind === 'batch' ? [[entry.batchId, entry] as const] : [])));
  const announced = [...batches.values()];
  const count = announced.reduce((sum, batch) => sum + batch.count, 0);
  const told = byCurrency(announced.flatMap((batch) => batch.sums));
  const found = byCurrency(entries);
  return {
    what: 'batches were closed with the counts and sums that payroll booked',
    zh: '各批次的笔数和金额与薪资入账一致',
    ok: count === entries.length && JSON.stringify(told) === JSON.stringify(found),
    detail: `${count} / ${entries.length}, ${JSON.stringify(told)} / ${JSON.stringify(found)}`,
  };
}

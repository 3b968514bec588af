import { Injectable } from '@nestjs/common';
import type { ReconciliationView } from '@goalbeat/contracts/payroll/http';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { ReconciliationChecks } from './reconciliation-checks.js';
import { ReconciliationRepository, type ReconciliationScope, type Sums } from './reconciliation.repository.js';

export type Comparison = z.infer<typeof ReconciliationView> & { differenceCount: number };
export type DifferenceView = Comparison['differences'][number];

const MOST = 1_000;

/** signed = posted = handed over = answered: per currency, then line by line. */
@Injectable()
export class CompareBooks {
  constructor(
    private readonly repository: ReconciliationRepository,
    private readonly checks: ReconciliationChecks,
  ) {}

  async compare(tx: Tx, scope: ReconciliationScope): Promise<Comparison> {
    const currencies = (await this.repository.sums(tx, scope)).map(currencyView);
    const lines = await this.repository.differences(tx, scope);
    const others = await this.checks.find(tx, scope);
    const differences: DifferenceView[] = [
      ...lines.map(({ all, ...line }) => {
        void all;
        return { ...line, ...figures(line) };
      }),
      ...others.map((other) => ({ ...other, ...figures(other) })),
    ];
    // Sums that disagree although every line agrees: something is in one book that no line knows.
    const agreed = differences.length === 0;
    for (const one of currencies.filter(({ agrees }) => agreed && !agrees)) {
      const { currency, signed, paid } = one;
      differences.push({
        runId: scope.runId,
        lineId: null,
        payoutId: null,
        personNumber: null,
        what: 'sums-differ',
        currency,
        expected: signed.amount,
        found: paid.amount,
      });
    }
    return {
      cycleId: scope.cycleId,
      currencies,
      differences: differences.slice(0, MOST),
      differenceCount: (lines[0]?.all ?? 0) + differences.length - lines.length,
      agrees: differences.length === 0,
    };
  }
}

const figures = (one: { currency: string | null; expected: string; found: string }) => {
  const { currency } = one;
  if (currency === null) return { expected: one.expected, found: one.found };
  const text = (minor: string): string => formatMoney({ minor: BigInt(minor), currency }).amount;
  return { expected: text(one.expected), found: text(one.found) };
};

function currencyView(sums: Sums): Comparison['currencies'][number] {
  const { currency, ledgerBalanced } = sums;
  const money = (minor: string) => formatMoney({ minor: BigInt(minor), currency });
  const posted = BigInt(sums.posted);
  const handedOver = BigInt(sums.handedOver);
  const answered = BigInt(sums.paid) + BigInt(sums.unpaid) + BigInt(sums.unanswered);
  const agrees =
    ledgerBalanced &&
    BigInt(sums.signed) - BigInt(sums.toPost) === posted &&
    posted - BigInt(sums.toHandOver) === handedOver &&
    handedOver === answered;
  return {
    currency,
    ledgerBalanced,
    agrees,
    signed: money(sums.signed),
    toPost: money(sums.toPost),
    posted: money(sums.posted),
    toHandOver: money(sums.toHandOver),
    handedOver: money(sums.handedOver),
    paid: money(sums.paid),
    unpaid: money(sums.unpaid),
    unanswered: money(sums.unanswered),
  };
}

import { Injectable } from '@nestjs/common';
import type { BalancesQuery, BalancesView, JournalPage, JournalQuery } from '@goalbeat/contracts/payroll/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireMay } from '@goalbeat/domain/access/policy';
import { formatMoney } from '@goalbeat/domain/money/money';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { LedgerRepository } from './ledger.repository.js';

@Injectable()
export class LedgerService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: LedgerRepository,
  ) {}

  /** The books belong to the whole tenant: whoever reads for some units only has no view of them. @throws forbidden, validation */
  journal(principal: Principal, query: z.infer<typeof JournalQuery>): Promise<z.infer<typeof JournalPage>> {
    requireMay(principal, 'payroll.ledger.read', { tenantId: principal.tenantId });
    const cursor = query.after === undefined ? null : decodeCursor(query.after, 2);
    const after = cursor === null ? null : { txnId: String(cursor[0]), id: String(cursor[1]) };
    const filter = { line: query.line ?? null, run: query.run ?? null, cause: query.cause ?? null };
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.ledger.journal(tx, filter, after, query.limit);
      return pageOfRows(
        rows,
        query.limit,
        (row) => {
          const minor = BigInt(row.minor);
          return {
            id: row.id,
            at: row.at,
            account: row.account,
            debit: minor > 0n ? formatMoney({ minor, currency: row.currency }) : null,
            credit: minor < 0n ? formatMoney({ minor: -minor, currency: row.currency }) : null,
            cause: row.cause,
            lineId: row.lineId,
            payoutId: row.payoutId,
          };
        },
        (row) => [row.txnId, row.id],
      );
    });
  }

  /** What all postings sum to. @throws forbidden */
  balances(principal: Principal, query: z.infer<typeof BalancesQuery>): Promise<z.infer<typeof BalancesView>> {
    requireMay(principal, 'payroll.ledger.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.ledger.balances(tx, { line: query.line ?? null, run: query.run ?? null });
      return {
        items: rows.map(({ currency, account, debit, credit }) => {
          const of = (minor: bigint) => formatMoney({ minor, currency });
          const [into, out] = [BigInt(debit), BigInt(credit)];
          return { currency, account, debit: of(into), credit: of(out), balance: of(into - out) };
        }),
      };
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { AssetBalance, AssetBalancePage, AssetBalanceQuery } from '@goalbeat/contracts/payroll/asset-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { reachOf } from '../organisation/reach.js';
import { type AssetBalanceRow, AssetRepository } from './asset.repository.js';

/** What people have of what the company gives besides money: nothing is kept beside the postings. */
@Injectable()
export class AssetBalanceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly assets: AssetRepository,
  ) {}

  /** In the order of employee numbers. @throws forbidden, validation (a key has nothing of its own) */
  list(principal: Principal, query: z.infer<typeof AssetBalanceQuery>): Promise<z.infer<typeof AssetBalancePage>> {
    const reach = reachOf(principal, 'payroll.payout.read');
    const mine = query.mine !== undefined;
    if (mine && principal.personId === null)
      throw new DomainError('validation', 'A key has no points of its own.', { field: 'mine' });
    const cursor = query.after === undefined ? null : decodeCursor(query.after, 2);
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.assets.balances(tx, {
        units: reach.units,
        ownId: reach.personId,
        personId: mine ? principal.personId : (query.person ?? null),
        code: query.asset ?? null,
        after: cursor === null ? null : { number: String(cursor[0]), code: String(cursor[1]) },
        limit: query.limit,
      });
      return pageOfRows(rows, query.limit, balanceView, (row) => [row.personNumber, row.code]);
    });
  }
}

function balanceView(row: AssetBalanceRow): z.infer<typeof AssetBalance> {
  const { personId, personNumber, personName, code, name, at } = row;
  const amount = (minor: string) => formatMoney({ minor: BigInt(minor), currency: code });
  return {
    personId,
    personNumber,
    personName,
    asset: { code, name },
    balance: amount(row.balanceMinor),
    held: amount(row.heldMinor),
    at,
  };
}

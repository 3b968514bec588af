import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { type Asset, isAssetCode } from '@goalbeat/domain/money/asset';
import { parseMinor } from '@goalbeat/domain/money/minor-units';
import type { WireMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface AssetRow {
  code: string;
  name: string;
  decimals: number;
  used: boolean;
  version: number;
  updatedAt: string;
}

export interface AssetBalanceRow {
  personId: string;
  personNumber: string;
  personName: string;
  code: string;
  name: string;
  balanceMinor: string;
  heldMinor: string;
  at: string;
}

const COLUMNS = `code, name, decimals, asset_used(tenant_id, code) AS used, version::int AS version, updated_at AS "updatedAt"`;

// The name and number of the newest line: who left is on no list of people any more, and has points.
const BALANCES = `SELECT b.person_id AS "personId", l.person_number AS "personNumber", l.person_name AS "personName", b.code,
  COALESCE(a.name, b.code) AS name, b.balance::text AS "balanceMinor", b.held::text AS "heldMinor", t.at
FROM asset_balance b LEFT JOIN asset a ON a.tenant_id = b.tenant_id AND a.code = b.code
CROSS JOIN LATERAL (SELECT n.person_number, n.person_name, n.unit_path FROM bonus_line n
  WHERE n.tenant_id = b.tenant_id AND n.person_id = b.person_id AND n.currency = b.code ORDER BY n.id DESC LIMIT 1) l
CROSS JOIN LATERAL (SELECT max(x.at) AS at FROM bonus_line n JOIN ledger_txn x ON x.line_id = n.id
  WHERE n.tenant_id = b.tenant_id AND n.person_id = b.person_id AND n.currency = b.code) t
WHERE ($1::uuid[] IS NULL OR l.unit_path && $1 OR b.person_id = $2) AND ($3::uuid IS NULL OR b.person_id = $3)
  AND ($4::text IS NULL OR b.code = $4) AND ($5::text IS NULL OR (l.person_number, b.code) > ($5, $6))
ORDER BY l.person_number, b.code LIMIT $7`;

@Injectable()
export class AssetRepository {
  /** All that the company has declared; few. */
  async declared(tx: Tx): Promise<Asset[]> {
    return tx.query<Asset>('SELECT code, decimals AS exponent FROM asset ORDER BY code');
  }

  /** The same, and none of them changes until the end of the transaction. */
  async lockDeclared(tx: Tx): Promise<Asset[]> {
    return tx.query<Asset>('SELECT code, decimals AS exponent FROM asset ORDER BY code FOR SHARE');
  }

  /** What is written of a declared asset has its decimals, not more. Money is checked by its own. @throws money-scale, unknown-currency */
  async requireDecimals(tx: Tx, { amount, currency }: WireMoney, field: string): Promise<void> {
    if (!isAssetCode(currency)) return;
    const asset = await this.find(tx, currency);
    if (asset === undefined) throw new DomainError('unknown-currency', `Nobody declared ${currency}.`, { field });
    parseMinor(amount, currency, asset.decimals, field);
  }

  find(tx: Tx, code: string): Promise<AssetRow | undefined> {
    return tx.maybe<AssetRow>(`SELECT ${COLUMNS} FROM asset WHERE code = $1`, [code]);
  }

  /** Whoever changes it, or puts a plan into it, waits here. */
  lock(tx: Tx, code: string): Promise<AssetRow | undefined> {
    return tx.maybe<AssetRow>(`SELECT ${COLUMNS} FROM asset WHERE code = $1 FOR UPDATE`, [code]);
  }

  /** By code; one more than the limit. */
  list(tx: Tx, after: string | null, limit: number): Promise<AssetRow[]> {
    return tx.query<AssetRow>(
      `SELECT ${COLUMNS} FROM asset WHERE ($1::text IS NULL OR code > $1) ORDER BY code LIMIT $2`,
      [after, limit + 1],
    );
  }

  /** Undefined when somebody else declared it at the same moment. */
  create(tx: Tx, row: Pick<AssetRow, 'code' | 'name' | 'decimals' | 'updatedAt'>): Promise<AssetRow | undefined> {
    return tx.maybe<AssetRow>(
      `INSERT INTO asset (tenant_id, code, name, decimals, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, code) DO NOTHING RETURNING ${COLUMNS}`,
      [tx.tenantId, row.code, row.name, row.decimals, row.updatedAt],
    );
  }

  change(tx: Tx, row: Pick<AssetRow, 'code' | 'name' | 'decimals' | 'updatedAt'>): Promise<AssetRow> {
    return tx.one<AssetRow>(
      `UPDATE asset SET name = $2, decimals = $3, updated_at = $4, version = version + 1 WHERE code = $1 RETURNING ${COLUMNS}`,
      [row.code, row.name, row.decimals, row.updatedAt],
    );
  }

  /** In the order of employee numbers; `units` null = all, `ownId` adds oneself. One more than the limit. */
  balances(
    tx: Tx,
    filter: {
      units: readonly string[] | null;
      ownId: string | null;
      personId: string | null;
      code: string | null;
      after: { number: string; code: string } | null;
      limit: number;
    },
  ): Promise<AssetBalanceRow[]> {
    return tx.query<AssetBalanceRow>(BALANCES, [
      filter.units,
      filter.ownId,
      filter.personId,
      filter.code,
      filter.after?.number ?? null,
      filter.after?.code ?? null,
      filter.limit + 1,
    ]);
  }
}

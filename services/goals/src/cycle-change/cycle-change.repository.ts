import { Injectable } from '@nestjs/common';
import type { CycleChangePage } from '@goalbeat/contracts/goals/cycle-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { Row } from './change-table.js';

export type ChangeHead = z.infer<typeof CycleChangePage>['items'][number] & { id: string; no: number };
export type NumberedRow = Row & { no: number };

const COLUMNS = `id, no, cycle_id AS "cycleId", version::int AS version, false AS "dryRun", at, by_id AS "byId", reason, change,
  override_adjusted AS "overrideAdjusted", fingerprint, counts, moved`;

/** What was changed of running cycles; nothing of it is ever rewritten. */
@Injectable()
export class CycleChangeRepository {
  /** Under the cycle's lock. */
  async add(tx: Tx, head: Omit<ChangeHead, 'no' | 'dryRun'>, rows: readonly Row[]): Promise<number> {
    const { no } = await tx.one<{ no: number }>(
      `INSERT INTO cycle_change (tenant_id, id, cycle_id, no, version, at, by_id, reason, change, override_adjusted, fingerprint, counts, moved)
       SELECT $1, $2, $3, 1 + COALESCE(max(c.no), 0), $4, $5, $6, $7, $8::jsonb, $9, $10, $11::jsonb, $12::jsonb
       FROM cycle_change c WHERE c.cycle_id = $3 RETURNING no`,
      [
        tx.tenantId,
        head.id,
        head.cycleId,
        head.version,
        head.at,
        head.byId,
        head.reason,
        JSON.stringify(head.change),
        head.overrideAdjusted,
        head.fingerprint,
        JSON.stringify(head.counts),
        JSON.stringify(head.moved),
      ],
    );
    await tx.execute(
      `INSERT INTO cycle_change_row (tenant_id, change_id, sheet_id, row)
       SELECT $1, $2, (r->>'sheetId')::uuid, r FROM jsonb_array_elements($3::jsonb) AS r`,
      [tx.tenantId, head.id, JSON.stringify(rows)],
    );
    return no;
  }

  /** The latest first; one more than the limit. */
  page(tx: Tx, cycleId: string, before: number | null, limit: number): Promise<ChangeHead[]> {
    return tx.query<ChangeHead>(
      `SELECT ${COLUMNS} FROM cycle_change WHERE cycle_id = $1 AND ($2::int IS NULL OR no < $2) ORDER BY no DESC LIMIT $3`,
      [cycleId, before, limit + 1],
    );
  }

  /** Sheet by sheet, of one change or of all; one more than the limit. */
  rows(
    tx: Tx,
    cycleId: string,
    which: { changeId: string | null; after: { no: number; sheetId: string } | null; limit: number },
  ): Promise<NumberedRow[]> {
    return tx
      .query<{ no: number; row: Row }>(
        `SELECT c.no, r.row FROM cycle_change_row r JOIN cycle_change c ON c.tenant_id = r.tenant_id AND c.id = r.change_id
         WHERE c.cycle_id = $1 AND ($2::uuid IS NULL OR c.id = $2) AND ($3::int IS NULL OR (c.no, r.sheet_id) > ($3, $4::uuid))
         ORDER BY c.no, r.sheet_id LIMIT $5`,
        [cycleId, which.changeId, which.after?.no ?? null, which.after?.sheetId ?? null, which.limit + 1],
      )
      .then((rows) => rows.map(({ no, row }) => ({ ...row, no })));
  }
}

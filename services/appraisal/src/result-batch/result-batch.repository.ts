import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BatchRef } from '@goalbeat/contracts/activities';
import type { ResultsPublished, SheetResult } from '@goalbeat/contracts/goals/events';
import { pinnedResult } from '@goalbeat/contracts/goals/pinned-result';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface BatchFact {
  id: string;
  cycleId: string;
  period: string;
  ruleSet: string;
  payPlan: string;
  count: number;
}

@Injectable()
export class ResultBatchRepository {
  /** Pages come twice and in any order; each row is kept once. */
  async keepPage(tx: Tx, page: ResultsPublished): Promise<void> {
    await tx.execute(
      `INSERT INTO result_batch (tenant_id, id, cycle_id, period, count, checksum, rule_set, pay_plan)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [tx.tenantId, page.batchId, page.cycleId, page.period, page.count, page.checksum, page.ruleSet, page.payPlan],
    );
    await tx.execute(
      `INSERT INTO result_sheet (tenant_id, batch_id, sheet_id, result)
       SELECT $1, $2, (r->>'sheetId')::uuid, r FROM jsonb_array_elements($3::jsonb) AS r ON CONFLICT DO NOTHING`,
      [tx.tenantId, page.batchId, JSON.stringify(page.sheets)],
    );
  }

  /**
   * The batch, once it is whole.
   * @throws not-yet (to be asked again) while rows are missing, validation when it is whole and is not what goals pinned.
   */
  async whole(tx: Tx, ref: BatchRef): Promise<{ batch: BatchFact; sheets: SheetResult[] }> {
    const batch = await tx.maybe<BatchFact & { checksum: string }>(
      `SELECT id, cycle_id AS "cycleId", period, count, checksum, rule_set AS "ruleSet", pay_plan AS "payPlan"
       FROM result_batch WHERE id = $1`,
      [ref.batchId],
    );
    const sheets = await this.sheets(tx, ref.batchId);
    // A batch without a row has no page: its emptiness is what goals told the workflow.
    if (batch === undefined || sheets.length < ref.count) {
      throw new DomainError('not-yet', 'The results are still arriving.', {
        details: { arrived: sheets.length, count: ref.count },
      });
    }
    const checksum = checksumOf(sheets);
    if (sheets.length !== ref.count || checksum !== ref.checksum || batch.checksum !== ref.checksum) {
      throw new DomainError('validation', 'The results are not those that goals pinned.', {
        details: { batchId: ref.batchId, count: sheets.length, expected: ref.count },
      });
    }
    return { batch, sheets };
  }

  /** @throws not-found */
  ref(tx: Tx, batchId: string): Promise<BatchRef> {
    return tx.one<BatchRef>('SELECT id AS "batchId", count, checksum FROM result_batch WHERE id = $1', [batchId]);
  }

  async sheets(tx: Tx, batchId: string): Promise<SheetResult[]> {
    const rows = await tx.query<{ result: SheetResult }>(
      'SELECT result FROM result_sheet WHERE batch_id = $1 ORDER BY sheet_id',
      [batchId],
    );
    return rows.map((row) => row.result);
  }

  async sheet(tx: Tx, batchId: string, sheetId: string): Promise<SheetResult> {
    const row = await tx.one<{ result: SheetResult }>(
      'SELECT result FROM result_sheet WHERE batch_id = $1 AND sheet_id = $2',
      [batchId, sheetId],
    );
    return row.result;
  }
}

const checksumOf = (sheets: readonly SheetResult[]): string =>
  createHash('sha256')
    .update(canonicalRows(sheets.map((sheet) => ({ key: sheet.sheetId, value: pinnedResult(sheet) }))))
    .digest('hex');

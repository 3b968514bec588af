import { Injectable } from '@nestjs/common';
import type { Reconciliation, RECONCILIATION_CAUSES } from '@goalbeat/contracts/payroll/reconciliation-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type ReconciliationCause = (typeof RECONCILIATION_CAUSES)[number];

export interface ResultRow {
  id: string;
  at: string;
  cause: ReconciliationCause;
  runId: string | null;
  cycleId: string | null;
  day: string | null;
  agrees: boolean;
  currencies: Reconciliation['currencies'];
  /** At most the first thousand of `differenceCount`. */
  differences: Reconciliation['differences'];
  differenceCount: number;
}

export interface Finding {
  subjectId: string;
  fingerprint: string;
  differences: number;
  since: string;
}

const COLUMNS = `id, at, cause, run_id AS "runId", cycle_id AS "cycleId", day::text AS day, agrees, currencies, differences,
  difference_count AS "differenceCount"`;

@Injectable()
export class ReconciliationResults {
  /** False when this day's was made already. */
  async keep(tx: Tx, row: ResultRow): Promise<boolean> {
    const kept = await tx.execute(
      `INSERT INTO reconciliation (id, tenant_id, at, cause, run_id, cycle_id, day, agrees, currencies, differences, difference_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [
        row.id,
        tx.tenantId,
        row.at,
        row.cause,
        row.runId,
        row.cycleId,
        row.day,
        row.agrees,
        JSON.stringify(row.currencies),
        JSON.stringify(row.differences),
        row.differenceCount,
      ],
    );
    return kept > 0;
  }

  /** Newest first; one more than the limit. */
  list(
    tx: Tx,
    filter: { runId: string | null; cycleId: string | null; differing: boolean; after: string | null; limit: number },
  ): Promise<ResultRow[]> {
    return tx.query<ResultRow>(
      `SELECT ${COLUMNS} FROM reconciliation WHERE ($1::uuid IS NULL OR run_id = $1) AND ($2::uuid IS NULL OR cycle_id = $2
         OR run_id IN (SELECT id FROM payout_run WHERE cycle_id = $2))
         AND NOT (agrees AND $3) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [filter.runId, filter.cycleId, filter.differing, filter.after, filter.limit + 1],
    );
  }

  /** The last one of everything. Its id tells when it was made, by real time. */
  lastWhole(tx: Tx): Promise<Pick<ResultRow, 'id' | 'agrees' | 'differenceCount'> | undefined> {
    return tx.maybe(
      `SELECT id, agrees, difference_count AS "differenceCount" FROM reconciliation
       WHERE run_id IS NULL AND cycle_id IS NULL ORDER BY id DESC LIMIT 1`,
    );
  }

  /** The company's days that have been compared already, the newest. */
  async lastNight(tx: Tx): Promise<string | null> {
    return (await tx.one<{ day: string | null }>('SELECT max(day)::text AS day FROM reconciliation')).day;
  }

  /** Of these subjects, or all. */
  findings(tx: Tx, subjectIds: readonly string[] | null): Promise<Finding[]> {
    return tx.query<Finding>(
      `SELECT subject_id AS "subjectId", fingerprint, differences, since FROM reconciliation_finding
       WHERE $1::uuid[] IS NULL OR subject_id = ANY($1) ORDER BY subject_id FOR UPDATE`,
      [subjectIds],
    );
  }

  async found(tx: Tx, finding: Finding): Promise<void> {
    await tx.execute(
      `INSERT INTO reconciliation_finding (tenant_id, subject_id, fingerprint, differences, since) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, subject_id) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, differences = EXCLUDED.differences`,
      [tx.tenantId, finding.subjectId, finding.fingerprint, finding.differences, finding.since],
    );
  }

  async resolved(tx: Tx, subjectIds: readonly string[]): Promise<void> {
    if (subjectIds.length > 0)
      await tx.execute('DELETE FROM reconciliation_finding WHERE subject_id = ANY($1::uuid[])', [subjectIds]);
  }

  /** Closed batches of the run that nothing has been compared of yet. @returns how many */
  markBatches(tx: Tx, runId: string): Promise<number> {
    return tx.execute(
      'UPDATE payout_batch SET reconciled = true WHERE run_id = $1 AND closed_at IS NOT NULL AND NOT reconciled',
      [runId],
    );
  }

  /** Of all tenants; ids only. */
  async runsWithNewBatches(tx: Tx): Promise<{ tenantId: string; runId: string }[]> {
    return tx.query('SELECT tenant_id AS "tenantId", run_id AS "runId" FROM runs_to_reconcile()');
  }

  async tenants(tx: Tx): Promise<string[]> {
    return (await tx.query<{ id: string }>('SELECT tenant_id AS id FROM tenants_with_runs()')).map(({ id }) => id);
  }
}

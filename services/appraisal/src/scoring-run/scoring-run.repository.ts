import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export const RUN_STATES = ['scoring', 'scored', 'in-approval', 'returned', 'approved', 'published'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunRow {
  id: string;
  cycleId: string;
  batchId: string;
  period: string;
  ruleSet: string;
  ruleSetVersion: number;
  payPlan: string;
  state: RunState;
  people: number;
  version: number;
  approvalId: string | null;
  publishBatchId: string | null;
  publishChecksum: string | null;
  /** How often it was published. */
  publication: number;
}

const COLUMNS = `id, cycle_id AS "cycleId", batch_id AS "batchId", period, rule_set AS "ruleSet",
  rule_set_version AS "ruleSetVersion", pay_plan AS "payPlan", state, people, version, approval_id AS "approvalId",
  publish_batch_id AS "publishBatchId", publish_checksum AS "publishChecksum", publication`;

@Injectable()
export class ScoringRunRepository {
  /** One run a cycle, whatever is retried. @returns the run that stands. */
  async open(
    tx: Tx,
    run: Pick<RunRow, 'id' | 'cycleId' | 'batchId' | 'period' | 'ruleSet' | 'ruleSetVersion' | 'payPlan' | 'people'>,
  ): Promise<RunRow> {
    await tx.execute(
      `INSERT INTO scoring_run (tenant_id, id, cycle_id, batch_id, period, rule_set, rule_set_version, pay_plan, state, people, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'scoring', $9, 1) ON CONFLICT (tenant_id, cycle_id) DO NOTHING`,
      [
        tx.tenantId,
        run.id,
        run.cycleId,
        run.batchId,
        run.period,
        run.ruleSet,
        run.ruleSetVersion,
        run.payPlan,
        run.people,
      ],
    );
    return tx.one<RunRow>(`SELECT ${COLUMNS} FROM scoring_run WHERE cycle_id = $1`, [run.cycleId]);
  }

  ofCycle(tx: Tx, cycleId: string): Promise<RunRow | undefined> {
    return tx.maybe<RunRow>(`SELECT ${COLUMNS} FROM scoring_run WHERE cycle_id = $1`, [cycleId]);
  }

  one(tx: Tx, id: string): Promise<RunRow> {
    return tx.one<RunRow>(`SELECT ${COLUMNS} FROM scoring_run WHERE id = $1`, [id]);
  }

  locked(tx: Tx, id: string): Promise<RunRow> {
    return tx.one<RunRow>(`SELECT ${COLUMNS} FROM scoring_run WHERE id = $1 FOR UPDATE`, [id]);
  }

  list(tx: Tx, after: string | null, limit: number): Promise<RunRow[]> {
    return tx.query<RunRow>(
      `SELECT ${COLUMNS} FROM scoring_run WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [after, limit],
    );
  }

  /** Guarded. @throws wrong-state when it is in none of the states `from`. */
  async advance(
    tx: Tx,
    id: string,
    from: readonly RunState[],
    to: RunState,
    set: { publishBatchId?: string; publishChecksum?: string } = {},
  ): Promise<RunRow> {
    const row = await tx.maybe<RunRow>(
      `UPDATE scoring_run SET state = $3, version = version + 1,
         publish_batch_id = COALESCE($4::uuid, publish_batch_id), publish_checksum = COALESCE($5, publish_checksum),
         publication = CASE WHEN $3 = 'published' THEN publication + 1 ELSE publication END
       WHERE id = $1 AND state = ANY($2) RETURNING ${COLUMNS}`,
      [id, from, to, set.publishBatchId ?? null, set.publishChecksum ?? null],
    );
    if (row === undefined) {
      throw new DomainError('wrong-state', 'The scoring run has gone on meanwhile.', { details: { wanted: to } });
    }
    return row;
  }

  /** Once more, by this version of its rule set. */
  publishedAgain(
    tx: Tx,
    id: string,
    by: { batchId: string; checksum: string; ruleSetVersion: number },
  ): Promise<RunRow> {
    return tx.one<RunRow>(
      `UPDATE scoring_run SET version = version + 1, publication = publication + 1, publish_batch_id = $2, publish_checksum = $3,
         rule_set_version = $4 WHERE id = $1 AND state = 'published' RETURNING ${COLUMNS}`,
      [id, by.batchId, by.checksum, by.ruleSetVersion],
    );
  }

  /** `changed`: how many scores are others than before; null of the first. */
  async keepPublication(
    tx: Tx,
    run: RunRow,
    how: { at: string; changed: number | null; reason?: string; byId?: string },
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO publication (tenant_id, batch_id, run_id, no, count, checksum, rule_set, rule_set_version, reason, by_id, changed, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        tx.tenantId,
        run.publishBatchId,
        run.id,
        run.publication,
        run.people,
        run.publishChecksum,
        run.ruleSet,
        run.ruleSetVersion,
        how.reason ?? null,
        how.byId ?? null,
        how.changed,
        how.at,
      ],
    );
  }

  /** Its scores go; they are computed again from the same pinned results. */
  async scoreAnew(tx: Tx, id: string, ruleSet: string, version: number): Promise<void> {
    await tx.execute('DELETE FROM score WHERE run_id = $1', [id]);
    await tx.execute(
      `UPDATE scoring_run SET rule_set = $2, rule_set_version = $3, state = 'scoring', approval_id = NULL, version = version + 1
       WHERE id = $1 AND state <> 'published'`,
      [id, ruleSet, version],
    );
  }

  async attachApproval(tx: Tx, id: string, approvalId: string): Promise<void> {
    await tx.execute('UPDATE scoring_run SET approval_id = $2 WHERE id = $1', [id, approvalId]);
  }
}

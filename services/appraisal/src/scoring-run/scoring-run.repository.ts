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
}

const COLUMNS = `id, cycle_id AS "cycleId", batch_id AS "batchId", period, rule_set AS "ruleSet",
  rule_set_version AS "ruleSetVersion", pay_plan AS "payPlan", state, people, version, approval_id AS "approvalId",
  publish_batch_id AS "publishBatchId", publish_checksum AS "publishChecksum"`;

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
         publish_batch_id = COALESCE($4::uuid, publish_batch_id), publish_checksum = COALESCE($5, publish_checksum)
       WHERE id = $1 AND state = ANY($2) RETURNING ${COLUMNS}`,
      [id, from, to, set.publishBatchId ?? null, set.publishChecksum ?? null],
    );
    if (row === undefined) {
      throw new DomainError('wrong-state', 'The scoring run has gone on meanwhile.', { details: { wanted: to } });
    }
    return row;
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

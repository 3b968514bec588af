import { Injectable } from '@nestjs/common';
import type { REHEARSAL_STAGES, REHEARSAL_STATES, RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { RehearsalSettings } from './rehearsal-settings.js';

export type RehearsalState = (typeof REHEARSAL_STATES)[number];
export type RehearsalStage = (typeof REHEARSAL_STAGES)[number];

export interface RehearsalRow {
  id: string;
  definitionId: string;
  definitionVersion: number;
  period: string;
  state: RehearsalState;
  stage: RehearsalStage;
  settings: RehearsalSettings;
  requestedBy: string;
  startedAt: string;
  endedAt: string | null;
  copyId: string | null;
  copyRemoved: boolean;
  businessNow: string | null;
  report: RehearsalReport | null;
  problem: string | null;
}

const COLUMNS = `id, definition_id AS "definitionId", definition_version::int AS "definitionVersion", period, state, stage, settings,
  requested_by AS "requestedBy", started_at AS "startedAt", ended_at AS "endedAt", copy_id AS "copyId",
  copy_removed AS "copyRemoved", business_now AS "businessNow", report, problem`;
/** Whoever runs a rehearsal says so more often than this. */
const LEASE_S = 20;

@Injectable()
export class RehearsalRepository {
  /** @throws not-found */
  one(tx: Tx, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<RehearsalRow> {
    return tx.one<RehearsalRow>(`SELECT ${COLUMNS} FROM rehearsal WHERE id = $1 ${lock}`, [id]);
  }

  running(tx: Tx): Promise<RehearsalRow | undefined> {
    return tx.maybe<RehearsalRow>(`SELECT ${COLUMNS} FROM rehearsal WHERE state = 'running'`);
  }

  /** Newest first. */
  page(tx: Tx, limit: number, after: string | null, definitionId: string | null): Promise<RehearsalRow[]> {
    return tx.query<RehearsalRow>(
      `SELECT ${COLUMNS} FROM rehearsal WHERE ($2::uuid IS NULL OR id < $2) AND ($3::uuid IS NULL OR definition_id = $3)
       ORDER BY id DESC LIMIT $1`,
      [limit, after, definitionId],
    );
  }

  async add(
    tx: Tx,
    row: Pick<
      RehearsalRow,
      'id' | 'definitionId' | 'definitionVersion' | 'period' | 'settings' | 'requestedBy' | 'startedAt'
    >,
  ): Promise<RehearsalRow> {
    return tx.one<RehearsalRow>(
      `INSERT INTO rehearsal (tenant_id, id, definition_id, definition_version, period, state, stage, settings, requested_by, started_at)
       VALUES ($1, $2, $3, $4, $5, 'running', 'waiting', $6::jsonb, $7, $8) RETURNING ${COLUMNS}`,
      [
        tx.tenantId,
        row.id,
        row.definitionId,
        row.definitionVersion,
        row.period,
        JSON.stringify(row.settings),
        row.requestedBy,
        row.startedAt,
      ],
    );
  }

  /** Undefined when somebody else sees to it, or it is to be played and there is no room. */
  claim(tx: Tx, id: string, mayPlay: boolean): Promise<RehearsalRow | undefined> {
    return tx.maybe<RehearsalRow>(
      `UPDATE rehearsal SET lease_until = now() + make_interval(secs => ${LEASE_S})
       WHERE id = $1 AND (lease_until IS NULL OR lease_until < now())
         AND ($2 OR state <> 'running' OR stage <> 'waiting') RETURNING ${COLUMNS}`,
      [id, mayPlay],
    );
  }

  /** Says that it is still being played. @returns whether it still should be */
  async beat(tx: Tx, id: string, businessNow: string | null): Promise<boolean> {
    const alive = await tx.execute(
      `UPDATE rehearsal SET lease_until = now() + make_interval(secs => ${LEASE_S}), business_now = coalesce($2, business_now)
       WHERE id = $1 AND state = 'running'`,
      [id, businessNow],
    );
    return alive === 1;
  }

  /** @returns whether it is still being played: only then is the copy's id kept */
  async stage(tx: Tx, id: string, stage: RehearsalStage, copyId: string | null = null): Promise<boolean> {
    const alive = await tx.execute(
      `UPDATE rehearsal SET stage = $2, copy_id = coalesce(copy_id, $3) WHERE id = $1 AND state = 'running'`,
      [id, stage, copyId],
    );
    return alive === 1;
  }

  /** False when it was over already. */
  async end(
    tx: Tx,
    id: string,
    ended: { state: RehearsalState; at: string; report: RehearsalReport | null; problem: string | null },
  ): Promise<boolean> {
    const rows = await tx.execute(
      `UPDATE rehearsal SET state = $2, stage = 'over', ended_at = $3, report = $4::jsonb, problem = $5
       WHERE id = $1 AND state = 'running'`,
      [id, ended.state, ended.at, ended.report === null ? null : JSON.stringify(ended.report), ended.problem],
    );
    return rows === 1;
  }

  async copyRemoved(tx: Tx, id: string): Promise<void> {
    await tx.execute('UPDATE rehearsal SET copy_removed = true, lease_until = NULL WHERE id = $1', [id]);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.execute('DELETE FROM rehearsal WHERE id = $1', [id]);
  }
}

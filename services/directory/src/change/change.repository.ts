import type { OrgChange } from '@goalbeat/contracts/directory/organisation-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts } from '../organisation/changes.js';
import type { SubjectKind } from '../timeline/timeline.repository.js';
import type { z } from 'zod';

export type ChangeRow = z.infer<typeof OrgChange>;

const COLUMNS = `id, subject_kind AS "subjectKind", subject_id AS "subjectId", effective_on AS "effectiveOn",
  effective_at AS "effectiveAt", patch AS "set", state, problem, reason, requested_by AS "requestedBy",
  requested_at AS "requestedAt", settled_at AS "settledAt"`;

export async function addChanges(tx: Tx, rows: readonly ChangeRow[]): Promise<void> {
  for (const part of inParts(rows)) {
    await tx.execute(
      `INSERT INTO org_change (tenant_id, id, subject_kind, subject_id, effective_on, effective_at, patch, state, problem, reason,
         requested_by, requested_at, settled_at)
       SELECT $1, c.id, c."subjectKind", c."subjectId", c."effectiveOn", c."effectiveAt", c.set, c.state, c.problem, c.reason,
         c."requestedBy", c."requestedAt", c."settledAt"
       FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, "subjectKind" text, "subjectId" uuid, "effectiveOn" date,
         "effectiveAt" timestamptz, set jsonb, state text, problem text, reason text, "requestedBy" text,
         "requestedAt" timestamptz, "settledAt" timestamptz)`,
      [tx.tenantId, JSON.stringify(part)],
    );
  }
}

/** Newest first; one row more than the limit. */
export function pageOfChanges(
  tx: Tx,
  filter: { kind: SubjectKind; id: string; state: string | null; limit: number; after: string | null },
): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM org_change WHERE subject_kind = $2 AND subject_id = $3
       AND ($4::text IS NULL OR state = $4) AND ($5::uuid IS NULL OR id < $5)
     ORDER BY id DESC LIMIT $1`,
    [filter.limit + 1, filter.kind, filter.id, filter.state, filter.after],
  );
}

/** @throws not-found */
export function lockChange(tx: Tx, kind: SubjectKind, subjectId: string, id: string): Promise<ChangeRow> {
  return tx.one<ChangeRow>(
    `SELECT ${COLUMNS} FROM org_change WHERE subject_kind = $1 AND subject_id = $2 AND id = $3 FOR UPDATE`,
    [kind, subjectId, id],
  );
}

/** Those whose moment has come, in the order in which they take effect. */
export function dueChanges(tx: Tx, now: string, atMost: number): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM org_change WHERE state = 'planned' AND effective_at <= $1 ORDER BY effective_at, id LIMIT $2`,
    [now, atMost],
  );
}

export async function settleChanges(
  tx: Tx,
  ids: readonly string[],
  state: 'applied' | 'cancelled' | 'failed',
  at: string,
  problem: string | null = null,
): Promise<void> {
  await tx.execute(
    `UPDATE org_change SET state = $2, settled_at = $3, problem = $4 WHERE id = ANY($1::uuid[]) AND state = 'planned'`,
    [ids, state, at, problem],
  );
}

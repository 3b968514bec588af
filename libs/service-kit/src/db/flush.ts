import type { PoolClient } from 'pg';
import type { OutboxDraft } from '../outbox/outbox-row.js';
import type { ProcessLogEntry } from '../process-log/process-log-entry.js';
import { statement } from './statement.js';

const ROWS_AT_ONCE = 2_000;

const OUTBOX = `INSERT INTO outbox (id, tenant_id, destination, payload)
SELECT id, $1::uuid, destination, payload FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, destination text, payload jsonb)`;

// The queue of ids is what the sealer drains: commits may arrive out of the order of their ids.
const LOG = `WITH logged AS (
  INSERT INTO process_log (id, tenant_id, subject_kind, subject_id, cycle_id, action, actor_kind, actor_id,
    on_behalf_of, channel, at, due_at, started_at, rule_version, reason, details)
  SELECT id, $1::uuid, "subjectKind", "subjectId", "cycleId", action, "actorKind", "actorId",
    "onBehalfOf", channel, at, "dueAt", "startedAt", "ruleVersion", reason, coalesce(details, '{}'::jsonb)
  FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "subjectKind" text, "subjectId" text, "cycleId" uuid, action text,
    "actorKind" text, "actorId" text, "onBehalfOf" text, channel text, at timestamptz, "dueAt" timestamptz,
    "startedAt" timestamptz, "ruleVersion" text, reason text, details jsonb)
  RETURNING id
)
INSERT INTO process_log_unsealed (tenant_id, log_id) SELECT $1::uuid, id FROM logged`;

/** One insert for all rows (a few for very many). */
export function writeOutbox(client: PoolClient, tenantId: string, rows: readonly OutboxDraft[]): Promise<unknown>[] {
  return inPortions(rows).map((portion) => client.query(statement(OUTBOX, [tenantId, JSON.stringify(portion)])));
}

export function writeLog(
  client: PoolClient,
  tenantId: string,
  rows: readonly (ProcessLogEntry & { id: string })[],
): Promise<unknown>[] {
  return inPortions(rows).map((portion) => client.query(statement(LOG, [tenantId, JSON.stringify(portion)])));
}

function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) portions.push(rows.slice(at, at + ROWS_AT_ONCE));
  return portions;
}

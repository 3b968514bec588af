import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import type { PoolClient } from 'pg';
import type { OutboxDraft } from '../outbox/outbox-row.js';
import type { ProcessLogEntry } from '../process-log/process-log-entry.js';
import type { Unsent } from './idempotency.js';
import { statement } from './statement.js';

const ROWS_AT_ONCE = 2_000;

const OUTBOX = `INSERT INTO outbox (id, tenant_id, destination, payload)
SELECT id, $1::uuid, destination, payload FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, destination text, payload jsonb)`;

const LOG_COLUMNS = `id, tenant_id, subject_kind, subject_id, cycle_id, action, actor_kind, actor_id,
  on_behalf_of, channel, at, due_at, started_at, rule_version, reason, details`;

// The queue of ids is what the sealer drains: commits may arrive out of the order of their ids.
const logged = (source: string): { queued: string; bare: string } => {
  const insert = `INSERT INTO process_log (${LOG_COLUMNS}) ${source}`;
  return {
    queued: `WITH logged AS (${insert} RETURNING id)
INSERT INTO process_log_unsealed (tenant_id, log_id) SELECT $1::uuid, id FROM logged`,
    bare: insert,
  };
};
// A rehearsal's log is thrown away with it: a seal would only tell that it was removed.
const formFor = (tenantId: string): 'queued' | 'bare' => (isRehearsal(tenantId) ? 'bare' : 'queued');

const LOG = logged(`SELECT id, $1::uuid, "subjectKind", "subjectId", "cycleId", action, "actorKind", "actorId",
    "onBehalfOf", channel, at, "dueAt", "startedAt", "ruleVersion", reason, coalesce(details, '{}'::jsonb)
  FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "subjectKind" text, "subjectId" text, "cycleId" uuid, action text,
    "actorKind" text, "actorId" text, "onBehalfOf" text, channel text, at timestamptz, "dueAt" timestamptz,
    "startedAt" timestamptz, "ruleVersion" text, reason text, details jsonb)`);

// Most commands log one row: to take it out of JSON would cost a third of writing it.
const LOG_ONE = logged('VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)');

type LogRow = ProcessLogEntry & { id: string };

const valuesOf = (row: LogRow): unknown[] => [
  row.id,
  row.subjectKind,
  row.subjectId,
  row.cycleId ?? null,
  row.action,
  row.actorKind,
  row.actorId,
  row.onBehalfOf ?? null,
  row.channel,
  row.at,
  row.dueAt ?? null,
  row.startedAt ?? null,
  row.ruleVersion ?? null,
  row.reason ?? null,
  JSON.stringify(row.details ?? {}),
];

/** One insert for all rows (a few for very many). */
export function writeOutbox(client: PoolClient, tenantId: string, rows: readonly OutboxDraft[]): Promise<unknown>[] {
  return inPortions(rows).map((portion) => client.query(statement(OUTBOX, [tenantId, JSON.stringify(portion)])));
}

/**
 * The log and, where there is one, the command's stored answer. Most commands log one row and have an answer: that is one
 * statement, since each more costs server and connection more than its row does.
 */
export function writeLog(
  client: PoolClient,
  tenantId: string,
  rows: readonly LogRow[],
  answer: Unsent | undefined,
): Promise<unknown>[] {
  const [only] = rows;
  const one = only !== undefined && rows.length === 1;
  if (one && answer !== undefined) return [client.query(withAnswer(tenantId, only, answer))];
  const logs = one
    ? [client.query(statement(LOG_ONE[formFor(tenantId)], [tenantId, ...valuesOf(only)]))]
    : inPortions(rows).map((portion) =>
        client.query(statement(LOG[formFor(tenantId)], [tenantId, JSON.stringify(portion)])),
      );
  return answer === undefined ? logs : [...logs, client.query(statement(answer.text, answer.values))];
}

/** The answer's parameters come first, so that what follows the log is its statement as it is. */
function withAnswer(tenantId: string, row: LogRow, answer: Unsent): ReturnType<typeof statement> {
  const values = valuesOf(row);
  const [id = '', ...others] = values.map((_value, at) => `$${answer.values.length + 1 + at}`);
  const insert = `logged AS (INSERT INTO process_log (${LOG_COLUMNS}) VALUES (${[id, '$1', ...others].join(', ')}))`;
  const queue = `queued AS (INSERT INTO process_log_unsealed (tenant_id, log_id) VALUES ($1, ${id}))`;
  const logs = formFor(tenantId) === 'queued' ? `${insert},\n${queue}` : insert;
  return statement(`WITH ${logs}\n${answer.text}`, [...answer.values, ...values]);
}

function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) portions.push(rows.slice(at, at + ROWS_AT_ONCE));
  return portions;
}

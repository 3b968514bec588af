import { FailingMessage, OutboxFigures } from '@goalbeat/contracts/operations-http';
import type { z } from 'zod';
import type { Tx } from '../db/tx.js';
import { DESTINATIONS } from '../outbox/outbox-row.js';

type Figures = z.infer<typeof OutboxFigures>;
export type Failing = z.infer<typeof FailingMessage>;

const FAILING = `SELECT id, destination,
    coalesce(payload #>> '{event,type}', payload ->> 'signal', payload ->> 'kind') AS what,
    coalesce(payload #>> '{event,subject}', payload ->> 'workflowId', payload ->> 'scheduleId', '') AS about,
    attempts, last_error AS error, created_at AS "createdAt",
    CASE WHEN isfinite(next_attempt_at) THEN next_attempt_at END AS "nextAttemptAt"
  FROM outbox`;

/** Of the transaction's tenant. */
export async function outboxFigures(tx: Tx): Promise<Figures[]> {
  const rows = await tx.query<Figures>(
    `SELECT destination, count(*)::int AS waiting, count(*) FILTER (WHERE attempts > 0)::int AS failing,
       count(*) FILTER (WHERE NOT isfinite(next_attempt_at))::int AS held,
       min(created_at) FILTER (WHERE isfinite(next_attempt_at)) AS "oldestAt"
     FROM outbox GROUP BY destination`,
  );
  return DESTINATIONS.map(
    (destination) =>
      rows.find((row) => row.destination === destination) ?? {
        destination,
        waiting: 0,
        failing: 0,
        held: 0,
        oldestAt: null,
      },
  );
}

/** Oldest first. */
export function failingMessages(tx: Tx, after: string | null, limit: number): Promise<Failing[]> {
  return tx.query<Failing>(`${FAILING} WHERE attempts > 0 AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`, [
    after,
    limit,
  ]);
}

/** Locked, so that what is sent meanwhile is gone and not brought back. @throws not-found */
export async function lockMessage(tx: Tx, id: string): Promise<Failing> {
  return tx.one<Failing>(`${FAILING} WHERE id = $1 FOR UPDATE`, [id]);
}

/** @returns real instant from which it is tried */
export async function dueNow(tx: Tx, id: string): Promise<string> {
  const { at } = await tx.one<{ at: string }>(
    'UPDATE outbox SET next_attempt_at = now() WHERE id = $1 RETURNING next_attempt_at AS at',
    [id],
  );
  return at;
}

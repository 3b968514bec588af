import type { ServiceReport } from '@goalbeat/contracts/operations-http';
import type { Tx } from '../db/tx.js';

const AT_MOST = 10_000;
/** A transaction commits later than its rows' ids say: so long before the last seal one may still be missing. */
const MARGIN_MS = 15 * 60_000;

/** Ids are UUIDs of version 7: the smallest of an instant, for all rows that were written after it. */
export function firstIdSince(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** How far the chain of the transaction's tenant is, and what waits for its seal. */
export async function logFigures(tx: Tx): Promise<ServiceReport['processLog']> {
  const last = await tx.maybe<{ n: number; at: string }>(
    'SELECT n::int AS n, sealed_at AS at FROM process_log_seal ORDER BY n DESC LIMIT 1',
  );
  const since = firstIdSince(last === undefined ? 0 : Date.parse(last.at) - MARGIN_MS);
  const waiting = await tx.one<{ n: number; at: string | null }>(
    `SELECT count(*)::int AS n, min(recorded_at) AS at FROM (
       SELECT l.recorded_at FROM process_log l WHERE l.id >= $1
         AND NOT EXISTS (SELECT FROM process_log_seal s WHERE s.log_id = l.id) ORDER BY l.id LIMIT ${AT_MOST}
     ) AS w`,
    [since],
  );
  return {
    sealed: last?.n ?? 0,
    lastSealAt: last?.at ?? null,
    unsealed: waiting.n,
    oldestUnsealedAt: waiting.at,
  };
}

import type { Tx } from '@goalbeat/service-kit/db/tx';

/**
 * Whoever makes the same thing at the same moment waits here, and then finds it made: they get the answer of somebody who came
 * later, not that of a unique index. Until the transaction ends.
 */
export async function oneAtATime(tx: Tx, kind: string, name = ''): Promise<void> {
  await tx.execute(
    `SELECT pg_advisory_xact_lock(hashtextextended('goals/' || $1::text || '/' || $2::text || '/' || $3::text, 0))`,
    [tx.tenantId, kind, name],
  );
}

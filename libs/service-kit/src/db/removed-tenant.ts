import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { PoolClient } from 'pg';
import { statement } from './statement.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A transaction of no tenant: it sees no tenant's rows. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/** Forgets everything of a rehearsal in this service's schema, and that it will not come back. Safe to run again. */
export async function purgeRehearsal(work: UnitOfWork, tenantId: string): Promise<void> {
  await work.write(NO_TENANT, (tx) => tx.query('SELECT purge_rehearsal($1)', [tenantId]));
}

export function isRemoved(work: UnitOfWork, tenantId: string): Promise<boolean> {
  return work.read(tenantId, async (tx) => (await tx.query('SELECT FROM removed_tenant')).length > 0);
}

/**
 * First statement of each write of a rehearsal: whoever forgets it waits for this transaction, and whoever comes after that is
 * refused. @throws not-found
 */
export async function requireThere(client: PoolClient, tenantId: string): Promise<void> {
  await client.query(statement('SELECT pg_advisory_xact_lock_shared(rehearsal_lock($1))', [tenantId]));
  const { rowCount } = await client.query(statement('SELECT FROM removed_tenant', []));
  if (rowCount !== 0) throw new DomainError('not-found', 'This rehearsal is over.');
}

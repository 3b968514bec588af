import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { PoolClient } from 'pg';
import { statement } from './statement.js';

/** A transaction of no tenant: it sees no tenant's rows. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/**
 * First statement of each write of a rehearsal: whoever forgets it waits for this transaction, and whoever comes after that is
 * refused. @throws not-found
 */
export async function requireThere(client: PoolClient, tenantId: string): Promise<void> {
  await client.query(statement('SELECT pg_advisory_xact_lock_shared(rehearsal_lock($1))', [tenantId]));
  const { rowCount } = await client.query(statement('SELECT FROM removed_tenant', []));
  if (rowCount !== 0) throw new DomainError('not-found', 'This rehearsal is over.');
}

import { NO_TENANT } from './removed-tenant.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Forgets everything of a rehearsal in this service's schema, and that it will not come back. Safe to run again. */
export async function purgeRehearsal(work: UnitOfWork, tenantId: string): Promise<void> {
  await work.write(NO_TENANT, (tx) => tx.query('SELECT purge_rehearsal($1)', [tenantId]));
}

export function isRemoved(work: UnitOfWork, tenantId: string): Promise<boolean> {
  return work.read(tenantId, async (tx) => (await tx.query('SELECT FROM removed_tenant')).length > 0);
}

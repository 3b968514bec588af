import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import type { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { DataSource } from 'typeorm';
import { lockChanges } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';

const LOOK_MS = 1_000;

/** What falls due by each tenant's own clock. */
export interface DueWork {
  /** For the log, as the beginning of a sentence. */
  name: string;
  /** A function of the database: tenants' ids for which something is due at a real instant, across all of them. */
  tenants: 'tenants_with_due_changes' | 'tenants_with_delegation_turns';
  /** Under the lock of the tenant's changes. @param now business time @returns how many were settled */
  settle(tx: Tx, now: string): Promise<number>;
}

/** Of several processes one settles a tenant's, in one transaction: one that is killed leaves it all for the next look. */
export const dueRounds = (due: DueWork, work: UnitOfWork, clock: RealClock, dataSource: DataSource): TenantRounds =>
  new TenantRounds({
    name: due.name,
    everyMs: LOOK_MS,
    tenants: () => dataSource.query(`SELECT ${due.tenants}($1) AS id`, [clock.instant()]),
    settle: (id) =>
      work.write(id, async (tx) => {
        await lockChanges(tx);
        return due.settle(tx, await tenantNow(tx, clock.now()));
      }),
  });

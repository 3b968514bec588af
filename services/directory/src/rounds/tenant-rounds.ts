import { Logger } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
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

/**
 * Looks each second for what has fallen due. Several processes may: a tenant's is done under the lock of its changes, in one
 * transaction, so a process that is killed leaves it all for the next look.
 */
export class TenantRounds {
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<number> | undefined;

  constructor(
    private readonly due: DueWork,
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly dataSource: DataSource,
  ) {
    this.#logger = new Logger(due.name);
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#round ??= this.once()
        .catch((error: unknown) => {
          this.#logger.warn(`${this.due.name}: ${error instanceof Error ? error.message : String(error)}`);
          return 0;
        })
        .finally(() => {
          this.#round = undefined;
        });
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One look over all tenants; a tenant that fails leaves the others alone. @returns how many were settled */
  async once(): Promise<number> {
    const tenants: { id: string }[] = await this.dataSource.query(`SELECT ${this.due.tenants}($1) AS id`, [
      this.clock.instant(),
    ]);
    let settled = 0;
    for (const { id } of tenants) {
      try {
        settled += await this.work.write(id, async (tx) => {
          await lockChanges(tx);
          return this.due.settle(tx, await tenantNow(tx, this.clock.now()));
        });
      } catch (error) {
        this.#logger.error({ msg: `${this.due.name} of ${id}: the next look tries again`, err: error });
      }
    }
    return settled;
  }
}

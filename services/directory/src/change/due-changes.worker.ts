import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { Settings } from '../config.js';
import { lockChanges } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { applyDue } from './apply-due.js';

const LOOK_MS = 1_000;

/**
 * Looks each second for planned changes whose moment has come, by each tenant's own clock. Several may run: a tenant's are applied
 * under the lock of its changes, in one transaction, so a process that is killed leaves them all for the next look.
 */
@Injectable()
export class DueChangesWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(DueChangesWorker.name);
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<number> | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.env.RUN.includes('relay')) return;
    this.#timer = setInterval(() => {
      this.#round ??= this.applyAll()
        .catch((error: unknown) => {
          this.#logger.warn(`Planned changes: ${error instanceof Error ? error.message : String(error)}`);
          return 0;
        })
        .finally(() => {
          this.#round = undefined;
        });
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One look over all tenants; a tenant that fails leaves the others alone. @returns how many changes were settled */
  async applyAll(): Promise<number> {
    const tenants: { id: string }[] = await this.dataSource.query('SELECT tenants_with_due_changes($1) AS id', [
      this.clock.instant(),
    ]);
    let settled = 0;
    for (const { id } of tenants) {
      try {
        settled += await this.work.write(id, async (tx) => {
          await lockChanges(tx);
          return applyDue(tx, await tenantNow(tx, this.clock.now()));
        });
      } catch (error) {
        this.#logger.error({ msg: `Planned changes of ${id} wait for the next look`, err: error });
      }
    }
    return settled;
  }
}

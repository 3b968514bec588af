import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyPruner } from '../db/idempotency-pruner.js';
import { ConsumerHost } from '../inbox/consumer-host.js';
import { ChangeAnnouncer } from '../live-changes/change-announcer.js';
import { RelayHost } from '../outbox/relay-host.js';
import { Sealer } from '../process-log/sealer.js';
import { ActivitiesWorker } from '../temporal/activities-worker.js';
import { TemporalClient } from '../temporal/client.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';

/** Starts what `RUN` names and ends it in order, after HTTP has stopped and before the database closes. */
@Injectable()
export class BackgroundWork implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(BackgroundWork.name);

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly relay: RelayHost,
    private readonly consumers: ConsumerHost,
    private readonly worker: ActivitiesWorker,
    private readonly temporal: TemporalClient,
    private readonly pruner: IdempotencyPruner,
    private readonly sealer: Sealer,
    private readonly changes: ChangeAnnouncer,
    private readonly dataSource: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    const run = new Set(this.options.config.RUN);
    // Without a relay here, commits wake the relays of other processes by NOTIFY.
    if (run.has('relay')) this.relay.start();
    else this.relay.notifyOthers();
    if (run.has('consumers')) this.consumers.start();
    if (run.has('activities')) this.worker.start();
    if (run.has('sealer')) this.sealer.start();
    if (run.size > 0) this.changes.start();
    this.pruner.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.pruner.stop();
    await this.#quietly('consumers', () => this.consumers.stop());
    await this.#quietly('activities', () => this.worker.stop());
    await this.#quietly('changes', () => this.changes.stop());
    await this.#quietly('relay', () => this.relay.stop());
    await this.#quietly('sealer', () => this.sealer.stop());
    await this.#quietly('temporal', () => this.temporal.close());
    await this.#quietly('database', () => this.dataSource.destroy());
  }

  async #quietly(what: string, stop: () => Promise<void>): Promise<void> {
    try {
      await stop();
    } catch (error) {
      this.#logger.warn(`Ending ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

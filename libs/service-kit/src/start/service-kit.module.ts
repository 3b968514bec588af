import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from '../auth/access.guard.js';
import { PrincipalReader } from '../auth/principal.js';
import { connectDataSource, createDataSource } from '../db/data-source.js';
import { IdempotencyPruner } from '../db/idempotency-pruner.js';
import { EventSource, UnitOfWork } from '../db/unit-of-work.js';
import { HealthController } from '../health/health.controller.js';
import { KitMetrics } from '../health/metrics.js';
import { Readiness } from '../health/readiness.js';
import { InternalClient } from '../http/internal-client.js';
import { validationPipe } from '../http/validation.pipe.js';
import { ConsumerHost } from '../inbox/consumer-host.js';
import { FeedState } from '../inbox/feed-state.js';
import { ChangeAnnouncer } from '../live-changes/change-announcer.js';
import { OutboxSignal } from '../outbox/outbox-signal.js';
import { RelayHost } from '../outbox/relay-host.js';
import { OperationsController } from '../operations/operations.controller.js';
import { OperationsService } from '../operations/operations.service.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { ProcessLogController } from '../process-log/process-log.controller.js';
import { ProcessLogPermit } from '../process-log/process-log-permit.js';
import { Sealer } from '../process-log/sealer.js';
import { ActivitiesWorker } from '../temporal/activities-worker.js';
import { TemporalClient } from '../temporal/client.js';
import { KnownRuns } from '../temporal/known-runs.js';
import { LostRuns } from '../temporal/lost-runs.js';
import { BusinessClock } from '../time/business-clock.js';
import { RealClock } from '../time/clocks.js';
import { BackgroundWork } from './background-work.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';

const INJECTABLES = [
  UnitOfWork,
  RealClock,
  BusinessClock,
  InternalClient,
  KitMetrics,
  TemporalClient,
  KnownRuns,
  LostRuns,
  OutboxSignal,
  ChangeAnnouncer,
  FeedState,
  ProcessLogPermit,
  DataSource,
];

/** Everything a service gets from the kit, once, for all its modules. */
@Module({})
export class ServiceKitModule {
  static forService(options: ServiceOptions): DynamicModule {
    const providers: Provider[] = [
      { provide: SERVICE_OPTIONS, useValue: options },
      { provide: DataSource, useFactory: () => dataSourceOf(options) },
      { provide: EventSource, useValue: new EventSource(`goalbeat/${options.name}`) },
      { provide: KitMetrics, useValue: new KitMetrics(options.name) },
      { provide: OutboxSignal, useValue: new OutboxSignal() },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_PIPE, useValue: validationPipe() },
      ChangeAnnouncer,
      UnitOfWork,
      RealClock,
      BusinessClock,
      PrincipalReader,
      InternalClient,
      FeedState,
      TemporalClient,
      KnownRuns,
      LostRuns,
      IdempotencyPruner,
      RelayHost,
      Sealer,
      ProcessLogPermit,
      ConsumerHost,
      ActivitiesWorker,
      Readiness,
      OperationsService,
      BackgroundWork,
    ];
    return {
      module: ServiceKitModule,
      global: true,
      controllers: [HealthController, ProcessLogController, OperationsController],
      providers,
      exports: [...INJECTABLES, SERVICE_OPTIONS],
    };
  }
}

async function dataSourceOf({ name, schema, config, entities }: ServiceOptions): Promise<DataSource> {
  const dataSource = createDataSource({
    url: config.DATABASE_URL,
    schema,
    name: `goalbeat-${name}`,
    poolSize: config.PGPOOL,
    ...(entities === undefined ? {} : { entities }),
  });
  // A process that runs nothing writes documents: it needs no database.
  return config.RUN.length === 0 ? dataSource : connectDataSource(dataSource);
}

import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { CalendarWarnings, DAYS_AHEAD } from './calendar-warnings.js';

const LOOK_MS = 10_000;

/** Looks now and then for calendars that end within sixty days, by each tenant's own clock. Several may run: each is told of once. */
@Injectable()
export class CalendarWarningWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds: TenantRounds;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    uow: UnitOfWork,
    clock: RealClock,
    dataSource: DataSource,
    warnings: CalendarWarnings,
  ) {
    this.#rounds = new TenantRounds({
      name: 'Ending calendars',
      everyMs: LOOK_MS,
      tenants: () =>
        dataSource.query('SELECT tenants_with_ending_calendars($1, $2) AS id', [clock.instant(), DAYS_AHEAD]),
      settle: (id) => uow.write(id, (tx) => warnings.warn(tx)),
    });
  }

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** One look over all tenants. @returns how many calendars HR was told of */
  warnAll(): Promise<number> {
    return this.#rounds.once();
  }
}

import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { CalendarWarnings, DAYS_AHEAD } from './calendar-warnings.js';

const LOOK_MS = 10_000;

/** Looks now and then for calendars that end within sixty days, by each tenant's own clock. Several may run: each is told of once. */
@Injectable()
export class CalendarWarningWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(CalendarWarningWorker.name);
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<number> | undefined;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly clock: RealClock,
    private readonly dataSource: DataSource,
    private readonly warnings: CalendarWarnings,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.config.RUN.includes('relay')) return;
    this.#timer = setInterval(() => {
      this.#round ??= this.warnAll()
        .catch((error: unknown) => {
          this.#logger.warn(`Ending calendars: ${error instanceof Error ? error.message : String(error)}`);
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

  /** One look over all tenants; a tenant that fails leaves the others alone. @returns how many calendars HR was told of */
  async warnAll(): Promise<number> {
    const tenants: { id: string }[] = await this.dataSource.query(
      'SELECT tenants_with_ending_calendars($1, $2) AS id',
      [this.clock.instant(), DAYS_AHEAD],
    );
    let warned = 0;
    for (const { id } of tenants) {
      try {
        warned += await this.uow.write(id, (tx) => this.warnings.warn(tx));
      } catch (error) {
        this.#logger.error({ msg: `Ending calendars of ${id} wait for the next look`, err: error });
      }
    }
    return warned;
  }
}

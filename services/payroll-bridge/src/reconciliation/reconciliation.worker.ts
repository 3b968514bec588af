import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { Rounds } from '@goalbeat/service-kit/rounds/rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { BY_TIMER } from '../organisation/actor.js';
import { Reconcile } from './reconcile.js';
import { ReconciliationResults } from './reconciliation-results.js';

const LOOK_MS = 5_000;
const NIGHTS_EVERY_LOOKS = 6;
const WHOLE = { cycleId: null, runId: null };

/** Compares after batches have closed, and once when a company's day has begun. Several may look: each is made once. */
@Injectable()
export class ReconciliationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(ReconciliationWorker.name);
  readonly #rounds = new Rounds({ name: 'Reconciliation', everyMs: LOOK_MS, look: () => this.#look() });
  #looks = 0;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly results: ReconciliationResults,
    private readonly reconciling: Reconcile,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #look(): Promise<void> {
    await this.#safely('Closed batches', () => this.afterBatches());
    if (this.#looks++ % NIGHTS_EVERY_LOOKS === 0) await this.#safely('The day’s books', () => this.nightly());
  }

  /** Runs of which a batch has closed since; many batches of one run are one comparison. @returns how many runs */
  async afterBatches(): Promise<number> {
    const runs = await this.uow.read(NO_TENANT, (tx) => this.results.runsWithNewBatches(tx));
    let made = 0;
    for (const { tenantId, runId } of runs) {
      await this.#safely(`Run ${runId}`, async () => {
        made += await this.uow.write(tenantId, (tx) => this.#afterBatch(tx, runId));
      });
    }
    return made;
  }

  /** For each company whose day has begun since. @returns how many */
  async nightly(): Promise<number> {
    const tenants = await this.uow.read(NO_TENANT, (tx) => this.results.tenants(tx));
    let made = 0;
    for (const tenantId of tenants.filter((id) => !isRehearsal(id))) {
      await this.#safely(`Company ${tenantId}`, async () => {
        const day = await this.uow.read(tenantId, (tx) => this.#dayDue(tx));
        if (day === null) return;
        const before = await this.uow.write(tenantId, async (tx) => {
          const last = await this.results.lastNight(tx);
          await this.reconciling.run(tx, WHOLE, 'nightly', BY_TIMER, day);
          return last;
        });
        if (before !== day) made += 1;
      });
    }
    return made;
  }

  async #afterBatch(tx: Tx, runId: string): Promise<number> {
    // Whoever marks them first compares; a batch that closes meanwhile is the next one's.
    if ((await this.results.markBatches(tx, runId)) === 0) return 0;
    await this.reconciling.run(tx, { cycleId: null, runId }, 'batch', BY_TIMER);
    return 1;
  }

  /** The company's day, when it had payouts at its midnight and nothing has been compared since. */
  async #dayDue(tx: Tx): Promise<string | null> {
    const { clock, zone } = await this.org.tenant(tx);
    const { date } = localOf(this.org.at(clock), zone);
    const last = await this.results.lastNight(tx);
    if (last !== null && last >= date) return null;
    const earlier = await tx.maybe('SELECT FROM payout_run WHERE created_at < $1 LIMIT 1', [
      instantOf(date, '00:00', zone),
    ]);
    return earlier === undefined ? null : date;
  }

  async #safely(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(`${what}: not compared now: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

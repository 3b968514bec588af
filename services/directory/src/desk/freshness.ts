import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { APPROVAL_SERVICE_WORDS } from '@goalbeat/contracts/approvals/words';
import { FeedState } from '@goalbeat/service-kit/inbox/feed-state';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { Settings } from '../config.js';

export type ApprovalService = (typeof APPROVAL_SERVICE_WORDS)[number];
/** As the services call themselves in heart-beats and keys. */
export const SERVICE_OF_WORD = { goals: 'goals', appraisal: 'appraisal', payroll: 'payroll-bridge' } as const;

const OLD_MS = 2_000;
const LOOK_MS = 500;
/** Fewer waiting messages are worked off within a fraction of a second. */
const QUEUE_OF_NOTE = 200;

/**
 * How old what the desk knows may be, by service. The process that consumes hears the heart-beats itself; where HTTP runs
 * apart it reads what that process writes down.
 */
@Injectable()
export class Freshness implements OnApplicationBootstrap, OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #queuedSince: number | undefined;
  #written = new Map<string, number>();

  constructor(
    private readonly feed: FeedState,
    private readonly clock: RealClock,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  get #consumes(): boolean {
    return this.settings.env.RUN.includes('consumers');
  }

  /** The services whose news may be older than two seconds. */
  behind(): ApprovalService[] {
    const now = this.clock.now();
    if (this.#queuedSince !== undefined && now - this.#queuedSince > OLD_MS) return [...APPROVAL_SERVICE_WORDS];
    return APPROVAL_SERVICE_WORDS.filter((word) => {
      const service = SERVICE_OF_WORD[word];
      const age = this.#consumes ? this.feed.behindMs(service) : now - (this.#written.get(service) ?? 0);
      return age > OLD_MS;
    });
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#look().catch(() => undefined);
    }, LOOK_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { RUN } = this.settings.env;
    if (this.#consumes) {
      if (this.feed.queued <= QUEUE_OF_NOTE) this.#queuedSince = undefined;
      else this.#queuedSince ??= this.clock.now();
      if (!RUN.includes('http')) await this.#writeDown();
    } else if (RUN.includes('http')) {
      const rows: { service: string; freshAt: string }[] = await this.dataSource.query(
        `SELECT service, fresh_at AS "freshAt" FROM service_heartbeat`,
      );
      this.#written = new Map(rows.map((row) => [row.service, Date.parse(row.freshAt)]));
    }
  }

  async #writeDown(): Promise<void> {
    const now = this.clock.now();
    for (const service of Object.values(SERVICE_OF_WORD)) {
      const age = this.#queuedSince === undefined ? this.feed.behindMs(service) : OLD_MS * 2;
      if (!Number.isFinite(age)) continue;
      await this.dataSource.query(
        `INSERT INTO service_heartbeat (service, fresh_at) VALUES ($1, $2)
         ON CONFLICT (service) DO UPDATE SET fresh_at = excluded.fresh_at`,
        [service, new Date(now - age).toISOString()],
      );
    }
  }
}

import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Delegation } from '@goalbeat/domain/approval/delegation';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { delegationsInForce } from '../delegation/delegation.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { DeskBell } from './desk-bell.js';
import { changedTasks } from './desk.repository.js';

const POLL_MS = 1_000;
/** Longer than a commit may lag behind its own clock_timestamp(). */
const WINDOW_SECONDS = 5;

/**
 * Once a second and tenant with an open desk: news that another process consumed, and delegations that began or ended by
 * the calendar alone.
 */
@Injectable()
export class DeskPoll implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(DeskPoll.name);
  readonly #inForce = new Map<string, Map<string, Delegation>>();
  #timer: NodeJS.Timeout | undefined;
  #busy = false;

  constructor(
    private readonly bell: DeskBell,
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#round(), POLL_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.bell.end();
  }

  async #round(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (const tenantId of this.bell.tenants) {
      try {
        await this.#look(tenantId);
      } catch (error) {
        this.#logger.warn(`Desk poll: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.#busy = false;
  }

  async #look(tenantId: string): Promise<void> {
    const { news, delegations } = await this.work.read(tenantId, async (tx) => ({
      news: await changedTasks(tx, WINDOW_SECONDS),
      delegations: await delegationsInForce(tx, await tenantNow(tx, this.clock.now())),
    }));
    this.bell.tasksChanged(tenantId, news);
    const now = new Map(delegations.map((one) => [JSON.stringify(one), one]));
    const before = this.#inForce.get(tenantId);
    this.#inForce.set(tenantId, now);
    if (before === undefined) return;
    const changed = [...now, ...before].filter(([key]) => now.has(key) !== before.has(key));
    this.bell.ring(tenantId, [...new Set(changed.flatMap(([, one]) => [one.fromId, one.toId]))]);
  }
}

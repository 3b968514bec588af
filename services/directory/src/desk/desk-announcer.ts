import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { ChangeAnnouncer } from '@goalbeat/service-kit/live-changes/change-announcer';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { Subscription } from 'rxjs';
import { delegationsInForce } from '../delegation/delegation.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { DeskBell, type DeskRing } from './desk-bell.js';

const TOGETHER_MS = 50;

/** Tells the open pages of whoever may see a desk that it changed: its owner, and those who stand in. */
@Injectable()
export class DeskAnnouncer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(DeskAnnouncer.name);
  readonly #waiting = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  #rings: Subscription | undefined;

  constructor(
    private readonly bell: DeskBell,
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly changes: ChangeAnnouncer,
  ) {}

  onApplicationBootstrap(): void {
    this.#rings = this.bell.all.subscribe((ring) => this.#heard(ring));
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#timer);
    this.#rings?.unsubscribe();
  }

  #heard({ tenantId, personIds }: DeskRing): void {
    const people = this.#waiting.get(tenantId) ?? new Set();
    for (const id of personIds) people.add(id);
    this.#waiting.set(tenantId, people);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const news = [...this.#waiting];
      this.#waiting.clear();
      for (const [id, people_] of news) void this.#announce(id, people_);
    }, TOGETHER_MS).unref();
  }

  async #announce(tenantId: string, people: ReadonlySet<string>): Promise<void> {
    try {
      const all = new Set([...people, ...(await this.#standIns(tenantId, people))]);
      this.changes.announce(
        tenantId,
        [...all].map((id) => ({ kind: 'desk', id, to: id })),
      );
    } catch (error) {
      // The database is away: pages hear of the next change.
      this.#logger.warn(`Desks that changed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Delegates, and delegates of delegates: the way of `delegatorsOf`, backwards. */
  #standIns(tenantId: string, people: ReadonlySet<string>): Promise<string[]> {
    return this.work.read(tenantId, async (tx) => {
      const inForce = await delegationsInForce(tx, await tenantNow(tx, this.clock.now()));
      if (inForce.length === 0) return [];
      const backwards = inForce.map(({ fromId, toId }) => ({ fromId: toId, toId: fromId }));
      return [...people].flatMap((id) => delegatorsOf(id, backwards));
    });
  }
}

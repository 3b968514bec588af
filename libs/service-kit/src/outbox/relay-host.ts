import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { poolOf } from '../db/data-source.js';
import { KitMetrics } from '../health/metrics.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { TemporalClient } from '../temporal/client.js';
import { RealClock } from '../time/clocks.js';
import { EventSender } from './event-sender.js';
import { OutboxRelay } from './outbox-relay.js';
import { DESTINATIONS } from './outbox-row.js';
import { OutboxSignal } from './outbox-signal.js';
import { OutboxStore } from './outbox-store.js';
import { WorkflowSender } from './workflow-sender.js';

const HEARTBEAT_MS = 500;
const COUNT_EVERY = 10;
const LISTEN_AGAIN_MS = 2_000;

export const HEARTBEAT_KEY = 'goalbeat.heartbeat';
/** What every relay says twice a second, so that a reader knows how old its copy may be. */
export interface Heartbeat {
  service: string;
  oldestUnsentAt: string | null;
  at: string;
}

/** The relays of one process, one a destination. */
@Injectable()
export class RelayHost {
  readonly #logger = new Logger(RelayHost.name);
  #parts: { store: OutboxStore; events: EventSender; relays: { stop(): Promise<void> }[] } | undefined;
  #heart: NodeJS.Timeout | undefined;
  #listenTimer: NodeJS.Timeout | undefined;
  #unlisten: (() => void) | undefined;
  #beats = 0;
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly dataSource: DataSource,
    private readonly signal: OutboxSignal,
    private readonly metrics: KitMetrics,
    private readonly temporal: TemporalClient,
    private readonly clock: RealClock,
    private readonly modules: ModuleRef,
  ) {}

  get broker(): 'up' | 'down' | 'unused' {
    return this.#parts?.events.link.state ?? 'unused';
  }

  start(): void {
    const { name, schema, config, publishPermit } = this.options;
    const permit = publishPermit === undefined ? undefined : this.modules.get(publishPermit, { strict: false });
    const store = new OutboxStore(config.RELAY_DATABASE_URL, schema, `goalbeat-${name}`);
    const events = new EventSender(config.AMQP_URL, `goalbeat-${name}`, permit);
    const relays = [
      new OutboxRelay('events', store, events, this.signal, this.metrics),
      new OutboxRelay('workflows', store, new WorkflowSender(this.temporal), this.signal, this.metrics),
    ];
    this.#parts = { store, events, relays };
    events.link.start();
    for (const relay of relays) relay.start();
    this.#listen(store);
    this.#beat(store, events);
  }

  /** Where this process has no relay: its commits wake the others'. */
  notifyOthers(): void {
    const channel = `${this.options.schema}_outbox`;
    this.signal.notifyBy(() => {
      poolOf(this.dataSource)
        .query(`NOTIFY ${channel}`)
        .catch(() => undefined);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#heart);
    clearTimeout(this.#listenTimer);
    const parts = this.#parts;
    if (parts !== undefined) {
      await Promise.all(parts.relays.map((relay) => relay.stop()));
      await parts.events.link.stop();
      this.#unlisten?.();
      await parts.store.close();
    }
    this.signal.stop();
  }

  #listen(store: OutboxStore): void {
    const again = (): void => {
      this.#unlisten = undefined;
      if (!this.#stopping) this.#listenTimer = setTimeout(() => this.#listen(store), LISTEN_AGAIN_MS);
    };
    const heard = (): void => {
      for (const destination of DESTINATIONS) this.signal.wake(destination);
    };
    store.listen(heard, again).then((end) => {
      this.#unlisten = end;
      if (this.#stopping) end();
    }, again);
  }

  #beat(store: OutboxStore, events: EventSender): void {
    this.#heart = setTimeout(() => {
      this.#say(store, events)
        .catch((error: unknown) => this.#logger.debug(`No heartbeat: ${String(error)}`))
        .finally(() => {
          if (!this.#stopping) this.#beat(store, events);
        });
    }, HEARTBEAT_MS);
  }

  async #say(store: OutboxStore, events: EventSender): Promise<void> {
    const service = this.options.name;
    const oldest = await store.oldest('events');
    const now = this.clock.now();
    const beat: Heartbeat = { service, oldestUnsentAt: oldest, at: new Date(now).toISOString() };
    events.sendTransient(`${HEARTBEAT_KEY}.${service}`, beat);
    if (this.#beats++ % COUNT_EVERY > 0) return;
    const [unsent, oldestMessage] = await Promise.all([store.unsent(), store.oldest('workflows')]);
    const age = (at: string | null): number => (at === null ? 0 : (now - Date.parse(at)) / 1000);
    this.metrics.outboxOldestSeconds.set({ destination: 'events' }, age(oldest));
    this.metrics.outboxOldestSeconds.set({ destination: 'workflows' }, age(oldestMessage));
    for (const destination of DESTINATIONS) this.metrics.outboxUnsent.set({ destination }, unsent[destination] ?? 0);
  }
}

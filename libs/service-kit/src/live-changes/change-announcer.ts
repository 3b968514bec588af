import { Inject, Injectable } from '@nestjs/common';
import type { ChangeNews, SeenChange } from '@goalbeat/contracts/live-changes';
import { CHANGES_EXCHANGE } from '@goalbeat/contracts/names';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import type { Channel, ChannelModel } from 'amqplib';
import { BrokerLink } from '../broker/broker-link.js';
import { KitMetrics } from '../health/metrics.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { assertChangesExchange } from './changes-exchange.js';
import { condenseChanges } from './condense-changes.js';

/** One message a tenant for all that was committed in this time: a busy service has hundreds of commits a second. */
const COLLECT_MS = 20;
/** A transaction that changes more things says which kinds. */
const OF_ONE_TRANSACTION = 20;
const OF_ONE_MESSAGE = 500;
/** Tenants of which something waits while the broker is away. */
const TENANTS = 1_000;

/**
 * Tells gateways what was committed, as kinds and ids, so that open pages read it again. Best effort: a command neither waits
 * for it nor fails by it. While the broker is away what waits shrinks to kinds, and is told when it is back.
 */
@Injectable()
export class ChangeAnnouncer {
  #link: BrokerLink | undefined;
  #channel: Channel | undefined;
  #full = false;
  #timer: NodeJS.Timeout | undefined;
  #waiting = new Map<string, SeenChange[]>();

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly metrics: KitMetrics,
  ) {}

  start(): void {
    const { name, config } = this.options;
    this.#link = new BrokerLink(config.AMQP_URL, `goalbeat-${name} changes`, (model) => this.#attach(model));
    this.#link.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#tell();
    const link = this.#link;
    this.#link = undefined;
    await link?.stop();
  }

  /** Of one transaction that is committed. Never throws. */
  announce(tenantId: string, changes: readonly SeenChange[]): void {
    // Nobody signs in to a rehearsal.
    if (changes.length === 0 || this.#link === undefined || isRehearsal(tenantId)) return;
    const shared = changes.filter(({ to }) => to === undefined);
    const personal = changes.filter(({ to }) => to !== undefined);
    const waiting = this.#waiting.get(tenantId) ?? [];
    waiting.push(...condenseChanges(shared, OF_ONE_TRANSACTION), ...personal);
    this.#waiting.set(tenantId, waiting.length > OF_ONE_MESSAGE ? condenseChanges(waiting, OF_ONE_MESSAGE) : waiting);
    this.#timer ??= setTimeout(() => this.#tell(), COLLECT_MS).unref();
  }

  #tell(): void {
    this.#timer = undefined;
    for (const [tenantId, changes] of this.#waiting) {
      if (!this.#send({ tenantId, changes: condenseChanges(changes, OF_ONE_MESSAGE) })) return this.#wait();
      this.#waiting.delete(tenantId);
    }
  }

  #send(news: ChangeNews): boolean {
    if (this.#channel === undefined || this.#full || this.#link?.state !== 'up') return false;
    try {
      this.#full = !this.#channel.publish(CHANGES_EXCHANGE, '', Buffer.from(JSON.stringify(news)), {
        persistent: false,
        contentType: 'application/json',
      });
    } catch {
      // The channel closed in between: the next one hears it.
      return false;
    }
    this.metrics.changesAnnounced.inc(news.changes.length);
    return true;
  }

  #wait(): void {
    for (const [tenantId, changes] of this.#waiting) {
      const kinds = condenseChanges(changes, 1);
      this.metrics.changesUntold.inc(changes.length - kinds.length);
      this.#waiting.set(tenantId, kinds);
    }
    for (const [tenantId, changes] of this.#waiting) {
      if (this.#waiting.size <= TENANTS) break;
      this.metrics.changesUntold.inc(changes.length);
      this.#waiting.delete(tenantId);
    }
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    channel.on('close', () => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#link?.restart();
    });
    channel.on('drain', () => {
      this.#full = false;
    });
    await assertChangesExchange(channel);
    this.#full = false;
    this.#channel = channel;
    // Told a moment later, when the link calls itself up.
    this.#timer ??= setTimeout(() => this.#tell(), COLLECT_MS).unref();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { EVENTS_EXCHANGE, REHEARSALS_EXCHANGE, TENANT_REMOVED } from '@goalbeat/contracts/names';
import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import { BrokerLink } from '../broker/broker-link.js';
import {
  assertEventsExchanges,
  assertQueueFamily,
  deadQueue,
  DELIVERIES,
  laterQueue,
  serviceQueue,
} from '../broker/topology.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { KitMetrics } from '../health/metrics.js';
import { HEARTBEAT_KEY, type Heartbeat } from '../outbox/relay-host.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import type { EventConsumer } from './event-consumer.js';
import { handleEvent, isWorthWaiting } from './event-handler.js';
import { FeedState } from './feed-state.js';
import { readEvent } from './read-event.js';

const PREFETCH = 50;
const QUICK_TRIES_MS = [50, 200] as const;
const POISON_PAUSE_MS = 200;
const COUNT_MS = 1_000;

/** Consumes the service's queue (and queues of consumers' own), acknowledging after the commit. */
@Injectable()
export class ConsumerHost {
  readonly #logger = new Logger(ConsumerHost.name);
  readonly #running = new Set<Promise<void>>();
  #consumers: EventConsumer[] = [];
  #link: BrokerLink | undefined;
  #session: { channel: ConfirmChannel; tags: string[] } | undefined;
  #counting: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly modules: ModuleRef,
    private readonly unitOfWork: UnitOfWork,
    private readonly metrics: KitMetrics,
    private readonly feed: FeedState,
  ) {}

  get broker(): 'up' | 'down' | 'unused' {
    return this.#link?.state ?? 'unused';
  }

  /** How many messages this service gave up that still lie in the broker, of all companies; null where it cannot be asked. */
  async deadLetters(): Promise<number | null> {
    const channel = this.#session?.channel;
    if (channel === undefined) return null;
    try {
      const queues = [...this.#byQueue().keys()].map((queue) => channel.checkQueue(deadQueue(queue)));
      return (await Promise.all(queues)).reduce((sum, { messageCount }) => sum + messageCount, 0);
    } catch {
      return null;
    }
  }

  start(): void {
    this.#consumers = (this.options.consumers ?? []).map((type) => this.modules.get(type, { strict: false }));
    if (this.#consumers.length === 0 && this.options.followHeartbeats !== true) return;
    const { name, config } = this.options;
    this.#link = new BrokerLink(config.AMQP_URL, `goalbeat-${name} consumers`, (model) => this.#attach(model));
    this.#link.start();
  }

  /** Takes no more messages, finishes those it has, then closes. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#counting);
    const session = this.#session;
    if (session !== undefined) {
      await Promise.allSettled(session.tags.map((tag) => session.channel.cancel(tag)));
      await Promise.allSettled(this.#running);
      // Closing the channel comes after its acknowledgements on the wire; closing the connection could overtake them.
      await session.channel.close().catch(() => undefined);
    }
    await this.#link?.stop();
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    const session = { channel, tags: [] as string[] };
    channel.on('error', (error: Error) => this.#logger.warn(error.message));
    channel.on('close', () => {
      if (this.#session === session) this.#session = undefined;
      if (!this.#stopping) this.#link?.restart();
    });
    await assertEventsExchanges(channel);
    await channel.prefetch(PREFETCH);
    for (const [queue, consumers] of this.#byQueue()) {
      await assertQueueFamily(channel, queue);
      if (queue === serviceQueue(this.options.name)) await this.#bind(channel, queue, consumers);
      const { consumerTag } = await channel.consume(queue, (message) => this.#take(channel, queue, consumers, message));
      session.tags.push(consumerTag);
    }
    if (this.options.followHeartbeats === true) await this.#follow(channel);
    this.#session = session;
  }

  #byQueue(): Map<string, EventConsumer[]> {
    const queues = new Map<string, EventConsumer[]>();
    for (const consumer of this.#consumers) {
      const queue = consumer.queue ?? serviceQueue(this.options.name);
      queues.set(queue, [...(queues.get(queue) ?? []), consumer]);
    }
    return queues;
  }

  async #bind(channel: Channel, queue: string, consumers: readonly EventConsumer[]): Promise<void> {
    for (const type of new Set(consumers.flatMap((consumer) => consumer.types))) {
      await channel.bindQueue(queue, EVENTS_EXCHANGE, type);
      await channel.bindQueue(queue, REHEARSALS_EXCHANGE, type);
    }
    await channel.bindQueue(queue, REHEARSALS_EXCHANGE, TENANT_REMOVED);
  }

  #take(
    channel: ConfirmChannel,
    queue: string,
    consumers: readonly EventConsumer[],
    message: ConsumeMessage | null,
  ): void {
    if (message === null) {
      // The broker took the queue away: build everything again.
      this.#link?.restart();
      return;
    }
    const handled: Promise<void> = this.#handle(channel, queue, consumers, message)
      .catch((error: unknown) => this.#logger.warn(`Left to redelivery: ${String(error)}`))
      .finally(() => this.#running.delete(handled));
    this.#running.add(handled);
  }

  async #handle(
    channel: ConfirmChannel,
    queue: string,
    all: readonly EventConsumer[],
    message: ConsumeMessage,
  ): Promise<void> {
    const event = readEvent(message.content);
    if (event === undefined) {
      this.metrics.deadLetters.inc({ queue });
      this.#logger.error(`${queue}: a message that is not an event of ours goes to the dead letters`);
      channel.nack(message, false, false);
      return;
    }
    const consumers = all.filter(({ types }) => types.includes(event.type) || types.includes('*'));
    for (let attempt = 0; ; attempt++) {
      try {
        await handleEvent(event, consumers, this.unitOfWork, this.metrics);
        channel.ack(message);
        return;
      } catch (error) {
        const quick = QUICK_TRIES_MS[attempt];
        if (!isWorthWaiting(error)) return this.#poison(channel, queue, message, event.type, error);
        if (quick === undefined || this.#stopping) return this.#postpone(channel, queue, message, consumers);
        await sleep(quick);
      }
    }
  }

  /** Five deliveries in all, then the broker moves it to the dead letters. */
  async #poison(channel: Channel, queue: string, message: ConsumeMessage, type: string, error: unknown): Promise<void> {
    const delivery = Number(message.properties.headers?.['x-delivery-count'] ?? 0) + 1;
    this.#logger.error({ msg: `${queue}: ${type} failed, delivery ${delivery} of ${DELIVERIES}`, err: error });
    if (delivery >= DELIVERIES) this.metrics.deadLetters.inc({ queue });
    await sleep(POISON_PAUSE_MS * delivery);
    channel.nack(message, false, true);
  }

  /** Into the waiting room, so that what it waits for, perhaps behind it in this very queue, can come through. */
  async #postpone(
    channel: ConfirmChannel,
    queue: string,
    message: ConsumeMessage,
    consumers: readonly EventConsumer[],
  ): Promise<void> {
    for (const { name } of consumers) this.metrics.inboxPostponed.inc({ consumer: name });
    await new Promise<void>((resolve, reject) => {
      const { messageId, contentType, type } = message.properties;
      channel.sendToQueue(
        laterQueue(queue),
        message.content,
        { persistent: true, mandatory: true, messageId, contentType, type },
        (error: unknown) => (error === null || error === undefined ? resolve() : reject(new Error('not confirmed'))),
      );
    });
    channel.ack(message);
  }

  async #follow(channel: Channel): Promise<void> {
    const { queue } = await channel.assertQueue('', {
      exclusive: true,
      autoDelete: true,
      arguments: { 'x-max-length': 100 },
    });
    await channel.bindQueue(queue, EVENTS_EXCHANGE, `${HEARTBEAT_KEY}.*`);
    await channel.consume(
      queue,
      (message) => {
        if (message !== null) this.feed.heard(JSON.parse(message.content.toString('utf8')) as Heartbeat);
      },
      { noAck: true },
    );
    // Asking for a queue that nobody declared would close the channel.
    if (!this.#byQueue().has(serviceQueue(this.options.name))) return;
    clearInterval(this.#counting);
    this.#counting = setInterval(() => {
      channel.checkQueue(serviceQueue(this.options.name)).then(
        ({ messageCount }) => {
          this.feed.queued = messageCount;
        },
        () => undefined,
      );
    }, COUNT_MS);
  }
}

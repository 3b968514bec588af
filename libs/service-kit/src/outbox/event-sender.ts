import { EVENTS_EXCHANGE, REHEARSALS_EXCHANGE } from '@goalbeat/contracts/names';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import type { ChannelModel, ConfirmChannel, Message } from 'amqplib';
import { BrokerLink } from '../broker/broker-link.js';
import type { EventPayload, OutboxRow } from './outbox-row.js';
import type { PublishPermit } from './publish-permit.js';
import { DestinationAway, HeldBack, type Sender } from './sender.js';

const CONFIRM_WITHIN_MS = 10_000;
const ROW_HEADER = 'goalbeat-outbox';

/** Publishes to RabbitMQ: persistent, mandatory, confirmed. Confirmed but returned means nobody was there to take it. */
export class EventSender implements Sender<EventPayload> {
  readonly concurrency = 200;
  readonly link: BrokerLink;
  readonly #returned = new Set<string>();
  #exchanges = new Map<string, Promise<unknown>>();
  #channel: ConfirmChannel | undefined;
  readonly #asked = new Map<string, Promise<boolean>>();

  constructor(
    url: string,
    name: string,
    private readonly permit?: PublishPermit,
  ) {
    this.link = new BrokerLink(url, `${name} relay`, (model) => this.#attach(model));
  }

  ready(): Promise<boolean> {
    return Promise.resolve(this.#channel !== undefined && this.link.state === 'up');
  }

  async send(row: OutboxRow<EventPayload>): Promise<void> {
    const { routingKey, event, headers } = row.payload;
    const exchange = exchangeOf(row);
    await this.#exchange(exchange);
    if (this.permit?.concerns(row.payload) === true && !(await this.#mayLeave(this.permit, row.tenantId)))
      throw new HeldBack();
    await this.#publish(exchange, routingKey, Buffer.from(JSON.stringify(event)), {
      persistent: true,
      mandatory: true,
      messageId: event.id,
      type: event.type,
      timestamp: Math.floor(Date.parse(event.time) / 1000),
      contentType: 'application/cloudevents+json',
      headers: { ...headers, [ROW_HEADER]: row.id },
    });
    if (this.#returned.delete(row.id)) throw new Error(`unroutable: ${exchange} ${routingKey}`);
  }

  /** For messages that only matter now; dropped while the broker is away. */
  sendTransient(routingKey: string, body: object): void {
    try {
      this.#channel?.publish(EVENTS_EXCHANGE, routingKey, Buffer.from(JSON.stringify(body)), {
        persistent: false,
        contentType: 'application/json',
      });
    } catch {
      // the channel closed in between
    }
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('return', (message: Message) => this.#returned.add(String(message.properties.headers?.[ROW_HEADER])));
    channel.on('error', () => undefined);
    channel.on('close', () => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.link.restart();
    });
    this.#exchanges = new Map();
    this.#returned.clear();
    await channel.assertExchange(EVENTS_EXCHANGE, 'topic', { durable: true });
    this.#channel = channel;
  }

  /** Rows that are about to leave at the same moment share a question; none shares one that was put before it was its turn. */
  async #mayLeave(permit: PublishPermit, tenantId: string): Promise<boolean> {
    let asked = this.#asked.get(tenantId);
    if (asked === undefined) {
      asked = Promise.resolve().then(() => {
        this.#asked.delete(tenantId);
        return permit.mayLeave(tenantId);
      });
      this.#asked.set(tenantId, asked);
    }
    try {
      return await asked;
    } catch (error) {
      throw new DestinationAway('Nobody can say whether it may leave', { cause: error });
    }
  }

  /** Publishing to an exchange that does not exist would close the channel for everybody. */
  async #exchange(exchange: string): Promise<void> {
    if (exchange === EVENTS_EXCHANGE) return;
    const channel = this.#channel;
    if (channel === undefined) throw new DestinationAway('No channel');
    let asserted = this.#exchanges.get(exchange);
    if (asserted === undefined) {
      asserted = channel.assertExchange(exchange, 'topic', { durable: true });
      this.#exchanges.set(exchange, asserted);
    }
    try {
      await asserted;
    } catch (error) {
      throw new DestinationAway('The exchange cannot be declared', { cause: error });
    }
  }

  #publish(exchange: string, routingKey: string, body: Buffer, options: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const away = (error: unknown): void => {
        clearTimeout(late);
        reject(new DestinationAway('Not confirmed', { cause: error }));
      };
      const late = setTimeout(() => away(new Error('The broker does not answer')), CONFIRM_WITHIN_MS).unref();
      const channel = this.#channel;
      if (channel === undefined) return away(undefined);
      try {
        channel.publish(exchange, routingKey, body, options, (error: unknown) => {
          if (error !== null && error !== undefined) return away(error);
          clearTimeout(late);
          resolve();
        });
      } catch (error) {
        away(error);
      }
    });
  }
}

/**
 * What happens in a rehearsal stays among our own services, whoever wrote the row.
 * @throws for a destination outside them: such a row is never sent, and is gone when the rehearsal is
 */
function exchangeOf({ tenantId, payload }: OutboxRow<EventPayload>): string {
  if (!isRehearsal(tenantId) && !isRehearsal(payload.event.tenantid)) return payload.exchange;
  if (payload.exchange === EVENTS_EXCHANGE) return REHEARSALS_EXCHANGE;
  throw new Error(`refused: a rehearsal tells ${payload.exchange} nothing`);
}

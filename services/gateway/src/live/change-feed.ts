import { ChangeNews } from '@goalbeat/contracts/live-changes';
import { CHANGES_EXCHANGE } from '@goalbeat/contracts/names';
import { BrokerLink } from '@goalbeat/service-kit/broker/broker-link';
import { assertChangesExchange } from '@goalbeat/service-kit/live-changes/changes-exchange';
import type { ChannelModel } from 'amqplib';
import type { LiveHub } from './live-hub.js';

/** What a gateway that is slow for a moment may catch up with; the broker drops the oldest of more. */
const AT_MOST_WAITING = 10_000;

/** What the services announce, by a queue that this gateway has for itself and that goes with it. */
export class ChangeFeed {
  readonly #link: BrokerLink;

  constructor(
    url: string,
    private readonly hub: Pick<LiveHub, 'heard' | 'connected'>,
  ) {
    this.#link = new BrokerLink(url, 'goalbeat-gateway changes', (model) => this.#attach(model));
  }

  start(): void {
    this.#link.start();
  }

  async stop(): Promise<void> {
    await this.#link.stop();
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    channel.on('close', () => {
      this.hub.connected(false);
      this.#link.restart();
    });
    await assertChangesExchange(channel);
    const { queue } = await channel.assertQueue('', {
      exclusive: true,
      autoDelete: true,
      durable: false,
      arguments: { 'x-max-length': AT_MOST_WAITING },
    });
    await channel.bindQueue(queue, CHANGES_EXCHANGE, '');
    await channel.consume(queue, (message) => (message === null ? this.#link.restart() : this.#hear(message.content)), {
      noAck: true,
    });
    this.hub.connected(true);
  }

  /** What cannot be read is not ours, or of a version that is not here yet: it changes nothing that may not be read again. */
  #hear(content: Buffer): void {
    const news = ChangeNews.safeParse(parsed(content));
    if (news.success) this.hub.heard(news.data.tenantId, news.data.changes);
  }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

import { EVENTS_EXCHANGE, PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { connect, type ChannelModel } from 'amqplib';
import { installation } from '../e2e/installation.js';

export interface Heard {
  exchange: string;
  routingKey: string;
  type: string;
  tenant: unknown;
  /** The whole message, headers too. */
  text: string;
}

/** Hears everything that services tell each other and payroll. */
export class Witness {
  readonly heard: Heard[] = [];

  private constructor(private readonly model: ChannelModel) {}

  static async open(): Promise<Witness> {
    const model = await connect(installation.amqpUrl);
    const witness = new Witness(model);
    const channel = await model.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    for (const exchange of [EVENTS_EXCHANGE, PAYOUTS_EXCHANGE]) await channel.bindQueue(queue, exchange, '#');
    await channel.consume(
      queue,
      (message) => {
        if (message === null) return;
        const body = message.content.toString('utf8');
        const event = JSON.parse(body) as { type?: string; tenantid?: unknown };
        const { exchange, routingKey } = message.fields;
        const text = `${body}\n${JSON.stringify(message.properties.headers ?? {})}\n${routingKey}`;
        witness.heard.push({ exchange, routingKey, type: event.type ?? '', tenant: event.tenantid, text });
      },
      { noAck: true },
    );
    return witness;
  }

  async close(): Promise<void> {
    await this.model.close();
  }
}

import type { ChannelModel } from 'amqplib';
import type { Taken } from './payroll-desk.js';

const EXCHANGE = 'goalbeat.bench';
const QUEUE = 'goalbeat.bench-bare';
/** As many unconfirmed at once as the relay allows itself. */
const IN_FLIGHT = 200;

/**
 * The same messages once more, with nothing around them: amqplib, one confirm channel, persistent and mandatory, into a durable
 * quorum queue. Returns messages a second, from the first publish to the last confirm.
 */
export async function publishBare(broker: ChannelModel, messages: readonly Taken[]): Promise<number> {
  const channel = await broker.createConfirmChannel();
  try {
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(QUEUE, EXCHANGE, '#');
    const left = messages.values();
    const publish = ({ routingKey, content, properties }: Taken): Promise<void> =>
      new Promise((resolve, reject) => {
        const { messageId, type, timestamp, contentType, headers } = properties;
        channel.publish(
          EXCHANGE,
          routingKey,
          content,
          { persistent: true, mandatory: true, messageId, type, timestamp, contentType, headers },
          (error: unknown) => (error === null || error === undefined ? resolve() : reject(error as Error)),
        );
      });
    const began = performance.now();
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (const message of left) await publish(message);
      }),
    );
    return (messages.length / (performance.now() - began)) * 1000;
  } finally {
    await channel.deleteQueue(QUEUE);
    await channel.deleteExchange(EXCHANGE);
    await channel.close();
  }
}

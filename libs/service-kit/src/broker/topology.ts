import { DEAD_EXCHANGE, EVENTS_EXCHANGE, REHEARSALS_EXCHANGE } from '@goalbeat/contracts/names';
import type { Channel } from 'amqplib';

export const DELIVERIES = 5;
const LATER_MS = 1_000;

export const serviceQueue = (service: string): string => `goalbeat.${service}`;
export const deadQueue = (queue: string): string => `${queue}.dead`;
export const laterQueue = (queue: string): string => `${queue}.later`;

// Quorum queues lose a dead letter by default; these three together hand it over before they forget it.
const SAFE = { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish', 'x-dead-letter-strategy': 'at-least-once' };

export async function assertEventsExchanges(channel: Channel): Promise<void> {
  for (const exchange of [EVENTS_EXCHANGE, REHEARSALS_EXCHANGE]) {
    await channel.assertExchange(exchange, 'topic', { durable: true });
  }
}

/** A queue with its dead letters, and a waiting room whose messages come back after a second. */
export async function assertQueueFamily(channel: Channel, queue: string): Promise<void> {
  await channel.assertExchange(DEAD_EXCHANGE, 'topic', { durable: true });
  await channel.assertQueue(deadQueue(queue), { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(deadQueue(queue), DEAD_EXCHANGE, queue);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      ...SAFE,
      'x-delivery-limit': DELIVERIES - 1,
      'x-dead-letter-exchange': DEAD_EXCHANGE,
      'x-dead-letter-routing-key': queue,
    },
  });
  await channel.assertQueue(laterQueue(queue), {
    durable: true,
    arguments: { ...SAFE, 'x-message-ttl': LATER_MS, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue },
  });
}

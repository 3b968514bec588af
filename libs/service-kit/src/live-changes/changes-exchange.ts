import { CHANGES_EXCHANGE } from '@goalbeat/contracts/names';
import type { Channel } from 'amqplib';

/** Lives in memory only: after a restart of the broker whoever comes first makes it anew. */
export async function assertChangesExchange(channel: Channel): Promise<void> {
  await channel.assertExchange(CHANGES_EXCHANGE, 'fanout', { durable: false });
}

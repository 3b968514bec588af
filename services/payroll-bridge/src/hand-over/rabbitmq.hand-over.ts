import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import type { HandOverPort, HandOverTarget } from './hand-over.port.js';

const SEND = `INSERT INTO outbox (id, tenant_id, destination, payload)
SELECT id, $1, 'events', payload FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, payload jsonb) ON CONFLICT DO NOTHING`;

/**
 * CloudEvents on the exchange `goalbeat.payouts`, through the outbox: persistent, mandatory, confirmed. After a cut link they are sent
 * again under the same id; whoever consumes a queue knows that messages come twice, and payroll is told to drop them by their id.
 */
@Injectable()
export class RabbitMqHandOver implements HandOverPort {
  readonly way = 'rabbitmq';

  constructor(private readonly messages: HandOverMessageRepository) {}

  canDeduplicate(): boolean {
    return true;
  }

  async send(tx: Tx, { runId }: HandOverTarget, batchId: string, events: readonly CloudEvent[]): Promise<void> {
    await this.messages.insert(tx, { runId, batchId, way: this.way, kind: 'payout', nextInSeconds: null }, events);
    await this.#publish(tx, events);
  }

  closeBatch(tx: Tx, _target: HandOverTarget, _batchId: string, event: CloudEvent): Promise<void> {
    tx.publishTo(PAYOUTS_EXCHANGE, event.type, event);
    return Promise.resolve();
  }

  async sendAgain(tx: Tx, _target: HandOverTarget, _batchId: string, payoutIds: readonly string[]): Promise<void> {
    const messages = await this.messages.lock(tx, payoutIds);
    await this.#publish(
      tx,
      messages.map((message) => JSON.parse(message.body) as CloudEvent),
    );
  }

  /** Under the payout's own id: a row that is still there is the same message. */
  async #publish(tx: Tx, events: readonly CloudEvent[]): Promise<void> {
    const rows = events.map((event) => ({
      id: event.id,
      payload: { exchange: PAYOUTS_EXCHANGE, routingKey: event.type, event },
    }));
    await tx.execute(SEND, [tx.tenantId, JSON.stringify(rows)]);
  }
}

import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { PayoutBatchClosed } from '@goalbeat/contracts/payroll/events';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import type { HandOverPort, HandOverTarget, KeyFinding } from './hand-over.port.js';
import { WebhookClient } from './webhook-client.js';

/** Signed requests to an address of payroll's. Written here, sent by the courier after the commit. */
@Injectable()
export class WebhookHandOver implements HandOverPort {
  readonly way = 'webhook';

  constructor(
    private readonly messages: HandOverMessageRepository,
    private readonly client: WebhookClient,
  ) {}

  canDeduplicate({ deduplicates }: HandOverTarget): boolean {
    return deduplicates;
  }

  send(tx: Tx, { runId }: HandOverTarget, batchId: string, events: readonly CloudEvent[]): Promise<void> {
    return this.messages.insert(tx, { runId, batchId, way: this.way, kind: 'payout', nextInSeconds: 0 }, events);
  }

  /** An address that got a part of it only, since another one was put right on the way, is told of its part as well. */
  async closeBatch(
    tx: Tx,
    { runId, url }: HandOverTarget,
    batchId: string,
    event: CloudEvent<PayoutBatchClosed>,
  ): Promise<void> {
    const { sums, closedAt, ...data } = event.data;
    const [{ currency } = { currency: '' }] = sums;
    const { elsewhere, count, sumMinor } = await this.messages.arrivedAt(tx, batchId, url);
    const here = { count, sums: [formatMoney({ minor: BigInt(sumMinor), currency })] };
    const told = elsewhere === 0 ? event : { ...event, data: { ...data, sums, here, closedAt } };
    await this.messages.insert(tx, { runId, batchId, way: this.way, kind: 'batch', nextInSeconds: 0 }, [told]);
  }

  async sendAgain(tx: Tx, _target: HandOverTarget, _batchId: string, payoutIds: readonly string[]): Promise<void> {
    const messages = await this.messages.lock(tx, payoutIds);
    await this.messages.change(
      tx,
      messages.map(({ id, status, error }) => ({ id, state: 'waiting', nextInSeconds: 0, denials: 0, status, error })),
    );
  }

  query(tenantId: string, target: HandOverTarget, payoutId: string): Promise<KeyFinding> {
    return this.client.query(tenantId, target, payoutId);
  }
}

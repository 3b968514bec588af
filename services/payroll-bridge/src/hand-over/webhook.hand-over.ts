import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import type { HandOverPort, HandOverTarget, KeyFinding } from './hand-over.port.js';
import { WebhookClient } from './webhook/webhook-client.js';

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

  /** How much of it came to the address that gets it is filled in when it leaves (`ClosedBatches`). */
  closeBatch(tx: Tx, { runId }: HandOverTarget, batchId: string, event: CloudEvent): Promise<void> {
    return this.messages.insert(tx, { runId, batchId, way: this.way, kind: 'batch', nextInSeconds: 0 }, [event]);
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

import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { PayoutRequestedEvent } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import type { HandOverPort, HandOverTarget } from './hand-over.port.js';
import { payoutCsv } from './files/payout-csv.js';
import { PayoutFileRepository } from './files/payout-file.repository.js';
import { ReleaseDue } from './files/release-due.js';

/** A file a batch, which a person releases and brings to payroll. Count and sums are those of the file. */
@Injectable()
export class CsvHandOver implements HandOverPort {
  readonly way = 'csv';

  constructor(
    private readonly messages: HandOverMessageRepository,
    private readonly files: PayoutFileRepository,
    private readonly due: ReleaseDue,
  ) {}

  /** A file that is read twice is paid twice, for all we know. */
  canDeduplicate(): boolean {
    return false;
  }

  async send(tx: Tx, { runId }: HandOverTarget, batchId: string, events: readonly CloudEvent[]): Promise<void> {
    await this.messages.insert(tx, { runId, batchId, way: this.way, kind: 'payout', nextInSeconds: null }, events);
    await this.#file(tx, runId, batchId, events);
  }

  /** Said by the file itself. */
  closeBatch(): Promise<void> {
    return Promise.resolve();
  }

  /** In a file of their own: the one that was released stays as payroll had it. */
  async sendAgain(tx: Tx, { runId }: HandOverTarget, batchId: string, payoutIds: readonly string[]): Promise<void> {
    const messages = await this.messages.lock(tx, payoutIds);
    await this.#file(
      tx,
      runId,
      batchId,
      messages.map((message) => JSON.parse(message.body) as CloudEvent),
    );
  }

  async #file(tx: Tx, runId: string, batchId: string, events: readonly CloudEvent[]): Promise<void> {
    const payouts = events.map((event) => PayoutRequestedEvent.parse(event).data);
    const n = (await this.files.countOf(tx, batchId)) + 1;
    await this.files.create(
      tx,
      {
        id: uuidv7(),
        runId,
        batchId,
        n,
        name: `payouts-${payouts[0]?.period ?? ''}-${batchId}-${n}.csv`.replaceAll(/[^\w.~-]/g, '_'),
        rows: payouts.length,
        dueAt: await this.due.at(tx),
        ...payoutCsv(payouts),
      },
      events.map((event) => event.id),
    );
  }
}

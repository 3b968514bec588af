import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { PayoutBatchClosed } from '@goalbeat/contracts/payroll/events';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { isAssetCode } from '@goalbeat/domain/money/asset';
import type { HandOverWay } from '@goalbeat/domain/payout/hand-over';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CsvHandOver } from './csv.hand-over.js';
import { byBroker, HandOverTargetRepository } from './settings/hand-over-target.repository.js';
import type { HandOverPort, HandOverTarget } from './hand-over.port.js';
import { RabbitMqHandOver } from './rabbitmq.hand-over.js';
import { WebhookHandOver } from './webhook.hand-over.js';

/**
 * The way of each run, and the port that goes it. What a rehearsal hands over goes nowhere: the sandbox answers it. Nor do points, which
 * are settled in our own ledger.
 */
@Injectable()
export class HandOvers {
  readonly #ports: Readonly<Record<HandOverWay, HandOverPort>>;

  constructor(
    private readonly targetsOf: HandOverTargetRepository,
    rabbitmq: RabbitMqHandOver,
    webhook: WebhookHandOver,
    csv: CsvHandOver,
  ) {
    this.#ports = { rabbitmq, webhook, csv };
  }

  port(way: HandOverWay): HandOverPort {
    return this.#ports[way];
  }

  /** @param at business time */
  async send(
    tx: Tx,
    of: { runId: string; batchId: string; at: string; currency: string },
    events: readonly CloudEvent[],
  ): Promise<void> {
    if (isRehearsal(tx.tenantId) || isAssetCode(of.currency)) return;
    const target = await this.targetsOf.pin(tx, of.runId, of.at);
    await this.port(target.way).send(tx, target, of.batchId, events);
  }

  async closeBatch(
    tx: Tx,
    of: { runId: string; batchId: string; currency: string },
    event: CloudEvent<PayoutBatchClosed>,
  ): Promise<void> {
    if (isRehearsal(tx.tenantId) || isAssetCode(of.currency)) return;
    const target = await this.#targetOf(tx, of.runId);
    await this.port(target.way).closeBatch(tx, target, of.batchId, event);
  }

  /** Where each of these runs goes. */
  async targets(tx: Tx, runIds: readonly string[]): Promise<(runId: string) => HandOverTarget> {
    const pinned = await this.targetsOf.pinned(tx, runIds);
    return (runId) => pinned.get(runId) ?? byBroker(runId);
  }

  /** With its last signature a run's way is fixed. @param of.at business time */
  async pin(tx: Tx, of: { runId: string; at: string; currency: string }): Promise<void> {
    if (isRehearsal(tx.tenantId) || isAssetCode(of.currency)) return;
    await this.targetsOf.pin(tx, of.runId, of.at);
  }

  /** All of one batch. */
  async sendAgain(tx: Tx, of: { runId: string; batchId: string }, payoutIds: readonly string[]): Promise<void> {
    const target = await this.#targetOf(tx, of.runId);
    await this.port(target.way).sendAgain(tx, target, of.batchId, payoutIds);
  }

  async #targetOf(tx: Tx, runId: string): Promise<HandOverTarget> {
    return (await this.targets(tx, [runId]))(runId);
  }
}

import { Injectable } from '@nestjs/common';
import type { PayrollActivities, PayoutRunView, RunRef } from '@goalbeat/contracts/activities';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { ActivityProvider } from '@goalbeat/service-kit/temporal/activity-provider';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { AssetSettlement } from '../asset/asset-settlement.js';
import { BuildBonusLists } from '../bonus-list/build-bonus-lists.js';
import { BatchCloser } from '../payout/batch-closer.js';
import { ReconciliationService } from '../reconciliation/reconciliation.service.js';
import { EarlyAnswers } from './early-answers.js';
import { PayRun } from './pay-run.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';
import { RunClosing } from './run-closing.js';
import { RunCompensation } from './run-compensation.js';

/** The payout workflow's and the cycle's hands here; each may run twice, and then changes nothing. */
@Injectable()
export class PayrollActivitiesProvider implements ActivityProvider {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: BuildBonusLists,
    private readonly runs: PayoutRunRepository,
    private readonly pay: PayRun,
    private readonly closing: RunClosing,
    private readonly compensation: RunCompensation,
    private readonly closer: BatchCloser,
    private readonly early: EarlyAnswers,
    private readonly assets: AssetSettlement,
    private readonly reconciliation: ReconciliationService,
  ) {}

  activities(): PayrollActivities {
    return heldToLog({
      buildBonusLists: (i) => this.lists.build(i),
      readRun: (i) => this.#read(i),
      postRun: (i) => this.#post(i),
      handOverBatch: (i) => this.#handOver(i),
      queryUnanswered: (i) => this.#step(i, (tx) => this.closing.queryUnanswered(tx, i.runId)),
      reconcileRun: (i) => this.reconciliation.reconcileRun(i),
      closeRun: (i) => this.#step(i, (tx) => this.closing.close(tx, i.runId)),
      reverseUnsent: (i) => this.uow.write(i.tenantId, (tx) => this.compensation.reverseUnsent(tx, i.runId)),
    });
  }

  #read(i: RunRef): Promise<PayoutRunView> {
    return this.uow.read(i.tenantId, async (tx) => this.closing.view(tx, await this.runs.find(tx, i.runId)));
  }

  #step(i: RunRef, step: (tx: Tx) => Promise<RunRow>): Promise<PayoutRunView> {
    return this.uow.write(i.tenantId, async (tx) => this.closing.view(tx, await step(tx)));
  }

  /** While payouts are stopped the workflow waits for the release, rather than try again and again. */
  async #post(i: RunRef): Promise<PayoutRunView> {
    try {
      return await this.#step(i, (tx) => this.pay.post(tx, i.runId));
    } catch (error) {
      if (!isStopped(error)) throw error;
      return this.#read(i);
    }
  }

  async #handOver(i: RunRef): Promise<{ remaining: number; stopped?: boolean }> {
    try {
      return await this.uow.write(i.tenantId, async (tx) => {
        const remaining = await this.pay.handOver(tx, i.runId);
        await this.early.take(tx, i.runId);
        await this.assets.settle(tx, i.runId);
        tx.afterCommit(() => this.closer.wake());
        return { remaining };
      });
    } catch (error) {
      if (!isStopped(error)) throw error;
      const remaining = await this.uow.read(i.tenantId, (tx) => this.pay.remaining(tx, i.runId));
      return { remaining, stopped: true };
    }
  }
}

const isStopped = (error: unknown): boolean => isDomainError(error) && error.code === 'payouts-stopped';

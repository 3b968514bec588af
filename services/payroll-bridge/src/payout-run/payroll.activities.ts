import { Injectable } from '@nestjs/common';
import type { PayrollActivities, PayoutRunView, RunRef } from '@goalbeat/contracts/activities';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { ActivityProvider } from '@goalbeat/service-kit/temporal/activity-provider';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { BuildBonusLists } from '../bonus-list/build-bonus-lists.js';
import { BatchCloser } from '../payout/batch-closer.js';
import { ReconciliationService } from '../reconciliation/reconciliation.service.js';
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
    private readonly reconciliation: ReconciliationService,
  ) {}

  activities(): PayrollActivities {
    return heldToLog({
      buildBonusLists: (i) => this.lists.build(i),
      readRun: (i) => this.uow.read(i.tenantId, async (tx) => this.closing.view(tx, await this.runs.find(tx, i.runId))),
      postRun: (i) => this.#step(i, (tx) => this.pay.post(tx, i.runId)),
      handOverBatch: (i) => this.#handOver(i),
      queryUnanswered: (i) => this.#step(i, (tx) => this.closing.queryUnanswered(tx, i.runId)),
      reconcileRun: (i) => this.reconciliation.reconcileRun(i),
      closeRun: (i) => this.#step(i, (tx) => this.closing.close(tx, i.runId)),
      reverseUnsent: (i) => this.uow.write(i.tenantId, (tx) => this.compensation.reverseUnsent(tx, i.runId)),
    });
  }

  #step(i: RunRef, step: (tx: Tx) => Promise<RunRow>): Promise<PayoutRunView> {
    return this.uow.write(i.tenantId, async (tx) => this.closing.view(tx, await step(tx)));
  }

  #handOver(i: RunRef): Promise<{ remaining: number }> {
    return this.uow.write(i.tenantId, async (tx) => {
      const remaining = await this.pay.handOver(tx, i.runId);
      tx.afterCommit(() => this.closer.wake());
      return { remaining };
    });
  }
}

import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { Rounds } from '@goalbeat/service-kit/rounds/rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { HandOverMessageRepository } from '../hand-over/hand-over-message.repository.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import { UNTAKEN } from '../hand-over/untaken-batches.js';
import { BY_TIMER } from '../organisation/actor.js';
import { PayoutRunNews } from '../payout-run/payout-run.news.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { payoutBatchClosed } from './payout-event.js';
import { PayoutBatchRepository } from './payout-batch.repository.js';
import { PayoutRepository } from './payout.repository.js';
import { PayrollSandbox } from './payroll-sandbox.js';
import { queryAt } from './query-at.js';

const WHILE_OPEN_MS = 100;
const IDLE_MS = 1_000;

/**
 * Closes batches whose payouts have all arrived: their rows are gone from the outbox, or the other way has them. A look at the table
 * rather than a call-back of the relay, so that it does not matter which process relays, nor when one of them dies.
 */
@Injectable()
export class BatchCloser implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    name: 'Closing of payout batches',
    everyMs: IDLE_MS,
    soonMs: WHILE_OPEN_MS,
    look: async () => (await this.closeConfirmed()) > 0,
  });

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly realClock: RealClock,
    private readonly batches: PayoutBatchRepository,
    private readonly payouts: PayoutRepository,
    private readonly runs: PayoutRunRepository,
    private readonly news: PayoutRunNews,
    private readonly sandbox: PayrollSandbox,
    private readonly handOvers: HandOvers,
    private readonly messages: HandOverMessageRepository,
    private readonly engine: ApprovalEngine,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  wake(): void {
    this.#rounds.wake();
  }

  /** One look. @returns how many batches will soon be worth another: not those that wait for a person */
  async closeConfirmed(): Promise<number> {
    const open = await this.uow.read(NO_TENANT, (tx) => this.batches.openOnes(tx));
    let left = 0;
    for (const batch of open) {
      if (batch.confirmed ? !(await this.#close(batch.tenant_id, batch.batch_id)) : batch.moving) left += 1;
    }
    return left;
  }

  #close(tenantId: string, batchId: string): Promise<boolean> {
    return this.uow.write(tenantId, async (tx) => {
      const batch = await this.batches.lockOpen(tx, batchId);
      if (batch === undefined) return true;
      if ((await this.batches.unsent(tx, batchId)) > 0) return false;
      const clock = await this.org.clock(tx);
      const at = this.org.at(clock);
      await this.payouts.handedOver(tx, batchId, queryAt(clock, at));
      await this.batches.close(tx, batchId, at);
      await this.engine.closeTodos(tx, { subjectKind: UNTAKEN, subjectIds: [batchId] });
      const closed = payoutBatchClosed({ tenantId, time: this.realClock.instant(), at }, batch);
      await this.messages.batchArrived(tx, batchId);
      await this.handOvers.closeBatch(tx, { runId: batch.runId, batchId, currency: batch.currency }, closed);
      const run = await this.runs.change(tx, batch.runId, null);
      tx.log({
        subjectKind: 'payout-run',
        subjectId: run.id,
        cycleId: run.cycleId,
        action: 'batch-confirmed',
        ...BY_TIMER,
        at,
        details: { batchId },
      });
      // The workflow learns from when on it may ask, and that nothing is left to confirm.
      this.news.tell(tx, run);
      if (isRehearsal(tenantId)) await this.sandbox.payBatch(tx, batchId, closed.time);
      return true;
    });
  }
}

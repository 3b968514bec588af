import { Injectable, type OnModuleInit } from '@nestjs/common';
import { payoutWorkflowId } from '@goalbeat/contracts/workflows';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { poolOf } from '@goalbeat/service-kit/db/data-source';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { type LivingRun, LostRuns, type RunKeeper } from '@goalbeat/service-kit/temporal/lost-runs';
import { DataSource } from 'typeorm';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository } from './payout-run.repository.js';

const UNENDED = 'SELECT tenant_id AS "tenantId", id FROM unended_payout_runs()';

/** Payout runs that Temporal has lost go on where their row says they are: nothing is posted or handed over twice. */
@Injectable()
export class LostPayouts implements RunKeeper, OnModuleInit {
  readonly workflow = 'payout';

  constructor(
    private readonly lostRuns: LostRuns,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly runs: PayoutRunRepository,
    private readonly news: PayoutRunNews,
    private readonly org: OrgCopy,
  ) {}

  onModuleInit(): void {
    this.lostRuns.keep(this);
  }

  async living(): Promise<LivingRun[]> {
    const { rows } = await poolOf(this.dataSource).query<{ tenantId: string; id: string }>(UNENDED);
    return rows.map(({ tenantId, id }) => ({ tenantId, id, workflowId: payoutWorkflowId({ tenantId, runId: id }) }));
  }

  restart(tenantId: string, ids: readonly string[]): Promise<number> {
    return this.uow.write(tenantId, (tx) => this.#restart(tx, ids));
  }

  /** A signature or an answer that came after Temporal's last backup: its workflow reads the row again. */
  async sayAgain(tenantId: string, ids: readonly string[]): Promise<void> {
    await this.uow.write(tenantId, async (tx) => {
      for (const id of ids) this.news.tell(tx, await this.runs.find(tx, id));
    });
  }

  async #restart(tx: Tx, ids: readonly string[]): Promise<number> {
    const now = await this.org.now(tx);
    let restarted = 0;
    for (const id of ids.toSorted()) {
      const run = await this.runs.lock(tx, id);
      if (run.state === 'settled' || (run.state === 'cancelled' && run.unanswered === 0)) continue;
      this.news.start(tx, run, `Payout run ${run.id}, started again`);
      tx.log({
        subjectKind: 'payout-run',
        subjectId: run.id,
        cycleId: run.cycleId,
        action: 'workflow-restarted',
        ...byService('payroll-bridge'),
        at: now,
        reason: 'Temporal knew nothing of it',
        details: { state: run.state },
      });
      restarted += 1;
    }
    return restarted;
  }
}

import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { BY_TIMER } from '../organisation/actor.js';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutBatchRepository } from '../payout/payout-batch.repository.js';

/** Operations' and finance's todo; the subject is the batch. */
export const UNTAKEN = 'payout-untaken';
/** Some two minutes after the first: whoever restarts is back by then. */
export const UNTAKEN_AFTER = 11;
const LOOK_MS = 5_000;

/**
 * Payouts that the broker does not take, or for which payroll has no queue: they are tried on, and somebody hears of it. The close of the
 * batch ends the task.
 */
@Injectable()
export class UntakenBatches implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new TenantRounds({
    name: 'Batches that nobody takes',
    everyMs: LOOK_MS,
    tenants: () => this.uow.read(NO_TENANT, (tx) => this.batches.tenantsWithUntaken(tx, UNTAKEN_AFTER)),
    settle: (tenantId) => this.uow.write(tenantId, (tx) => this.#tell(tx)),
  });

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly batches: PayoutBatchRepository,
    private readonly engine: ApprovalEngine,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** One look. @returns how many batches somebody was told of */
  look(): Promise<number> {
    return this.#rounds.once();
  }

  async #tell(tx: Tx): Promise<number> {
    const untaken = await this.batches.untaken(tx, UNTAKEN_AFTER);
    if (untaken.length === 0) {
      tx.changedNothing();
      return 0;
    }
    const operations = await this.organisation.firstHolders(tx, ['ops', 'admin']);
    const assigneeIds = [...new Set([...operations.map(({ id }) => id), ...(await this.organisation.finance(tx))])];
    const at = await this.org.now(tx);
    for (const { id, runId, waiting, error } of untaken) {
      await this.engine.openTodo(tx, {
        subjectKind: UNTAKEN,
        subjectId: id,
        title: bothLanguages(
          `薪资系统的消息队列未接收：${waiting} 笔发放在等待，系统会继续重试，请检查队列与绑定`,
          `payroll’s queue takes nothing: ${waiting} payouts wait and are tried on, look at the queue and its binding`,
        ),
        assigneeIds,
        cycleId: null,
        unitId: null,
        dueAt: null,
      });
      tx.log({
        subjectKind: 'payout-run',
        subjectId: runId,
        action: 'batch-untaken',
        ...BY_TIMER,
        at,
        details: { batchId: id, waiting, error },
      });
    }
    return untaken.length;
  }
}

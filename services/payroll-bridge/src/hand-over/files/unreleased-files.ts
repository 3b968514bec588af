import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { BY_TIMER } from '../../organisation/actor.js';
import { Organisation } from '../../organisation/organisation.service.js';
import { PayoutGate } from '../../payout-gate/payout-gate.js';
import { PayoutFileRepository } from './payout-file.repository.js';

/** Finance's todo; the subject is the file. */
export const UNRELEASED = 'payout-file-unreleased';
const LOOK_MS = 5_000;

/** A file that nobody releases pays nobody: once its working hours are over finance hears of it. The release ends the task. */
@Injectable()
export class UnreleasedFiles implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new TenantRounds({
    name: 'Files for payroll that nobody released',
    everyMs: LOOK_MS,
    tenants: () => this.uow.read(NO_TENANT, (tx) => this.files.tenantsWithUnreleased(tx)),
    settle: (tenantId) => this.uow.write(tenantId, (tx) => this.#tell(tx)),
  });

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly files: PayoutFileRepository,
    private readonly gate: PayoutGate,
    private readonly engine: ApprovalEngine,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** One look. @returns how many files finance was told of */
  look(): Promise<number> {
    return this.#rounds.once();
  }

  async #tell(tx: Tx): Promise<number> {
    // While payouts are stopped nobody may release them: there is nothing to do.
    if (!(await this.gate.isOpen(tx))) return 0;
    const now = await this.org.now(tx);
    const late = await this.files.overdue(tx, now);
    if (late.length === 0) return 0;
    const assigneeIds = await this.organisation.finance(tx);
    for (const file of late) {
      await this.engine.openTodo(tx, {
        subjectKind: UNRELEASED,
        subjectId: file.id,
        title: `${file.name} (${file.rows})：${bothLanguages('发放文件尚未放行，员工在等待发放', 'the file is not released, and people wait for their money')}`,
        assigneeIds,
        cycleId: null,
        unitId: null,
        dueAt: null,
      });
      tx.log({
        subjectKind: 'payout-file',
        subjectId: file.id,
        action: 'release-overdue',
        ...BY_TIMER,
        at: now,
        details: { runId: file.runId, batchId: file.batchId, payouts: file.rows },
      });
    }
    return late.length;
  }
}

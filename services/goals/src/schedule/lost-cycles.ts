import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { cycleWorkflowId, type CycleInput } from '@goalbeat/contracts/workflows';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { KnownRuns } from '@goalbeat/service-kit/temporal/known-runs';
import { CycleRepository, type CycleRow } from '../cycle/cycle.repository.js';
import { searchedBy } from '../cycle/searched-by.js';
import { CycleDefinitionRepository } from '../cycle-definition/cycle-definition.repository.js';

/** A cycle's row is there a moment before its workflow is. */
const OPENS_WITHIN_MS = 5_000;

const workflowIdOf = (tenantId: string, { definitionId, period, run }: CycleRow): string =>
  cycleWorkflowId({ tenantId, definitionId, period, run });

/** Starts the workflow of a living cycle that Temporal knows nothing of: its database was lost, or restored from before. */
@Injectable()
export class LostCycles {
  readonly #logger = new Logger(LostCycles.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: KnownRuns,
    private readonly cycles: CycleRepository,
    private readonly definitions: CycleDefinitionRepository,
    private readonly org: OrgCopy,
    private readonly metrics: KitMetrics,
  ) {}

  async check(tenantId: string, cycleId: string): Promise<void> {
    const row = await this.uow.read(tenantId, (tx) => this.cycles.one(tx, cycleId));
    const workflowId = workflowIdOf(tenantId, row);
    if (await this.runs.knows(workflowId)) return;
    await sleep(OPENS_WITHIN_MS);
    if (await this.runs.knows(workflowId)) return;
    await this.uow.write(tenantId, async (tx) => {
      const cycle = await this.cycles.lock(tx, cycleId);
      if (cycle.state === 'cancelled') return;
      const { code } = await this.definitions.one(tx, cycle.definitionId);
      const input: CycleInput = { tenantId, cycleId, definitionId: cycle.definitionId, period: cycle.period };
      tx.tell({
        kind: 'start',
        workflow: 'cycle',
        workflowId,
        input,
        searchAttributes: searchedBy({ tenantId, cycleId, stage: 'scheduled' }),
        summary: `${cycle.period} of ${code}`,
      });
      tx.log({
        subjectKind: 'cycle',
        subjectId: cycleId,
        cycleId,
        action: 'cycle.workflow-restarted',
        ...byService('goals'),
        at: await this.org.now(tx),
        reason: 'Temporal knew nothing of it',
      });
      tx.afterCommit(() => {
        this.metrics.runsRestarted.inc();
        this.#logger.warn(`Temporal knew nothing of ${workflowId}: started again`);
      });
    });
  }
}

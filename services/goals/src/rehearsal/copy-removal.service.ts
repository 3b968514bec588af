import { Injectable } from '@nestjs/common';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { TemporalClient } from '@goalbeat/service-kit/temporal/client';
import { RehearsalRepository, type RehearsalRow } from './rehearsal.repository.js';

const REMOVED_WITHIN_MS = 60_000;

/** Ends what the copy's workflows still wait for, then has everybody forget the copy. Safe to do again. */
@Injectable()
export class CopyRemoval {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly internal: InternalClient,
    private readonly temporal: TemporalClient,
    private readonly rehearsals: RehearsalRepository,
  ) {}

  /** @throws unavailable, and what Temporal says */
  async remove(tenantId: string, { id, copyId }: Pick<RehearsalRow, 'id' | 'copyId'>): Promise<void> {
    if (copyId !== null) {
      await this.#endWorkflows(copyId);
      const path = `/internal/v1/rehearsal-tenants/${copyId}/remove`;
      await this.internal.post('directory', path, {}, { timeoutMs: REMOVED_WITHIN_MS });
    }
    await this.uow.write(tenantId, (tx) => this.rehearsals.copyRemoved(tx, id));
  }

  async #endWorkflows(copyId: string): Promise<void> {
    const query = `${SEARCH_ATTRIBUTES.tenant} = "${copyId}" AND ExecutionStatus = "Running"`;
    const { client } = this.temporal;
    for await (const { workflowId, runId } of client.workflow.list({ query })) {
      await client.workflow
        .getHandle(workflowId, runId)
        .terminate('the rehearsal is over')
        .catch((error: unknown) => {
          // It ended by itself meanwhile.
          if (!(error instanceof Error) || error.name !== 'WorkflowNotFoundError') throw error;
        });
    }
  }
}

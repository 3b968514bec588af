import { Inject, Injectable } from '@nestjs/common';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import type { CompanyReport } from '@goalbeat/contracts/operations-http';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { TemporalClient } from '@goalbeat/service-kit/temporal/client';

type Answer = CompanyReport['temporal'];
const AT_MOST = 50;
const WITHIN_MS = 2_000;

/** What Temporal says of one company's workflows that ended otherwise than they should. */
@Injectable()
export class FailedWorkflows {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly temporal: TemporalClient,
  ) {}

  async of(tenantId: string): Promise<Answer> {
    const namespace = this.options.config.TEMPORAL_NAMESPACE;
    if (!(await this.temporal.answers())) return { reachable: false, namespace, failed: null };
    try {
      return { reachable: true, namespace, failed: await this.#list(tenantId) };
    } catch {
      // It answers, and does not search: no visibility store, or no such attribute yet.
      return { reachable: true, namespace, failed: null };
    }
  }

  #list(tenantId: string): Promise<NonNullable<Answer['failed']>> {
    const query = `${SEARCH_ATTRIBUTES.tenant} = "${tenantId}" AND ExecutionStatus IN ("Failed", "TimedOut", "Terminated")`;
    return this.temporal.within(async (client) => {
      const found: NonNullable<Answer['failed']> = [];
      for await (const run of client.workflow.list({ query, pageSize: AT_MOST })) {
        found.push({
          workflowId: run.workflowId,
          runId: run.runId,
          type: run.type,
          status: run.status.name,
          closedAt: run.closeTime?.toISOString() ?? null,
        });
        if (found.length === AT_MOST) break;
      }
      return found.toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1));
    }, WITHIN_MS);
  }
}

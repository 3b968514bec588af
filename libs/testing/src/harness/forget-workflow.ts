import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowName } from '@goalbeat/contracts/workflows';
import type { TemporalClient } from '@goalbeat/service-kit/temporal/client';
import type { KnownRuns } from '@goalbeat/service-kit/temporal/known-runs';

/** As if Temporal's database had been lost: afterwards it knows neither the run nor its history, nor lists it. */
export async function forgetWorkflow(
  { temporal, runs }: { temporal: TemporalClient; runs: KnownRuns },
  workflow: WorkflowName,
  workflowId: string,
): Promise<void> {
  await temporal.within((client) =>
    client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId },
    }),
  );
  while ((await runs.knows(workflowId)) || (await runs.running(workflow)).has(workflowId)) await sleep(100);
}

import { Injectable } from '@nestjs/common';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { WorkflowName } from '@goalbeat/contracts/workflows';
import { TemporalClient } from './client.js';

const LIST_WITHIN_MS = 60_000;
const A_PAGE = 1_000;

/** Temporal's runs as they are, for those who compare them with SQL. Every method throws while Temporal is away. */
@Injectable()
export class KnownRuns {
  constructor(private readonly temporal: TemporalClient) {}

  answers(): Promise<boolean> {
    return this.temporal.answers();
  }

  /** Ids of those that run. What was started a moment ago may be missing, what has just ended may be in it. */
  running(workflow: WorkflowName): Promise<Set<string>> {
    return this.temporal.within(async (client) => {
      const ids = new Set<string>();
      const query = `WorkflowType = '${workflow}' AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query, pageSize: A_PAGE })) ids.add(workflowId);
      return ids;
    }, LIST_WITHIN_MS);
  }

  /** Whether Temporal knows a run by that id, also an ended one within its retention. */
  async knows(workflowId: string): Promise<boolean> {
    try {
      await this.temporal.within((client) => client.workflow.getHandle(workflowId).describe());
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}

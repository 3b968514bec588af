import type { GoalsActivities } from '@goalbeat/contracts/activities';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import type { OpenCycleInput, OpenCycleResult } from '@goalbeat/contracts/workflows';
import { WorkflowExecutionAlreadyStartedError, defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { cycle } from '../cycle/workflow.js';
import { ONE_ROW } from '../policies.js';
import { say, summary as inWords } from '../say.js';
import { searchedBy } from '../stage.js';
import { type CycleStart, cycleToStart, resultOf } from './state.js';

const goals = proxyActivities<GoalsActivities>({ ...ONE_ROW, taskQueue: ACTIVITY_QUEUES.goals });
const SCHEDULED_START = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/**
 * Opens one period of a definition and starts its cycle, then ends: a Schedule that ran the long cycle itself would skip the
 * next week while this one still waits for payroll. Safe to start twice.
 */
export async function openCycle(input: OpenCycleInput): Promise<OpenCycleResult> {
  say(`Opening ${input.period ?? 'the period of the scheduled time'} of definition ${input.definitionId}`);
  const opened = await goals.openPeriod.executeWithOptions(inWords(`open ${input.period ?? 'the scheduled period'}`), [
    { ...input, scheduledAt: input.period === null ? scheduledTime() : null },
  ]);
  const start = cycleToStart(input, opened);
  if (start !== null) await startCycle(start);
  return resultOf(opened);
}

/** Not the present time: after an outage the Schedule catches up late, and the period is the one that was meant. */
function scheduledTime(): string | null {
  return workflowInfo().typedSearchAttributes.get(SCHEDULED_START)?.toISOString() ?? null;
}

async function startCycle({ workflowId, input, summary }: CycleStart): Promise<void> {
  try {
    await startChild<typeof cycle>('cycle', {
      workflowId,
      args: [input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: summary,
      typedSearchAttributes: searchedBy({ ...input, subject: 'cycle', stage: 'scheduled' }),
    });
  } catch (error) {
    // Somebody was faster, by hand or by a catch-up: the period runs once, which is all that is wanted.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

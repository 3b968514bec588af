import type {
  AppraisalActivities,
  BatchRef,
  GoalsActivities,
  PayrollActivities,
  StepRef,
  StepResult,
} from '@goalbeat/contracts/activities';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import { payoutWorkflowId } from '@goalbeat/contracts/workflows';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ApplicationFailure, proxyActivities, startChild } from '@temporalio/workflow';
import type { payout } from '../payout/workflow.js';
import { ONE_ROW, PINNED_BATCH, WHOLE_CYCLE } from '../policies.js';
import { summary } from '../say.js';
import { searchedBy } from '../stage.js';
import { STEP_WORDS } from './state.js';
import type { Handovers } from './state.js';

const row = proxyActivities<GoalsActivities>({ ...ONE_ROW, taskQueue: ACTIVITY_QUEUES.goals });
const goals = proxyActivities<GoalsActivities>({ ...WHOLE_CYCLE, taskQueue: ACTIVITY_QUEUES.goals });
const appraisal = proxyActivities<AppraisalActivities>({ ...WHOLE_CYCLE, taskQueue: ACTIVITY_QUEUES.appraisal });
const arrivals = proxyActivities<AppraisalActivities>({ ...PINNED_BATCH, taskQueue: ACTIVITY_QUEUES.appraisal });
const payroll = proxyActivities<PayrollActivities>({ ...PINNED_BATCH, taskQueue: ACTIVITY_QUEUES.payroll });

/** Runs a step and leaves in `handovers` what later steps need. Goals refuses what is early or out of date. */
export async function runStep(step: StepName, ref: StepRef, handovers: Handovers): Promise<StepResult> {
  switch (step) {
    case 'issue':
      return goals.issueSheets.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'remind-plan':
      return goals.remindToPlan.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'close-planning':
      return goals.closePlanning.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'ask-report':
      return goals.askForReport.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'remind-report':
      return goals.remindToReport.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'close-reporting':
      return goals.closeReporting.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'close-confirming':
      return freezeResults(ref, handovers);
    case 'score':
      return withLeaveOfGoals(step, ref, async () => {
        await scoreRun(ref, handovers);
      });
    case 'publish':
      return withLeaveOfGoals(step, ref, async () => {
        await publishedScores(ref, handovers);
      });
    case 'bonus-list':
      return withLeaveOfGoals(step, ref, async () => {
        await payoutRuns(ref, handovers);
      });
    case 'payout':
      return withLeaveOfGoals(step, ref, async () => {
        for (const runId of await payoutRuns(ref, handovers)) await startPayout(ref, runId);
      });
    case 'weekly-report':
      return goals.sendWeeklyReport.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
    case 'archive':
      return goals.archiveCycle.executeWithOptions(summary(STEP_WORDS[step]), [ref]);
  }
}

/** Steps of other services: goals owns the timeline, so it says whether the step may run, and notes that it has. */
async function withLeaveOfGoals(step: StepName, ref: StepRef, work: () => Promise<void>): Promise<StepResult> {
  const leave = await row.checkStep.executeWithOptions(summary(`may it: ${STEP_WORDS[step]}?`), [{ ...ref, step }]);
  if (leave.outcome !== 'done') return leave;
  await work();
  return row.completeStep.executeWithOptions(summary(`done: ${STEP_WORDS[step]}`), [{ ...ref, step }]);
}

async function freezeResults(ref: StepRef, handovers: Handovers): Promise<StepResult> {
  const result = await goals.closeConfirming.executeWithOptions(summary(STEP_WORDS['close-confirming']), [ref]);
  handovers.results = result.batch ?? handovers.results;
  return result;
}

/*
 * Each asks for what it needs when this run does not remember it (the workflow was started anew, or the definition has no such
 * step): the owner answers with what it has already fixed.
 */
async function pinnedResults(ref: StepRef, handovers: Handovers): Promise<BatchRef> {
  if (handovers.results === null) await freezeResults(ref, handovers);
  return known(handovers.results, 'results');
}

async function scoreRun(ref: StepRef, handovers: Handovers): Promise<string> {
  if (handovers.scoreRunId === null) {
    const batch = await pinnedResults(ref, handovers);
    await arrivals.awaitResults.executeWithOptions(summary(`await ${batch.count} results, batch ${batch.batchId}`), [
      { ...ref, batch },
    ]);
    const run = await appraisal.scoreCycle.executeWithOptions(summary(STEP_WORDS.score), [{ ...ref, batch }]);
    handovers.scoreRunId = run.runId;
  }
  return handovers.scoreRunId;
}

async function publishedScores(ref: StepRef, handovers: Handovers): Promise<BatchRef> {
  if (handovers.scores === null) {
    const runId = await scoreRun(ref, handovers);
    const published = await appraisal.publishScores.executeWithOptions(summary(STEP_WORDS.publish), [
      { ...ref, runId },
    ]);
    handovers.scores = published.batch;
  }
  return handovers.scores;
}

async function payoutRuns(ref: StepRef, handovers: Handovers): Promise<string[]> {
  if (handovers.payoutRunIds === null) {
    const batch = await publishedScores(ref, handovers);
    const built = await payroll.buildBonusLists.executeWithOptions(summary(STEP_WORDS['bonus-list']), [
      { ...ref, batch },
    ]);
    handovers.payoutRunIds = built.runIds;
  }
  return handovers.payoutRunIds;
}

/** Outlives the cycle: payroll may answer weeks after the archive. */
async function startPayout(ref: StepRef, runId: string): Promise<void> {
  const { tenantId, cycleId } = ref;
  try {
    await startChild<typeof payout>('payout', {
      workflowId: payoutWorkflowId({ tenantId, runId }),
      args: [{ tenantId, runId, cycleId }],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `payout run ${runId} of cycle ${cycleId}`,
      typedSearchAttributes: searchedBy({ tenantId, cycleId, subject: 'payout', stage: 'in-approval' }),
    });
  } catch (error) {
    // A signature that was faster than this step has started it by its signal.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function known<T>(value: T | null, what: string): T {
  // The owner said "done" and gave nothing: no retry mends that, a person must look.
  if (value === null) throw ApplicationFailure.nonRetryable(`no ${what} were handed over`, 'nothing-handed-over');
  return value;
}

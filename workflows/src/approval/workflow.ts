import type { LadderActivities } from '@goalbeat/contracts/activities';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import { APPROVAL_NEWS } from '@goalbeat/contracts/workflows';
import type { ApprovalNews, ApprovalResult } from '@goalbeat/contracts/workflows';
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { orOperator } from '../or-operator.js';
import { ONE_ROW } from '../policies.js';
import { say, summary } from '../say.js';
import { setStage, stageNow } from '../stage.js';
import { waitUntil } from '../wait.js';
import { firstNews, nextClimb, rungWords, takeAnswer, takeNews, waitingFor } from './state.js';
import type { ApprovalRun, Climb } from './state.js';

// A signal: the decision is already a fact in SQL, and may come before this workflow has had its first turn.
export const approvalNews = defineSignal<[ApprovalNews]>(APPROVAL_NEWS);

/**
 * The ladder of one approval. People decide in SQL, at once, whether or not this runs; it only waits for the next rung of the
 * step that is open, has it climbed, and ends when SQL says that the approval is closed.
 */
export async function approval(input: ApprovalRun): Promise<ApprovalResult> {
  let ladder = input.carried ?? firstNews(input);
  let stage = stageNow();
  setHandler(approvalNews, (news) => {
    ladder = takeNews(ladder, news);
  });
  const service = proxyActivities<LadderActivities>({ ...ONE_ROW, taskQueue: ACTIVITY_QUEUES[input.service] });

  say(waitingFor(ladder, null));
  await condition(() => ladder.version > 0);
  while (ladder.outcome === null) {
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof approval>({ ...input, carried: ladder });
    }
    const seen = ladder;
    enter(seen.step?.stepId);
    const news = (): boolean => ladder !== seen;
    const climb = nextClimb(seen, Date.now());
    say(waitingFor(seen, climb));
    if (climb === null) {
      await condition(news);
      continue;
    }
    const { clock, at } = climb;
    if ((await waitUntil({ clock, at, what: rungWords(climb), news, refused: seen.refused })) === 'news') continue;
    // Looked up again: after an outage the timer fires late, and the rungs missed meanwhile are climbed as one.
    const due = nextClimb(seen, Date.now()) ?? climb;
    const answer = await orOperator(rungWords(due), news, () => climbRung(due));
    if (answer.accepted) ladder = takeAnswer(ladder, due, answer.value);
  }
  say(`Closed: ${ladder.outcome}`);
  return { outcome: ladder.outcome };

  /** The first step costs nothing: it came with the start. Approvals that were started without a stage go on without. */
  function enter(stepId: string | undefined): void {
    if (stepId === undefined || stage === undefined || stage === stepId) return;
    setStage(stepId);
    stage = stepId;
  }

  function climbRung({ step, rung }: Climb) {
    return service.climbRung.executeWithOptions(summary(`${rung.action}, step ${step.stepId}, rung ${rung.n}`), [
      {
        tenantId: input.tenantId,
        approvalId: input.approvalId,
        version: step.version,
        stepId: step.stepId,
        rung: rung.n,
        action: rung.action,
      },
    ]);
  }
}

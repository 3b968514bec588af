import type { NoticeRequested, TaskNews } from '@goalbeat/contracts/approvals/events';
import type { ApprovalSummary } from '@goalbeat/contracts/approvals/http';
import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import { LADDER_REMINDER, noticeKind } from './tally.js';

type Ladder = RehearsalReport['ladder'];

/** What the ladders of all services did together. */
export function sumOfLadders(summaries: readonly Omit<ApprovalSummary, 'late' | 'opened' | 'decided'>[]): Ladder {
  const sum = { reminders: 0, escalations: 0, timedOut: 0, returned: 0, delegated: 0 };
  for (const { reminded, escalated, timedOut, returned, delegated } of summaries) {
    sum.reminders += reminded;
    sum.escalations += escalated;
    sum.timedOut += timedOut;
    sum.returned += returned;
    sum.delegated += delegated;
  }
  return sum;
}

/** Whether desks and notices tell of every reminder that was climbed. */
export function allHeard(
  tasks: readonly Pick<TaskNews, 'kind' | 'reminders'>[],
  notices: readonly Pick<NoticeRequested, 'kind' | 'subjectKind'>[],
  { reminders }: Pick<Ladder, 'reminders'>,
): boolean {
  const onDesks = tasks.reduce((sum, task) => sum + (task.kind === 'decision' ? task.reminders : 0), 0);
  const told = notices.filter((notice) => noticeKind(notice) === LADDER_REMINDER).length;
  return onDesks >= reminders && told >= reminders;
}

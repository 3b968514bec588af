import {
  APPROVAL_EVENTS,
  MOST_TASKS_AN_EVENT,
  type NoticeRequested,
  type TaskChanged,
  type TaskNews,
  type TasksChanged,
} from '@goalbeat/contracts/approvals/events';
import type { EventDraft } from '@goalbeat/contracts/cloud-event';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import {
  APPROVAL_NEWS,
  type ApprovalInput,
  type ApprovalNews,
  type ApprovalService,
  approvalWorkflowId,
} from '@goalbeat/contracts/workflows';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { Assign } from '@goalbeat/domain/approval/chain';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { ApprovalRow, LockedApproval, StepRow, TaskRow } from './approval-state.js';

export type ApprovalIdentity = Pick<ApprovalRow, 'id' | 'subjectKind' | 'subjectId' | 'round' | 'cycleId' | 'unitId'>;

/** The task as the desk shows it: to its assignee, delegation is worked out by whoever reads it. */
export function taskView(service: ApprovalService, task: TaskRow): TaskChanged {
  return {
    taskId: task.id,
    version: task.version,
    service,
    kind: task.kind,
    subjectKind: task.subjectKind,
    subjectId: task.subjectId,
    title: task.title,
    approvalId: task.approvalId,
    stepId: task.stepId,
    cycleId: task.cycleId,
    unitId: task.unitId,
    assigneeId: task.assigneeId,
    onBehalfOf: null,
    state: task.state,
    openedAt: task.openedAt,
    dueAt: task.dueAt,
    closedAt: task.closedAt,
    reminders: task.reminders,
    bundleId: task.bundleId,
  };
}

/** @param refused who may not decide it: the desk passes them over when it follows a delegation */
export const taskNews = (service: ApprovalService, task: TaskRow, refused: Iterable<string>): TaskNews => ({
  ...taskView(service, task),
  refused: [...refused],
});

export function* tasksChanged(tasks: readonly TaskNews[]): Generator<EventDraft<TasksChanged>> {
  for (let at = 0; at < tasks.length; at += MOST_TASKS_AN_EVENT) {
    const some = tasks.slice(at, at + MOST_TASKS_AN_EVENT);
    yield { type: APPROVAL_EVENTS.tasks, subject: `task/${some[0]?.taskId}`, data: { tasks: some } };
  }
}

export function noticeRequested(notice: NoticeRequested): EventDraft<NoticeRequested> {
  return { type: APPROVAL_EVENTS.notice, subject: `notice/${notice.noticeId}`, data: notice };
}

/** How far above whoever handed it in: level 1 is their own manager. */
function managerWord(level: number): string {
  return level === 1
    ? 'their manager'
    : level === 2
      ? "their manager's manager"
      : `the manager ${level} levels above them`;
}

/** Role word or step, never a person: the reader is ops. */
function awaitedWord(assign: Assign, stepId: string): string {
  switch (assign.kind) {
    case 'role':
      return `${stepId} (${assign.role})`;
    case 'manager':
      return `${stepId} (${managerWord(assign.level)})`;
    case 'unit-head':
      return `${stepId} (unit head)`;
    case 'person':
      return `${stepId} (named person)`;
  }
}

/** What the ladder of the step that is open must know. */
export function stepOpened(
  { version, chain }: Pick<ApprovalRow, 'version' | 'chain'>,
  { stepId, openedAt, rungs }: Pick<StepRow, 'stepId' | 'openedAt' | 'rungs'>,
  dueAt: string,
  clock: TenantClock,
): ApprovalNews {
  const assign = chain.find((step) => step.id === stepId)?.assign;
  const awaited = assign === undefined ? stepId : awaitedWord(assign, stepId);
  return { kind: 'stepOpened', version, stepId, awaited, openedAt, dueAt, rungs, clock };
}

/** The first news comes with the start itself. When younger news was quicker, this start finds the ladder running and is not needed. */
export function startWorkflow(
  service: ApprovalService,
  tenantId: string,
  approval: ApprovalIdentity,
  news: ApprovalNews,
): WorkflowMessage {
  const { input, ...start } = startOf(service, tenantId, approval, news);
  return { kind: 'start', ...start, input: { ...input, news } };
}

/**
 * Always with a start: whichever news arrives first starts the ladder, also the closing one, which ends it at once, so
 * that a late opening finds a closed workflow instead of waiting for days.
 */
export function tellWorkflow(
  service: ApprovalService,
  tenantId: string,
  approval: ApprovalIdentity,
  news: ApprovalNews,
): WorkflowMessage {
  return {
    kind: 'signalWithStart',
    ...startOf(service, tenantId, approval, news),
    signal: APPROVAL_NEWS,
    signalInput: news,
  };
}

/** What its ladder was told last, once more: for one that was lost, or put back to an earlier state. A ladder that knows it ignores it. */
export function ladderNow(
  service: ApprovalService,
  tenantId: string,
  { approval, step, clock, now, held }: LockedApproval,
): WorkflowMessage {
  const shown = held ? { ...step, rungs: [] } : step;
  return tellWorkflow(service, tenantId, approval, stepOpened(approval, shown, step.dueAt ?? now, clock));
}

function startOf(service: ApprovalService, tenantId: string, approval: ApprovalIdentity, news: ApprovalNews) {
  const { id: approvalId, subjectKind, subjectId, round, cycleId, unitId } = approval;
  return {
    workflow: 'approval',
    workflowId: approvalWorkflowId({ tenantId, subjectKind, subjectId, round }),
    input: { tenantId, service, approvalId, subjectKind, subjectId, round, cycleId } satisfies ApprovalInput,
    version: news.version,
    searchAttributes: {
      [SEARCH_ATTRIBUTES.tenant]: tenantId,
      [SEARCH_ATTRIBUTES.subject]: subjectKind,
      [SEARCH_ATTRIBUTES.stage]: news.kind === 'stepOpened' ? news.stepId : news.outcome,
      ...(cycleId === null ? {} : { [SEARCH_ATTRIBUTES.cycle]: cycleId }),
      ...(unitId === null ? {} : { [SEARCH_ATTRIBUTES.department]: unitId }),
    },
    summary: `${subjectKind}, round ${round}`,
  } as const;
}

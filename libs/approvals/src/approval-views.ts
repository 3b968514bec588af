import type { ApprovalDetail, ApprovalStepView, ApprovalView, StepTaskView } from '@goalbeat/contracts/approvals/http';
import { isUndecided, type ApprovalRow, type StepRow, type TaskRow } from './approval-state.js';

export type History = ApprovalDetail['history'][number];
type WithStep = ApprovalRow & { stepId: string | null; dueAt: string | null };

export function viewOf(row: WithStep): ApprovalView {
  const { id, subjectKind, subjectId, round, title, state, version, cycleId, unitId, ownerId, requesterId } = row;
  const { stepId, dueAt, openedAt, closedAt } = row;
  return {
    id,
    subjectKind,
    subjectId,
    round,
    title,
    state,
    version,
    cycleId,
    unitId,
    ownerId,
    requesterId,
    stepId,
    dueAt,
    openedAt,
    closedAt,
  };
}

export function detailOf(
  row: WithStep,
  steps: readonly StepRow[],
  tasks: readonly TaskRow[],
  history: History[],
): ApprovalDetail {
  const reached = row.chain.findIndex((step) => step.id === steps.at(-1)?.stepId);
  return {
    ...viewOf(row),
    steps: steps.map((step) =>
      stepView(
        step,
        tasks.filter((task) => task.stepNo === step.no),
      ),
    ),
    ahead: isUndecided(row.state) ? row.chain.slice(reached + 1).map(({ id, name }) => ({ stepId: id, name })) : [],
    history,
  };
}

function stepView(step: StepRow, tasks: readonly TaskRow[]): ApprovalStepView {
  const { stepId, name, state, openedAt, dueAt, closedAt, timedOut, skipped } = step;
  return { stepId, name, state, openedAt, dueAt, closedAt, timedOut, skipped, tasks: tasks.map(taskOfStep) };
}

function taskOfStep(task: TaskRow): StepTaskView {
  const { id, version, assigneeId, state, origin, decision, comment, items, reminders, openedAt, dueAt, closedAt } =
    task;
  const by =
    task.decidedBy === null
      ? null
      : ({ kind: 'person', personId: task.decidedBy, onBehalfOf: task.onBehalfOf } as const);
  return {
    taskId: id,
    version,
    assigneeId,
    state,
    origin,
    decision,
    by,
    comment,
    items,
    reminders,
    openedAt,
    dueAt,
    closedAt,
  };
}

import { effectiveAssignee, type Delegation } from '@goalbeat/domain/approval/delegation';

/** What decides whose turn a task is. */
export interface Turn {
  kind: string;
  subjectKind: string;
  assigneeId: string;
  /** Who may not decide it: requester, owner, beneficiaries. */
  refused: readonly string[];
}

/**
 * Does this person stand in for the task's assignee now? Judged as the decision will be: whoever may not decide it is passed
 * over, and to write somebody's plan moves only where the delegation names it.
 */
export function isMyTurn(me: string, task: Turn, delegations: readonly Delegation[], at: string): boolean {
  const moving = delegations.filter(
    (one) => task.kind === 'decision' || (one.kinds?.includes(task.subjectKind) ?? false),
  );
  return effectiveAssignee(task.assigneeId, moving, at, task.subjectKind, new Set(task.refused)).personId === me;
}

import { effectiveAssignee, type Delegation } from '@goalbeat/domain/approval/delegation';

/** What decides whose turn a task is. */
export interface Turn {
  kind: string;
  subjectKind: string;
  assigneeId: string;
  /** Who may not decide it: requester, owner, beneficiaries. */
  refused: readonly string[];
}

/** From whom tasks may come to this person now, also by way of a delegate's delegate. */
export function delegatorsOf(me: string, delegations: readonly Delegation[]): string[] {
  const found = new Set([me]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const one of delegations) if (found.has(one.toId)) found.add(one.fromId);
  }
  found.delete(me);
  return [...found];
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

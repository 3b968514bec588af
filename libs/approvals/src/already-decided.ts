import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { isUndecided, type LockedApproval, type StepRow, type TaskRow } from './approval-state.js';

/** What happened instead, for the person who came too late. */
export function alreadyDecided(
  { approval, step, tasks }: Pick<LockedApproval, 'approval' | 'tasks'> & { step: StepRow | null },
  task: TaskRow,
): DomainError {
  const details = happened(step, tasks, task, isUndecided(approval.state) ? null : approval.state);
  const what = WORDS[details.decision] ?? details.decision;
  const more = { details: { ...details, state: approval.state } };
  if (details.by === 'timeout')
    return new DomainError('already-decided', `It was ${what} already, since nobody had decided in time.`, more);
  // Who it was stands in the details: it may have been the reader, in another window.
  return new DomainError('already-decided', `It was ${what} already.`, more);
}

const WORDS: Readonly<Record<string, string>> = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
  escalated: 'passed on to the next in line',
  reassigned: 'given to another person',
  'handed-to-hr': 'handed to HR',
};

function happened(
  step: StepRow | null,
  tasks: readonly TaskRow[],
  task: TaskRow,
  state: string | null,
): { decision: string; by: string | null; at: string | null } {
  if (task.decision !== null) return { decision: task.decision, by: task.decidedBy, at: task.closedAt };
  const successor = tasks.find(
    (one) => one.stepNo === task.stepNo && one.origin !== 'chosen' && one.openedAt === task.closedAt,
  );
  if (successor !== undefined) {
    return { decision: successor.origin, by: successor.origin === 'reassigned' ? null : 'timeout', at: task.closedAt };
  }
  const deciding = tasks.findLast((one) => one.stepNo === task.stepNo && one.decision !== null);
  if (deciding !== undefined)
    return { decision: deciding.decision ?? 'decided', by: deciding.decidedBy, at: deciding.closedAt };
  // Superseded, and nobody decided: the ladder did, or HR took it back.
  if (state === 'withdrawn') return { decision: 'withdrawn', by: null, at: task.closedAt };
  const decision = step !== null && step.no === task.stepNo ? step.state : 'approved';
  return { decision, by: 'timeout', at: task.closedAt };
}

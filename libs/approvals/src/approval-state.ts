import type { ItemDecision } from '@goalbeat/contracts/approvals/http';
import type { Chain, ChainFacts, StepMode } from '@goalbeat/domain/approval/chain';
import type { ApprovalState, Decision, TaskState } from '@goalbeat/domain/approval/lifecycle';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { Rung } from '@goalbeat/domain/ladder/ladder';

export const TASK_ORIGINS = ['chosen', 'escalated', 'reassigned', 'handed-to-hr'] as const;
export type TaskOrigin = (typeof TASK_ORIGINS)[number];

export interface ApprovalRow {
  id: string;
  subjectKind: string;
  subjectId: string;
  round: number;
  cycleId: string | null;
  unitId: string | null;
  ownerId: string | null;
  requesterId: string | null;
  beneficiaryIds: string[];
  title: string;
  chain: Chain;
  facts: ChainFacts;
  stepCaps: Partial<Record<StepName, string>>;
  /** The definition's, for people who have set none. */
  quietHours: QuietHours | null;
  state: ApprovalState;
  stepNo: number;
  version: number;
  openedAt: string;
  closedAt: string | null;
}

export type StepState = 'open' | 'approved' | 'returned' | 'rejected' | 'withdrawn';

export interface StepRow {
  id: string;
  no: number;
  stepId: string;
  name: string;
  mode: StepMode;
  state: StepState;
  openedAt: string;
  dueAt: string | null;
  closedAt: string | null;
  timedOut: boolean;
  skipped: { personId: string; why: string }[];
  rungs: Rung[];
  climbed: number;
  climbedAt: string | null;
  escalations: number;
}

export interface TaskRow {
  id: string;
  kind: 'decision' | 'todo';
  approvalId: string | null;
  stepNo: number | null;
  stepId: string | null;
  subjectKind: string;
  subjectId: string;
  title: string;
  cycleId: string | null;
  unitId: string | null;
  assigneeId: string;
  origin: TaskOrigin;
  state: TaskState;
  version: number;
  /** What is decided has been the same since this version: an older one was looked at before something was added. */
  contentVersion: number;
  reminders: number;
  openedAt: string;
  dueAt: string | null;
  closedAt: string | null;
  decision: Decision | null;
  decidedBy: string | null;
  onBehalfOf: string | null;
  comment: string | null;
  items: ItemDecision[];
  bundleId: string | null;
}

/** An approval whose row is locked by this transaction, with its present step and all its tasks. */
export interface LockedApproval {
  approval: ApprovalRow;
  step: StepRow;
  tasks: TaskRow[];
  clock: TenantClock;
  /** Business time. */
  now: string;
  /** Its cycle is paused: people may decide, the ladder waits. */
  held: boolean;
}

/** Who may not decide it, whatever their role. */
export function refusedPeople(approval: Pick<ApprovalRow, 'ownerId' | 'requesterId' | 'beneficiaryIds'>): Set<string> {
  return new Set([approval.ownerId, approval.requesterId, ...approval.beneficiaryIds].filter((id) => id !== null));
}

/** Still to be decided: `handed-to-hr` is open too, only its ladder is over. */
export const isUndecided = (state: ApprovalState): boolean => state === 'open' || state === 'handed-to-hr';

export const openTasks = (tasks: readonly TaskRow[], stepNo: number): TaskRow[] =>
  tasks.filter((task) => task.stepNo === stepNo && task.state === 'open');

import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const APPROVAL_STATES = ['open', 'approved', 'returned', 'rejected', 'withdrawn', 'handed-to-hr'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export const APPROVAL_EVENTS = ['approve', 'return', 'reject', 'withdraw', 'hand-to-hr', 'reassign'] as const;
export type ApprovalEvent = (typeof APPROVAL_EVENTS)[number];

// A returned subject comes back as a new round with a fresh deadline, so returned is final for this one.
export const APPROVAL_TRANSITIONS = {
  open: {
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
    'hand-to-hr': 'handed-to-hr',
  },
  approved: {},
  returned: {},
  rejected: {},
  withdrawn: {},
  'handed-to-hr': {
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
    reassign: 'open',
  },
} as const satisfies TransitionTable<ApprovalState, ApprovalEvent>;

/** Raises wrong-state. */
export function nextApproval(state: ApprovalState, event: ApprovalEvent): ApprovalState {
  return advance<ApprovalState, ApprovalEvent>('approval', APPROVAL_TRANSITIONS, state, event);
}

export const TASK_STATES = ['open', 'done', 'superseded'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_EVENTS = ['decide', 'supersede'] as const;
export type TaskEvent = (typeof TASK_EVENTS)[number];

export const TASK_TRANSITIONS = {
  open: { decide: 'done', supersede: 'superseded' },
  done: {},
  superseded: {},
} as const satisfies TransitionTable<TaskState, TaskEvent>;

/** Raises wrong-state. */
export function nextTask(state: TaskState, event: TaskEvent): TaskState {
  return advance<TaskState, TaskEvent>('task', TASK_TRANSITIONS, state, event);
}

export const DECISIONS = ['approve', 'return', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

import { z } from 'zod';
import { APPROVAL_STATES, DECISIONS, TASK_STATES } from '@goalbeat/domain/approval/lifecycle';
import { STEP_OUTCOMES } from '@goalbeat/domain/approval/chain';
import { Id, Instant, LongText, PageQuery, Text, Version, pageOf, Flag } from '../wire.js';
import { TaskChanged, TaskNews } from './events.js';

/** A task as its assignee sees it. When somebody delegated to me, `assigneeId` is me and `onBehalfOf` is that person. */
export const TaskView = TaskChanged;
export const TaskPage = pageOf(TaskView).meta({ id: 'TaskPage' });
export const TaskQuery = PageQuery.extend({
  /** Mine, and those of people who delegate to me now. Always on: others' tasks are seen through their approval. */
  mine: Flag,
  state: z.enum(TASK_STATES).default('open'),
}).strict();
/** For the desk, when its feed lags: the assignees' tasks as they are stored; the desk works out delegation itself. */
export const InternalTaskQuery = z
  .object({
    tenant: Id,
    /** Person ids, separated by commas, at most 200. */
    assignees: z.string().max(8000),
    state: z.enum(TASK_STATES).default('open'),
  })
  .strict();
export const InternalTasks = z.object({ items: z.array(TaskNews) });

export const ItemDecision = z
  .object({ itemId: z.string().min(1).max(100), decision: z.enum(DECISIONS), comment: LongText.optional() })
  .strict()
  .meta({ id: 'ItemDecision' });
const decision = {
  /** Absent: my open task of the present step. */
  taskId: Id.optional(),
  /** Version of the task that was looked at. */
  taskVersion: Version,
  decision: z.enum(DECISIONS),
  /** Needed to return or reject, unless each item that is not approved has its own. */
  comment: LongText.optional(),
  items: z.array(ItemDecision).max(500).optional(),
};
export const DecideBody = z.object(decision).strict().meta({ id: 'DecideBody' });
export const DecideManyBody = z
  .object({
    decisions: z
      .array(z.object({ approvalId: Id, ...decision }).strict())
      .min(1)
      .max(200),
  })
  .strict()
  .meta({ id: 'DecideManyBody' });
export const ReassignBody = z
  .object({ taskId: Id, toPersonId: Id, reason: LongText })
  .strict()
  .meta({ id: 'ReassignBody' });
export const WithdrawBody = z.object({ reason: LongText }).strict().meta({ id: 'WithdrawBody' });

export const ApprovalQuery = PageQuery.extend({
  subjectKind: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  cycle: Id.optional(),
  state: z.enum(APPROVAL_STATES).optional(),
}).strict();
export const ApprovalSummaryQuery = z.object({ cycle: Id }).strict();

export const ApprovalView = z
  .object({
    id: Id,
    subjectKind: z.string(),
    subjectId: z.string(),
    round: z.int(),
    title: z.string(),
    state: z.enum(APPROVAL_STATES),
    version: z.int(),
    cycleId: Id.nullable(),
    unitId: Id.nullable(),
    ownerId: Id.nullable(),
    requesterId: Id.nullable(),
    stepId: z.string().nullable(),
    dueAt: Instant.nullable(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'ApprovalView' });
export const ApprovalPage = pageOf(ApprovalView).meta({ id: 'ApprovalPage' });

/** Who it was: `deadline` when nobody decided in time, never a person's name then. */
export const DecidedBy = z.object({
  kind: z.enum(['person', 'deadline']),
  personId: Id.nullable(),
  onBehalfOf: Id.nullable(),
});
export const StepTaskView = z
  .object({
    taskId: Id,
    version: z.int(),
    assigneeId: Id,
    state: z.enum(TASK_STATES),
    /** How the task came to this person. */
    origin: z.enum(['chosen', 'escalated', 'reassigned', 'handed-to-hr']),
    decision: z.enum(DECISIONS).nullable(),
    by: DecidedBy.nullable(),
    comment: z.string().nullable(),
    items: z.array(ItemDecision),
    reminders: z.int(),
    openedAt: Instant,
    dueAt: Instant.nullable(),
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'StepTaskView' });
export const ApprovalStepView = z
  .object({
    stepId: z.string(),
    name: z.string(),
    state: z.enum([...STEP_OUTCOMES, 'withdrawn']),
    openedAt: Instant,
    dueAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    timedOut: z.boolean(),
    /** Links that were left out and replaced by the next in line. */
    skipped: z.array(z.object({ personId: Id, why: z.string() })),
    tasks: z.array(StepTaskView),
  })
  .meta({ id: 'ApprovalStepView' });
export const ApprovalHistoryEntry = z.object({
  action: z.string(),
  actorKind: z.enum(['person', 'key', 'service', 'deadline']),
  actorId: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  channel: z.string(),
  at: Instant,
  dueAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  reason: z.string().nullable(),
});
export const ApprovalDetail = ApprovalView.extend({
  /** Steps that were opened so far, in order. */
  steps: z.array(ApprovalStepView),
  /** Steps of the chain that are still to come, if their condition holds. */
  ahead: z.array(z.object({ stepId: z.string(), name: z.string() })),
  history: z.array(ApprovalHistoryEntry),
}).meta({ id: 'ApprovalDetail' });

/** After a decision: what has become of the approval. */
export const DecisionResult = z
  .object({
    approvalId: Id,
    state: z.enum(APPROVAL_STATES),
    version: z.int(),
    stepId: z.string().nullable(),
  })
  .meta({ id: 'DecisionResult' });
/** One result an item, in the order asked. `code` is a problem code when it was refused. */
export const DecideManyResult = z
  .object({
    results: z.array(
      z.object({
        approvalId: Id,
        ok: z.boolean(),
        state: z.enum(APPROVAL_STATES).optional(),
        code: z.string().optional(),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'DecideManyResult' });

export const ApprovalSummary = z
  .object({
    opened: z.int(),
    decided: z.int(),
    reminded: z.int(),
    escalated: z.int(),
    delegated: z.int(),
    timedOut: z.int(),
    returned: z.int(),
    /** Open tasks past their due time, the longest late first, at most 200. */
    late: z.array(
      z.object({
        taskId: Id,
        approvalId: Id.nullable(),
        subjectKind: z.string(),
        subjectId: z.string(),
        title: Text,
        unitId: Id.nullable(),
        assigneeId: Id,
        dueAt: Instant,
      }),
    ),
  })
  .meta({ id: 'ApprovalSummary' });

export type TaskView = z.infer<typeof TaskView>;
export type TaskPage = z.infer<typeof TaskPage>;
export type TaskQuery = z.infer<typeof TaskQuery>;
export type InternalTaskQuery = z.infer<typeof InternalTaskQuery>;
export type InternalTasks = z.infer<typeof InternalTasks>;
export type ItemDecision = z.infer<typeof ItemDecision>;
export type DecideBody = z.infer<typeof DecideBody>;
export type DecideManyBody = z.infer<typeof DecideManyBody>;
export type ReassignBody = z.infer<typeof ReassignBody>;
export type WithdrawBody = z.infer<typeof WithdrawBody>;
export type ApprovalQuery = z.infer<typeof ApprovalQuery>;
export type ApprovalSummaryQuery = z.infer<typeof ApprovalSummaryQuery>;
export type ApprovalView = z.infer<typeof ApprovalView>;
export type ApprovalPage = z.infer<typeof ApprovalPage>;
export type StepTaskView = z.infer<typeof StepTaskView>;
export type ApprovalStepView = z.infer<typeof ApprovalStepView>;
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;
export type DecisionResult = z.infer<typeof DecisionResult>;
export type DecideManyResult = z.infer<typeof DecideManyResult>;
export type ApprovalSummary = z.infer<typeof ApprovalSummary>;

import { z } from 'zod';
import { cloudEvent } from '../cloud-event.js';
import { Id, Instant } from '../wire.js';
import { APPROVAL_SERVICE_WORDS } from './words.js';

/** What the desk (directory) hears of every task and notice, from any service. */
export const APPROVAL_EVENTS = {
  tasks: 'goalbeat.tasks.changed.v1',
  notice: 'goalbeat.notice.requested.v1',
} as const;

/** `decision`: a link of an approval chain; `todo`: something one must do (plan, report, mend a rejected payout …). */
export const TASK_KINDS = ['decision', 'todo'] as const;

export const TaskChanged = z
  .object({
    taskId: Id,
    version: z.int(),
    service: z.enum(APPROVAL_SERVICE_WORDS),
    kind: z.enum(TASK_KINDS),
    /** plan, report, bonus-list, results … or for todos make-plan, make-report, submit-bonus-list, payout-rejected … */
    subjectKind: z.string(),
    subjectId: z.string(),
    /** Who or what it is about, as shown: a person's name, a unit's, a list's. */
    title: z.string(),
    approvalId: Id.nullable(),
    stepId: z.string().nullable(),
    cycleId: Id.nullable(),
    unitId: Id.nullable(),
    assigneeId: Id,
    onBehalfOf: Id.nullable(),
    state: z.enum(['open', 'done', 'superseded']),
    openedAt: Instant,
    dueAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    reminders: z.int(),
    /** Tasks of one person, cycle, unit and step that are decided together have the same one. */
    bundleId: Id.nullable().default(null),
  })
  .meta({ id: 'TaskChanged' });
/**
 * What services tell each other of a task. `refused` (who asked for it, whose it is, who gains by it) may not decide it, so a
 * delegation passes them over; it is for machines, no screen shows it.
 */
export const TaskNews = TaskChanged.extend({ refused: z.array(Id).default([]) }).meta({ id: 'TaskNews' });
export const NoticeRequested = z.object({
  noticeId: Id,
  personId: Id,
  /** reminder, escalation, returned, report-asked, paid … */
  kind: z.string(),
  at: Instant,
  subjectKind: z.string(),
  subjectId: z.string(),
  /** Values for the text, which is made for the reader's language. */
  values: z.record(z.string(), z.string()),
});
/** Each task with its whole state and version. What one transaction changes goes together: thousands of sheets are a few messages. */
export const MOST_TASKS_AN_EVENT = 100;
export const TasksChanged = z
  .object({ tasks: z.array(TaskNews).min(1).max(MOST_TASKS_AN_EVENT) })
  .meta({ id: 'TasksChanged' });
export const TasksChangedEvent = cloudEvent(APPROVAL_EVENTS.tasks, TasksChanged);
export const NoticeRequestedEvent = cloudEvent(APPROVAL_EVENTS.notice, NoticeRequested);
export type TaskChanged = z.infer<typeof TaskChanged>;
export type TaskNews = z.infer<typeof TaskNews>;
export type TasksChanged = z.infer<typeof TasksChanged>;
export type NoticeRequested = z.infer<typeof NoticeRequested>;

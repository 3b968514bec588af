import { z } from 'zod';
import { LOG_AREAS } from './process-log-http.js';
import { Id, Instant, pageOf, PageQuery } from './wire.js';

const Count = z.int().min(0);
const Link = z.enum(['up', 'down', 'unused']);

/** What one company has waiting for one destination. Rows are never given up; `failing` have been refused at least once. */
export const OutboxFigures = z
  .object({
    destination: z.enum(['events', 'workflows']),
    waiting: Count,
    failing: Count,
    /** Kept back on purpose: payouts while they are stopped. */
    held: Count,
    /** Of those that are not held. */
    oldestAt: Instant.nullable(),
  })
  .meta({ id: 'OutboxFigures' });

/** How one service is, and what it has of one's own company. Instants are real ones. */
export const ServiceReport = z
  .object({
    at: Instant,
    ready: z.boolean(),
    broker: Link,
    /** Its activities are served. */
    temporal: Link,
    outbox: z.array(OutboxFigures),
    processLog: z.object({
      sealed: Count,
      lastSealAt: Instant.nullable(),
      /** Not sealed yet; counted to ten thousand. */
      unsealed: Count,
      oldestUnsealedAt: Instant.nullable(),
    }),
    /** Messages that this service gave up and that lie in the broker, of all companies; null where it cannot be asked. */
    deadLetters: Count.nullable(),
  })
  .meta({ id: 'ServiceReport' });
export type ServiceReport = z.infer<typeof ServiceReport>;

/** A message that was refused at least once and is tried again by itself, every half minute at last. */
export const FailingMessage = z
  .object({
    id: Id,
    destination: z.enum(['events', 'workflows']),
    /** An event's type, or what a workflow is to be told. */
    what: z.string(),
    /** An event's subject, or the workflow's id. */
    about: z.string(),
    attempts: Count,
    error: z.string().nullable(),
    createdAt: Instant,
    /** Null: kept back on purpose. */
    nextAttemptAt: Instant.nullable(),
  })
  .meta({ id: 'FailingMessage' });
export const FailingMessageQuery = PageQuery.strict();
export const FailingMessagePage = pageOf(FailingMessage).meta({ id: 'FailingMessagePage' });
export const MessageRetried = z.object({ id: Id, nextAttemptAt: Instant }).meta({ id: 'MessageRetried' });

/** Something that went wrong and that a person has to see to; whose it is, and since when. */
export const OperatorTask = z
  .object({
    taskId: Id,
    service: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    assigneeId: Id,
    openedAt: Instant,
    dueAt: Instant.nullable(),
  })
  .meta({ id: 'OperatorTask' });
export const OperatorTaskPage = pageOf(OperatorTask).meta({ id: 'OperatorTaskPage' });

/** A notice that its person cannot read, since they cannot sign in: notices are read here and sent nowhere else. */
export const UnreadableNotice = z
  .object({
    id: Id,
    personId: Id,
    kind: z.string(),
    at: Instant,
    why: z.enum(['left', 'no-account']),
  })
  .meta({ id: 'UnreadableNotice' });
export const UnreadableNoticePage = pageOf(UnreadableNotice).meta({ id: 'UnreadableNoticePage' });

export const FailedWorkflow = z
  .object({
    workflowId: z.string(),
    runId: z.string(),
    type: z.string(),
    status: z.string(),
    closedAt: Instant.nullable(),
    /** In the Temporal UI; null where none is configured. */
    url: z.string().nullable(),
  })
  .meta({ id: 'FailedWorkflow' });

/** What directory says of the whole of one's company. */
export const CompanyReport = z
  .object({
    temporal: z.object({
      reachable: z.boolean(),
      namespace: z.string(),
      /** Failed, timed out or terminated, the latest first; null where Temporal cannot be asked. */
      failed: z.array(FailedWorkflow.omit({ url: true })).nullable(),
    }),
    tasks: z.object({ open: Count, overdue: Count }),
    unreadableNotices: Count,
  })
  .meta({ id: 'CompanyReport' });
export type CompanyReport = z.infer<typeof CompanyReport>;

export const ServiceState = z
  .object({
    service: z.enum(LOG_AREAS),
    state: z.enum(['answered', 'forbidden', 'unavailable']),
    report: ServiceReport.nullable(),
  })
  .meta({ id: 'ServiceState' });

/** `GET /api/operations`: one's own company, and whether the installation's parts are up. */
export const Operations = z
  .object({
    services: z.array(ServiceState),
    /** Null while directory does not answer. */
    company: CompanyReport.extend({
      temporal: CompanyReport.shape.temporal.extend({ failed: z.array(FailedWorkflow).nullable() }),
    })
      .meta({ id: 'OperationsCompany' })
      .nullable(),
    /** `<this>/<workflow id>` shows a workflow; null where no Temporal UI is configured. */
    workflowUrl: z.string().nullable(),
    live: z.object({ connected: z.boolean(), pages: Count }),
  })
  .meta({ id: 'Operations' });
export type Operations = z.infer<typeof Operations>;

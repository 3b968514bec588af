import { z } from 'zod';
import { PART_ENDS } from '@goalbeat/domain/process-log/waiting';
import { Id, Instant, pageOf, PageQuery, ProcessLogRow, SubjectRef } from './wire.js';
import { words } from './wire-words.js';

/** The services as the gateway's addresses call them: `/api/<area>/…`. */
export const LOG_AREAS = ['directory', 'goals', 'appraisal', 'payroll'] as const;
export type LogArea = (typeof LOG_AREAS)[number];
const Area = z.enum(LOG_AREAS);

/** What each service said: a service whose rows are not in the answer is named with the reason. */
export const LogSource = z
  .object({ service: Area, state: z.enum(['answered', 'forbidden', 'unavailable']) })
  .meta({ id: 'LogSource' });
export type LogSource = z.infer<typeof LogSource>;

/** A subject, a cycle, or both; neither is for those who see the whole tenant. */
export const MergedLogQuery = PageQuery.extend({ subject: SubjectRef.optional(), cycle: Id.optional() }).strict();
export type MergedLogQuery = z.infer<typeof MergedLogQuery>;

/** In the order in which it was written down, by whichever service. */
export const MergedLogPage = pageOf(ProcessLogRow.extend({ service: Area }).meta({ id: 'MergedLogRow' }))
  .extend({ sources: z.array(LogSource) })
  .meta({ id: 'MergedLogPage' });
export type MergedLogPage = z.infer<typeof MergedLogPage>;

export const DelaysQuery = z
  .object({ subject: SubjectRef.optional(), cycle: Id.optional() })
  .strict()
  .refine((query) => query.subject !== undefined || query.cycle !== undefined, {
    path: ['cycle'],
    message: words('name a cycle or a subject', '请指定周期（cycle）或对象（subject）'),
  });
export type DelaysQuery = z.infer<typeof DelaysQuery>;

const Milliseconds = z.int().min(0);

/** How long a step waited on one person (null: it was nobody's turn). Shares sum to the step's own waiting. */
export const WaitPart = z
  .object({
    personId: Id.nullable(),
    waitedMs: Milliseconds,
    lateMs: Milliseconds,
    shareMs: Milliseconds,
    lateShareMs: Milliseconds,
    end: z.enum(PART_ENDS),
  })
  .meta({ id: 'WaitPart' });
export const StepWait = z
  .object({
    approvalId: Id,
    subjectKind: z.string(),
    subjectId: z.string(),
    round: z.int(),
    stepId: z.string(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    /** How it ended (`timeout`: by nobody); `open` while it has not. */
    end: z.string(),
    waitedMs: Milliseconds,
    lateMs: Milliseconds,
    parts: z.array(WaitPart),
  })
  .meta({ id: 'StepWait' });
export const StepDelay = z
  .object({
    subjectKind: z.string(),
    stepId: z.string(),
    count: z.int(),
    open: z.int(),
    late: z.int(),
    timedOut: z.int(),
    waitedMs: Milliseconds,
    lateMs: Milliseconds,
  })
  .meta({ id: 'StepDelay' });
export const PersonDelay = z
  .object({
    personId: Id.nullable(),
    tasks: z.int(),
    late: z.int(),
    /** Had until its end and did not decide. */
    missed: z.int(),
    waitedMs: Milliseconds,
    lateMs: Milliseconds,
    shareMs: Milliseconds,
    lateShareMs: Milliseconds,
  })
  .meta({ id: 'PersonDelay' });

/** Of one service, from its log alone: sums over all steps, and the steps themselves, at most 200, longest delay first. */
export const Delays = z
  .object({
    /** Business instant until which open steps were counted. */
    at: Instant,
    steps: z.array(StepDelay),
    people: z.array(PersonDelay),
    waits: z.array(StepWait),
  })
  .meta({ id: 'Delays' });
export type Delays = z.infer<typeof Delays>;

/** Of all services; people are summed over them. */
export const MergedDelays = z
  .object({
    at: Instant.nullable(),
    steps: z.array(StepDelay.extend({ service: Area }).meta({ id: 'ServiceStepDelay' })),
    people: z.array(PersonDelay),
    waits: z.array(StepWait.extend({ service: Area }).meta({ id: 'ServiceStepWait' })),
    sources: z.array(LogSource),
  })
  .meta({ id: 'MergedDelays' });
export type MergedDelays = z.infer<typeof MergedDelays>;

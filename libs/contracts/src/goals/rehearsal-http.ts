import { z } from 'zod';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { DECIDING_HABITS, OWN_HABITS } from '@goalbeat/domain/rehearsal/habits';
import { Amount, Id, Instant, PageQuery, Period, Version, pageOf } from '../wire.js';
import { Funnel } from './cycle-http.js';

export const REHEARSAL_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
/** What a running one does: copies the company, sets the definition up there, lets the period pass, counts. */
export const REHEARSAL_STAGES = ['waiting', 'copying', 'setting-up', 'playing', 'counting', 'over'] as const;

const Share = z.number().min(0).max(1);
/** Parts of 1; what they leave is punctual. */
export const StartRehearsal = z
  .object({
    /** The next one that begins, when absent. */
    period: Period.optional(),
    /** Business seconds in a real second while nobody does anything; the clock stands while somebody does. */
    rate: z.number().min(100).max(50_000).default(20_000),
    seed: z.int().min(0).max(1_000_000_000).default(1),
    /** How people do their own work: plan, report, hand in a list. */
    habits: z
      .object({ punctual: Share, 'last-minute': Share, late: Share, silent: Share })
      .partial()
      .strict()
      .default({ 'last-minute': 0.15, late: 0.1, silent: 0.05 }),
    /** How people decide. */
    approvers: z
      .object({ punctual: Share, 'last-minute': Share, strict: Share, late: Share, absent: Share })
      .partial()
      .strict()
      .default({ 'last-minute': 0.15, strict: 0.1, late: 0.1, absent: 0.05 }),
    /** What a strict one returns of what comes for the first time. */
    returns: Share.default(0.2),
  })
  .strict()
  .meta({ id: 'StartRehearsal' });

const Who = z.object({ number: z.string(), name: z.string() });
const Habits = z.object({
  own: z.record(z.enum(OWN_HABITS), z.int()),
  deciding: z.record(z.enum(DECIDING_HABITS), z.int()),
});
export const PROBLEM_KINDS = [
  'nobody-approves',
  'not-settled',
  'not-acted',
  'refused',
  'handed-to-hr',
  'too-long',
  'people-sampled',
  'no-sheets',
  'skipped',
] as const;

export const RehearsalReport = z
  .object({
    period: z.string(),
    zone: z.string(),
    people: z.object({ company: z.int(), copied: z.int(), withSheet: z.int() }),
    habits: Habits,
    timeline: z.array(
      z.object({
        step: z.enum(STEP_NAMES),
        planned: Instant,
        happened: Instant.nullable(),
        counts: z.record(z.string(), z.number()).nullable(),
      }),
    ),
    funnel: Funnel.nullable(),
    notices: z.object({
      total: z.int(),
      /** Reminders apart by who sends them: `step-reminder` a step of the cycle, `ladder-reminder` an approval's ladder. */
      byKind: z.array(z.object({ kind: z.string(), count: z.int() })),
      /** At most 2,000, the first ones. */
      items: z.array(z.object({ at: Instant, kind: z.string(), to: Who, about: z.string() })),
    }),
    /** What was done after it was due, or not at all: the longest first, at most 500. */
    overdue: z.array(
      z.object({
        who: Who,
        what: z.string(),
        about: z.string(),
        dueAt: Instant,
        /** Null: nobody ever did. */
        doneAt: Instant.nullable(),
        workingMinutes: z.int(),
      }),
    ),
    overdueTotal: z.int(),
    approvers: z.array(
      z.object({
        who: Who,
        tasks: z.int(),
        decided: z.int(),
        late: z.int(),
        /** Most tasks that came within an hour. */
        peak: z.int(),
        peakFrom: Instant.nullable(),
      }),
    ),
    /** Of the approvals of all services; as many reminders as `ladder-reminder` has notices. */
    ladder: z.object({
      reminders: z.int(),
      escalations: z.int(),
      timedOut: z.int(),
      returned: z.int(),
      delegated: z.int(),
    }),
    /** Bonus lists as they stand at the end. */
    bonus: z.array(z.object({ total: Amount, lines: z.int(), state: z.string(), part: z.string() })),
    problems: z.array(z.object({ kind: z.enum(PROBLEM_KINDS), count: z.int(), example: z.string().nullable() })),
  })
  .meta({ id: 'RehearsalReport' });

export const RehearsalView = z
  .object({
    id: Id,
    definitionId: Id,
    definitionVersion: Version,
    period: z.string(),
    state: z.enum(REHEARSAL_STATES),
    stage: z.enum(REHEARSAL_STAGES),
    /** Percent of the business time that has passed. */
    progress: z.int(),
    /** Business time in the rehearsal. */
    now: Instant.nullable(),
    startedAt: Instant,
    endedAt: Instant.nullable(),
    problem: z.string().nullable(),
    /** The report in sentences, in the reader's language. */
    words: z.array(z.string()),
    report: RehearsalReport.nullable(),
  })
  .meta({ id: 'Rehearsal' });
export const RehearsalPage = pageOf(RehearsalView.omit({ report: true, words: true }));
export const RehearsalEnded = z
  .object({ id: Id, outcome: z.enum(['cancelled', 'deleted']) })
  .meta({ id: 'RehearsalEnded' });
export const RehearsalQuery = PageQuery.extend({ definition: Id.optional() });

export type StartRehearsal = z.infer<typeof StartRehearsal>;
export type RehearsalReport = z.infer<typeof RehearsalReport>;
export type RehearsalView = z.infer<typeof RehearsalView>;

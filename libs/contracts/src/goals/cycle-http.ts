import { z } from 'zod';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { CYCLE_STATES } from '@goalbeat/domain/cycle/lifecycle';
import {
  Code,
  Id,
  GivenInstant,
  Instant,
  LocalDate,
  LongText,
  PageQuery,
  Period,
  PositiveDecimal,
  Version,
  pageOf,
} from '../wire.js';
import { words } from '../wire-words.js';

/** Opens a cycle by hand, also one that a Schedule has not reached (fast tenants have no Schedule). */
export const OpenCycle = z
  .object({
    period: Period,
    /** Also when reporting is over by then: everybody will count as not reported, and results and pay follow at once. */
    late: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'OpenCycle' });
export const CycleOpening = z
  .object({ definitionId: Id, period: z.string(), accepted: z.literal(true) })
  .meta({ id: 'CycleOpening' });

export const Funnel = z
  .object({
    people: z.int(),
    issued: z.int(),
    planned: z.int(),
    reported: z.int(),
    confirmed: z.int(),
    scored: z.int(),
    signed: z.int(),
    paid: z.int(),
    /** Since when it is known that nobody is paid for this cycle: `signed` and `paid` stay 0, and nothing waits for them. */
    nothingToPay: Instant.nullable().default(null),
  })
  .meta({ id: 'Funnel' });
export const CycleView = z
  .object({
    id: Id,
    definitionId: Id,
    definitionName: z.string(),
    period: z.string(),
    run: z.int(),
    state: z.enum(CYCLE_STATES),
    version: Version,
    now: Instant,
    timeline: z.array(
      z.object({
        step: z.enum(STEP_NAMES),
        at: Instant,
        doneAt: Instant.nullable(),
        counts: z.record(z.string(), z.number()).nullable(),
      }),
    ),
    funnel: Funnel,
    /** Sheets now in each state. */
    sheets: z.record(z.string(), z.int()),
    skippedPeople: z.array(z.object({ personId: Id, reason: z.string() })),
    /** People who have a sheet and left within the period. */
    leavers: z.array(z.object({ personId: Id, sheetId: Id, leftOn: LocalDate })).default([]),
    /** Since when it is paused; null when it is not. */
    pausedAt: Instant.nullable().default(null),
    /** What it is scored and paid by; a version that is null is the newest of that moment. */
    ruleSet: z.object({ code: Code, version: z.int().nullable() }),
    /** null: it pays nothing. */
    payPlan: z.object({ code: Code, version: z.int().nullable() }).nullable(),
    /** Money that is under way: the archive waits for it. `who` has to do something next. */
    waitsFor: z
      .array(z.object({ runId: Id, state: z.string(), who: z.enum(['hr', 'finance', 'payroll']) }))
      .default([]),
    workflowId: z.string(),
  })
  .meta({ id: 'Cycle' });
export const CyclePage = pageOf(CycleView);
export const CycleQuery = PageQuery.extend({
  definition: Id.optional(),
  period: Period.optional(),
  state: z.enum(CYCLE_STATES).optional(),
});
export const CycleControlRequest = z
  .object({
    version: Version,
    action: z.enum(['pause', 'resume', 'extend', 'close-now', 'cancel']),
    /** For extend and close-now. */
    step: z.enum(STEP_NAMES).optional(),
    at: GivenInstant.optional(),
    reason: LongText,
  })
  .strict()
  .meta({ id: 'CycleControlRequest' });
/** What somebody is late with. `approval`: any other decision of the cycle, a plan's say. */
export const LATE_WITH = ['not-planned', 'not-reported', 'not-confirmed', 'approval'] as const;
/** Who is late, with what, since when; per unit. */
export const LateView = z
  .object({
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        unitId: Id,
        subjectKind: z.string(),
        subjectId: z.string(),
        what: z.enum(LATE_WITH),
        /** Late since then. */
        dueAt: Instant,
        lateMinutes: z.int(),
      }),
    ),
    /** Counts by the late person's unit, the largest first. */
    units: z.array(
      z.object({
        unitId: Id,
        name: z.string(),
        late: z.int(),
        notPlanned: z.int(),
        notReported: z.int(),
        notConfirmed: z.int(),
        approvals: z.int(),
        since: Instant,
      }),
    ),
  })
  .meta({ id: 'Late' });

const Which = {
  /** Code of the goal. */
  goal: Code,
  /** Only sheets issued from this template, of this unit and below, of this person; none of them: every sheet that has the goal. */
  template: Code.optional(),
  unit: Code.optional(),
  person: Id.optional(),
};
const PinnedVersion = z.int().min(1).optional();
/** What HR may change of a running cycle. */
export const CycleChange = z
  .discriminatedUnion('kind', [
    /** Sheets issued from the template follow its version, the newest when none is named. */
    z.object({ kind: z.literal('template'), template: Code, version: PinnedVersion }).strict(),
    /** Of a full period; prorated for those who work less, except when a person is named. */
    z.object({ kind: z.literal('target'), ...Which, target: PositiveDecimal }).strict(),
    /** The other weights of the goal's group take up the difference. */
    z.object({ kind: z.literal('weight'), ...Which, weight: PositiveDecimal }).strict(),
    z.object({ kind: z.literal('rule-set'), ruleSet: Code, version: PinnedVersion }).strict(),
    z.object({ kind: z.literal('deadline'), step: z.enum(STEP_NAMES), at: GivenInstant }).strict(),
    z.object({ kind: z.literal('pay-plan'), payPlan: Code, version: PinnedVersion }).strict(),
  ])
  .meta({ id: 'CycleChangeData' });
export const CHANGE_KINDS = ['template', 'target', 'weight', 'rule-set', 'deadline', 'pay-plan'] as const;
export const ChangeCycle = z
  .object({
    version: Version,
    /** true: says what would happen and changes nothing. */
    dryRun: z.boolean(),
    /** Of the dry run that is to be applied. */
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{64}$/, words('the fingerprint of a dry run', '试算结果中的 fingerprint'))
      .optional(),
    reason: LongText,
    change: CycleChange,
    /** Also where a lead or the person has set another target or weight. */
    overrideAdjusted: z.boolean().default(false),
    /** At most so many rows in the answer; the counts are of all. */
    limit: z.int().min(1).max(5000).default(200),
  })
  .strict()
  .meta({ id: 'ChangeCycle' });

/** Why something of a sheet stays as it is. */
export const KEPT_REASONS = ['target-adjusted', 'weight-adjusted', 'has-progress', 'own-sheet'] as const;
/** `stays-approved`: accepted before and still so; `being-decided`: whoever decides is told. */
export const PLAN_AFTER_CHANGE = ['not-approved', 'stays-approved', 'being-decided'] as const;
export const CycleChangeRow = z
  .object({
    sheetId: Id,
    personId: Id,
    personName: z.string(),
    unitId: Id,
    state: z.string(),
    changes: z.array(
      z.object({ goal: z.string(), field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    kept: z.array(z.object({ goal: z.string(), why: z.enum(KEPT_REASONS) })),
    plan: z.enum(PLAN_AFTER_CHANGE),
    /** Percent with two decimals. */
    completionBefore: z.string(),
    completionAfter: z.string(),
    /** As of now, two decimals; null where there is no rule set to ask. */
    scoreBefore: z.string().nullable(),
    scoreAfter: z.string().nullable(),
  })
  .meta({ id: 'CycleChangeRow' });
export const CycleChangeCounts = z
  .object({
    /** Sheets looked at. */
    sheets: z.int(),
    changed: z.int(),
    /** Sheets in which something stays because it was set by hand, has progress, or is one's own to be changed by others. */
    kept: z.int(),
    staysApproved: z.int(),
    beingDecided: z.int(),
    /** Sheets whose completion or score becomes another. */
    resultsMoved: z.int(),
  })
  .meta({ id: 'CycleChangeCounts' });
export const CycleChangeView = z
  .object({
    /** null of a dry run. */
    id: Id.nullable(),
    /** Which change of the cycle it is: 1, 2, …; null of a dry run. */
    no: z.int().nullable(),
    cycleId: Id,
    /** The cycle's control version after it. */
    version: Version,
    dryRun: z.boolean(),
    at: Instant,
    byId: z.string().nullable(),
    reason: z.string(),
    change: CycleChange,
    overrideAdjusted: z.boolean(),
    fingerprint: z.string(),
    counts: CycleChangeCounts,
    /** Steps of the timeline that move. */
    moved: z.array(z.object({ step: z.enum(STEP_NAMES), before: Instant, after: Instant })),
    rows: z.array(CycleChangeRow),
  })
  .meta({ id: 'CycleChange' });
/** Without rows: those are read one change at a time. */
export const CycleChangePage = pageOf(CycleChangeView.omit({ rows: true }));
/** `no` says by which change. */
export const ChangedSheetPage = pageOf(CycleChangeRow.extend({ no: z.int() }).meta({ id: 'ChangedSheet' }));
/** Of one change (its id), or of all. */
export const ChangedSheetQuery = PageQuery.extend({ change: Id.optional() });

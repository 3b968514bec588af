import { z } from 'zod';
import { SHEET_STATES } from '@goalbeat/domain/sheet/lifecycle';
import { DIRECTIONS, GOAL_TYPES, LOWER_FORMULAS } from '@goalbeat/domain/scoring/goal-type';
import {
  Code,
  Decimal,
  Id,
  Instant,
  LocalDate,
  LongText,
  PageQuery,
  PositiveDecimal,
  Text,
  Version,
  pageOf,
  Flag,
} from '../wire.js';

export const GoalView = z
  .object({
    id: Id,
    code: z.string(),
    title: z.string(),
    type: z.enum(GOAL_TYPES),
    direction: z.enum(DIRECTIONS),
    target: Decimal,
    baseline: Decimal.nullable(),
    unit: z.string(),
    weight: Decimal,
    group: z.string(),
    evidenceRequired: z.boolean(),
    /** Business metric whose readings are its actual. */
    metric: Code.nullable().default(null),
    /** Its own deadline, a local day; null: the close of reporting. */
    dueOn: LocalDate.nullable().default(null),
    /** Until when it is to be reported: the end of its due day, moved by the calendar and by pauses, at the latest the close of reporting. */
    dueAt: Instant.nullable().default(null),
    /** Local days until then, 0 on the day itself and after it; null once it is reported or the sheet is closed. */
    daysLeft: z.int().min(0).nullable().default(null),
    /** Its actual was entered after its own deadline, which was `since`; null: in time. */
    late: z.object({ since: Instant }).nullable().default(null),
    /** As its template says; null: as usual (spec M3). */
    lowerFormula: z.enum(LOWER_FORMULAS).nullable().default(null),
    /** Top of a rating's scale; null: its target. */
    ratingMax: Decimal.nullable().default(null),
    actual: Decimal.nullable(),
    outcome: z.enum(['done', 'not-done', 'partly']).nullable(),
    comment: z.string().nullable(),
    /** Percent with two decimals, provisional until the sheet is confirmed. */
    attainment: z.string(),
    /**
     * Progress against the working time gone by, in percent: red below 70 %, from a quarter of the time on; at the deadline the plain
     * attainment. Null while nothing can be said, and of a cancelled sheet.
     */
    pace: z.object({ percent: z.string(), red: z.boolean() }).nullable().default(null),
    evidence: z.array(
      z.object({ id: Id, kind: z.enum(['file', 'link', 'reading']), name: z.string(), sha256: z.string().nullable() }),
    ),
    returnedReason: z.string().nullable(),
  })
  .meta({ id: 'Goal' });
export const SheetView = z
  .object({
    id: Id,
    cycleId: Id,
    period: z.string(),
    personId: Id,
    personName: z.string(),
    unitId: Id,
    state: z.enum(SHEET_STATES),
    version: Version,
    completion: z.string(),
    provisional: z.boolean(),
    workedDays: z.int(),
    fullDays: z.int(),
    goals: z.array(GoalView),
    /** What changed since the last submission that was returned. */
    diff: z.array(
      z.object({ goalId: Id, field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    approvalId: Id.nullable(),
    /** HR's last change of the running cycle that touched this sheet: an accepted plan stays accepted. */
    changedByHr: z.object({ at: Instant, reason: z.string() }).nullable().default(null),
    /** Last day with the company, when its owner left within the period. */
    leftOn: z.string().nullable().default(null),
    feedback: z.array(z.object({ at: Instant, byPersonId: Id, text: z.string() })),
  })
  .meta({ id: 'Sheet' });
export const SheetPage = pageOf(SheetView);
/** What was agreed with the same person last, in an earlier cycle of the definition, and what came of it. */
export const LastSheetView = z
  .object({
    /** Null: this is their first. */
    period: z.string().nullable(),
    goals: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        target: Decimal,
        unit: z.string(),
        weight: Decimal,
        actual: Decimal.nullable(),
        /** Percent with two decimals. */
        attainment: z.string(),
      }),
    ),
  })
  .meta({ id: 'LastSheet' });
export const SheetQuery = PageQuery.extend({
  cycle: Id.optional(),
  person: Id.optional(),
  unit: Id.optional(),
  state: z.enum(SHEET_STATES).optional(),
  mine: Flag,
});

export const AdjustGoal = z
  .object({
    goalId: Id,
    title: Text.optional(),
    target: PositiveDecimal.optional(),
    weight: PositiveDecimal.optional(),
    /** Its own deadline, a day of the period that is to come and not after reporting closes; null: the close of reporting. */
    dueOn: LocalDate.nullable().optional(),
  })
  .strict();
/** Employee or lead adjusts before submitting; weights must still add up to 100. */
export const AdjustSheet = z
  .object({ version: Version, goals: z.array(AdjustGoal).min(1).max(50) })
  .strict()
  .meta({ id: 'AdjustSheet' });
export const SubmitPlan = z.object({ version: Version }).strict().meta({ id: 'SubmitPlan' });
export const ReportItem = z
  .object({
    goalId: Id,
    outcome: z.enum(['done', 'not-done', 'partly']),
    actual: PositiveDecimal.nullable().default(null),
    comment: z.string().max(2000).nullable().default(null),
    /** Ids from evidence uploads on this sheet. */
    evidence: z.array(Id).max(20).default([]),
    links: z.array(z.url()).max(10).default([]),
  })
  .strict()
  .meta({ id: 'ReportItem' });
export const SubmitReport = z
  .object({ version: Version, items: z.array(ReportItem).min(1).max(50) })
  .strict()
  .meta({ id: 'SubmitReport' });
/** Progress by hand, any time before the report. */
export const SaveProgress = z
  .object({
    version: Version,
    items: z
      .array(z.object({ goalId: Id, actual: PositiveDecimal, comment: z.string().max(2000).optional() }).strict())
      .min(1)
      .max(50),
  })
  .strict()
  .meta({ id: 'SaveProgress' });
export const GiveFeedback = z.object({ text: LongText }).strict().meta({ id: 'GiveFeedback' });
export const EvidenceView = z
  .object({
    id: Id,
    sheetId: Id,
    goalId: Id,
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    frozen: z.boolean(),
  })
  .meta({ id: 'Evidence' });

export const WeeklyUnitRow = z.object({
  unitId: Id,
  name: z.string(),
  people: z.int(),
  completion: z.string(),
  confirmed: z.int(),
  unreported: z.int(),
});
export const WeeklyReportView = z
  .object({
    cycleId: Id,
    period: z.string(),
    provisional: z.boolean(),
    units: z.array(WeeklyUnitRow),
    ranking: z.array(
      z.object({ rank: z.int(), personId: Id, number: z.string(), name: z.string(), completion: z.string() }),
    ),
    above: z.object({
      threshold: z.string(),
      people: z.array(z.object({ personId: Id, name: z.string(), completion: z.string() })),
    }),
    late: z.array(z.object({ personId: Id, name: z.string(), what: z.string(), lateMinutes: z.int() })),
  })
  .meta({ id: 'WeeklyReport' });
export const WeeklyReportQuery = z.object({ cycle: Id, above: PositiveDecimal.default('120') });

import { z } from 'zod';
import { DIRECTIONS, GOAL_TYPES } from '@goalbeat/domain/scoring/goal-type';
import { cloudEvent } from '../cloud-event.js';
import { Decimal, Id, Instant } from '../wire.js';

export const GOALS_EVENTS = {
  resultsPage: 'goalbeat.goals.results.published.v1',
  cycle: 'goalbeat.goals.cycle.changed.v1',
} as const;

/** One goal's result at the close; attainment is an exact fraction such as "3/2". */
export const GoalResult = z.object({
  goalId: Id,
  title: z.string(),
  type: z.enum(GOAL_TYPES),
  direction: z.enum(DIRECTIONS),
  group: z.string(),
  weight: Decimal,
  target: Decimal,
  unit: z.string(),
  actual: Decimal.nullable(),
  attainment: z.string(),
  /** Reported after its own deadline; absent: in time. */
  late: z.boolean().optional(),
});
export const SheetResult = z.object({
  sheetId: Id,
  personId: Id,
  unitId: Id,
  grade: z.string(),
  state: z.enum(['confirmed', 'unreported']),
  /** Exact fraction. */
  completion: z.string(),
  workedDays: z.int(),
  fullDays: z.int(),
  goals: z.array(GoalResult),
});
/** A page of a pinned batch: at most 100 sheets; the batch is whole when `count` rows with this checksum are there. */
export const ResultsPublished = z.object({
  batchId: Id,
  cycleId: Id,
  definitionId: Id,
  period: z.string(),
  count: z.int(),
  checksum: z.string(),
  page: z.int(),
  pages: z.int(),
  /** Codes of the rule set and the pay plan that the definition names; an empty pay plan: it pays nothing. */
  ruleSet: z.string(),
  payPlan: z.string(),
  sheets: z.array(SheetResult).max(100),
});
export const CycleChanged = z.object({
  cycleId: Id,
  definitionId: Id,
  definitionName: z.string(),
  period: z.string(),
  version: z.int(),
  state: z.string(),
  timeline: z.array(z.object({ step: z.string(), at: Instant, done: z.boolean() })),
  /** Empty: it pays nothing. */
  payPlan: z.string(),
  ruleSet: z.string(),
  /** Version of the control row: what a step's `ref.version` is compared with. */
  control: z.int().optional(),
  /** Pinned by HR; null or absent: the newest. */
  ruleSetVersion: z.int().nullable().optional(),
  payPlanVersion: z.int().nullable().optional(),
  /** All pauses that are over, together, in milliseconds; whether it is paused now says `state`. */
  pausedMs: z.int().min(0).optional(),
  /** The definition's, local times of day; for people who have set none of their own. */
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable().optional(),
  /** Chains of subjects that other services own: results (appraisal), bonus-list (payroll). */
  chains: z.record(z.string(), z.unknown()),
});
export const ResultsPublishedEvent = cloudEvent(GOALS_EVENTS.resultsPage, ResultsPublished);
export const CycleChangedEvent = cloudEvent(GOALS_EVENTS.cycle, CycleChanged);
export type GoalResult = z.infer<typeof GoalResult>;
export type SheetResult = z.infer<typeof SheetResult>;
export type ResultsPublished = z.infer<typeof ResultsPublished>;
export type CycleChanged = z.infer<typeof CycleChanged>;

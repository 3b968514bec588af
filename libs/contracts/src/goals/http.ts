import { z } from 'zod';
import { RUNG_ACTIONS } from '@goalbeat/domain/ladder/ladder';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { CYCLE_STATES } from '@goalbeat/domain/cycle/lifecycle';
import { ROLES } from '@goalbeat/domain/access/roles';
import { DIRECTIONS, GOAL_TYPES } from '@goalbeat/domain/scoring/goal-type';
import { PERIOD_KINDS } from '@goalbeat/domain/period/period';
import {
  Code,
  Decimal,
  Id,
  Instant,
  LocalTime,
  LongText,
  PageQuery,
  Period,
  PositiveDecimal,
  Text,
  Version,
  pageOf,
} from '../wire.js';

/** One goal of a template. `weight`s of a template add up to 100. */
export const TemplateGoal = z
  .object({
    code: Code,
    title: Text,
    type: z.enum(GOAL_TYPES),
    direction: z.enum(DIRECTIONS).default('higher'),
    target: PositiveDecimal,
    baseline: Decimal.nullable().default(null),
    unit: z.string().max(40).default(''),
    weight: PositiveDecimal,
    /** Group of the rule set that it counts in. */
    group: Code.default('kpi'),
    evidenceRequired: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'TemplateGoal' });
export const PutGoalTemplate = z
  .object({ name: Text, jobFamily: Code, goals: z.array(TemplateGoal).min(1).max(30), version: Version.optional() })
  .strict()
  .meta({ id: 'PutGoalTemplate' });
export const GoalTemplateView = PutGoalTemplate.extend({
  id: Id,
  code: Code,
  version: Version,
  updatedAt: Instant,
}).meta({ id: 'GoalTemplate' });
export const GoalTemplatePage = pageOf(GoalTemplateView);

export const LadderData = z
  .object({
    due: z.union([
      z.object({ workingHours: z.number().positive().max(500) }).strict(),
      z.object({ atStep: z.enum(STEP_NAMES) }).strict(),
    ]),
    /** Working hours before due. */
    remindBefore: z.array(z.number().nonnegative()).max(10).default([]),
    /** Working hours after due, one level up the line each. */
    escalateAfter: z.array(z.number().nonnegative()).max(5).default([]),
    last: z
      .object({ action: z.enum(RUNG_ACTIONS).exclude(['remind', 'escalate']), after: z.number().nonnegative() })
      .strict(),
  })
  .strict()
  .meta({ id: 'Ladder' });
export const ChainStepData = z
  .object({
    id: Code,
    name: Text,
    assign: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('manager'), level: z.int().min(1).max(5).default(1) }).strict(),
      z
        .object({ kind: z.literal('role'), role: z.enum(ROLES), scope: z.enum(['unit', 'tenant']).default('tenant') })
        .strict(),
      z.object({ kind: z.literal('unit-head') }).strict(),
      z.object({ kind: z.literal('person'), number: Code }).strict(),
    ]),
    mode: z.union([z.enum(['any', 'all']), z.object({ quorum: z.int().min(1) }).strict()]).default('any'),
    when: z
      .object({ fact: z.literal('amount'), above: PositiveDecimal })
      .strict()
      .optional(),
    ladder: LadderData,
  })
  .strict()
  .meta({ id: 'ChainStep' });
export const ChainData = z.array(ChainStepData).min(1).max(8);

/** Subjects whose approval a definition configures. */
export const CHAIN_SUBJECTS = ['plan', 'report', 'results', 'bonus-list'] as const;

export const TimelineStepData = z
  .object({
    step: z.enum(STEP_NAMES),
    /** 1 = first day of the period; 8 = the Monday after a week. */
    day: z.int().min(1).max(120),
    time: LocalTime,
    move: z.enum(['earlier', 'later', 'keep']).default('keep'),
  })
  .strict()
  .meta({ id: 'TimelineStep' });

export const DefinitionData = z
  .object({
    name: Text,
    period: z.enum(PERIOD_KINDS),
    zone: Text,
    calendar: Code,
    who: z
      .object({
        units: z.array(Code).min(1).optional(),
        jobFamilies: z.array(Code).min(1).optional(),
        except: z.array(Code).default([]),
      })
      .strict(),
    timeline: z.array(TimelineStepData).min(3),
    chains: z
      .object({ plan: ChainData, report: ChainData, 'bonus-list': ChainData, results: ChainData.optional() })
      .strict(),
    ifNotPlanned: z.enum(['accept-as-issued']).default('accept-as-issued'),
    ifNotReported: z.enum(['count-as-zero']).default('count-as-zero'),
    /** Code of the rule set (appraisal) and of the pay plan (payroll). */
    ruleSet: Code,
    payPlan: Code,
  })
  .strict()
  .meta({ id: 'DefinitionData' });
export const PutDefinition = z
  .object({ data: DefinitionData, version: Version.optional() })
  .strict()
  .meta({ id: 'PutDefinition' });
export const DefinitionView = z
  .object({
    id: Id,
    code: Code,
    version: Version,
    state: z.enum(['draft', 'active', 'retired']),
    data: DefinitionData,
    updatedAt: Instant,
  })
  .meta({ id: 'Definition' });
export const DefinitionPage = pageOf(DefinitionView);
export const ActivateDefinition = z.object({ version: Version }).strict();

export const PreviewRequest = z
  .object({ from: z.iso.date(), count: z.int().min(1).max(60).default(4) })
  .strict()
  .meta({ id: 'PreviewRequest' });
export const PreviewView = z
  .object({
    periods: z.array(
      z.object({
        period: z.string(),
        skipped: z.string().nullable(),
        steps: z.array(
          z.object({
            step: z.enum(STEP_NAMES),
            at: Instant,
            planned: Instant,
            moved: z.string().nullable(),
            provisional: z.boolean(),
          }),
        ),
      }),
    ),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    people: z.int(),
    nobodyToApprove: z.array(z.object({ personId: Id, step: z.string() })),
  })
  .meta({ id: 'Preview' });

/** Opens a cycle by hand, also one that a Schedule has not reached (fast tenants have no Schedule). */
export const OpenCycle = z.object({ period: Period }).strict().meta({ id: 'OpenCycle' });
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
    at: Instant.optional(),
    reason: LongText,
  })
  .strict()
  .meta({ id: 'CycleControlRequest' });
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
        dueAt: Instant,
        lateMinutes: z.int(),
      }),
    ),
  })
  .meta({ id: 'Late' });

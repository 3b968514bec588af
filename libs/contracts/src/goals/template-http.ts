import { z } from 'zod';
import { COUNTED_FROM } from '@goalbeat/domain/calendar/timeline';
import { DIRECTIONS, GOAL_TYPES, LOWER_FORMULAS, TARGET_KINDS } from '@goalbeat/domain/scoring/goal-type';
import { Code, Decimal, Id, Instant, PageQuery, PositiveDecimal, Text, Version, pageOf } from '../wire.js';

/** Indicator packs that are added to a template by ticking. */
export const PACK_CODES = ['sales', 'customer-service', 'warehouse', 'operations', 'compliance'] as const;

/** One goal of a template. `weight`s of a template add up to 100. */
export const TemplateGoal = z
  .object({
    code: Code,
    title: Text,
    type: z.enum(GOAL_TYPES),
    direction: z.enum(DIRECTIONS).default('higher'),
    target: PositiveDecimal,
    /**
     * `value`: the value to reach. `percentage-points` and `relative-change` need a baseline and say by how much it is to rise
     * (or, lower is better, to fall): from 20 %, 5 points make 25 %, a relative change of 5 % makes 21 %.
     */
    targetIs: z.enum(TARGET_KINDS).default('value'),
    baseline: Decimal.nullable().default(null),
    unit: z.string().max(40).default(''),
    weight: PositiveDecimal,
    /** Group of the rule set that it counts in. */
    group: Code.default('kpi'),
    /** Business metric whose readings are its actual. */
    metric: Code.nullable().default(null),
    /** Day of the period, counted as in a definition's timeline; none: the close of reporting. */
    deadline: z
      .object({ from: z.enum(COUNTED_FROM).default('start'), day: z.int().min(-60).max(120) })
      .strict()
      .nullable()
      .default(null),
    evidenceRequired: z.boolean().default(false),
    /** How its attainment is computed where the usual way (spec M3) is not meant. */
    scoring: z
      .object({
        /** Lower is better, without a baseline. */
        lower: z.enum(LOWER_FORMULAS).optional(),
        /** Top of a rating's scale; else its target. */
        scale: PositiveDecimal.optional(),
      })
      .strict()
      .nullable()
      .default(null),
    /** The indicator pack that it came with. */
    pack: z.enum(PACK_CODES).nullable().default(null),
  })
  .strict()
  .meta({ id: 'TemplateGoal' });
export const PutGoalTemplate = z
  .object({
    /** As files name it; then the same as in the address. */
    code: Code.optional(),
    name: Text,
    jobFamily: Code,
    goals: z.array(TemplateGoal).min(1).max(30),
    /** The newest version there is, 0 for none: somebody else's change is not overwritten. */
    version: z.int().min(0).optional(),
  })
  .strict()
  .meta({ id: 'PutGoalTemplate' });
export const GoalTemplateView = PutGoalTemplate.extend({
  id: Id,
  code: Code,
  version: Version,
  updatedAt: Instant,
}).meta({ id: 'GoalTemplate' });
export const GoalTemplatePage = pageOf(GoalTemplateView);
export const GoalTemplateQuery = PageQuery.extend({ jobFamily: Code.optional() });
export const GoalTemplateVersion = z
  .object({
    version: Version,
    name: Text,
    jobFamily: Code,
    goals: z.array(TemplateGoal),
    createdAt: Instant,
  })
  .meta({ id: 'GoalTemplateVersion' });
export const GoalTemplateVersionPage = pageOf(GoalTemplateVersion);

/** Copy and change: what is not given stays as it is in the original. */
export const CopyGoalTemplate = z
  .object({
    code: Code,
    name: Text.optional(),
    jobFamily: Code.optional(),
    goals: z.array(TemplateGoal).min(1).max(30).optional(),
  })
  .strict()
  .meta({ id: 'CopyGoalTemplate' });

/** Packs that the template is to have, and no others; its own goals stay, and all weights are scaled to 100. */
export const TickPacks = z
  .object({ packs: z.array(z.enum(PACK_CODES)).max(PACK_CODES.length), version: Version.optional() })
  .strict()
  .meta({ id: 'TickPacks' });
export const IndicatorPack = z
  .object({ code: z.enum(PACK_CODES), name: z.string(), goals: z.array(TemplateGoal) })
  .meta({ id: 'IndicatorPack' });
export const IndicatorPackPage = pageOf(IndicatorPack);

const goalFields = TemplateGoal.shape;

/** One edit of one goal. A weight that is given stays; the others are scaled so that all make 100. */
export const EditTemplateGoal = z
  .object({
    title: goalFields.title.optional(),
    type: goalFields.type.optional(),
    direction: goalFields.direction.removeDefault().optional(),
    target: goalFields.target.optional(),
    targetIs: goalFields.targetIs.removeDefault().optional(),
    baseline: goalFields.baseline.removeDefault().optional(),
    unit: goalFields.unit.removeDefault().optional(),
    weight: goalFields.weight.optional(),
    group: goalFields.group.removeDefault().optional(),
    metric: goalFields.metric.removeDefault().optional(),
    deadline: goalFields.deadline.removeDefault().optional(),
    evidenceRequired: goalFields.evidenceRequired.removeDefault().optional(),
    scoring: goalFields.scoring.removeDefault().optional(),
    version: Version.optional(),
  })
  .strict()
  .meta({ id: 'EditTemplateGoal' });
/** Running cycles whose sheets were issued from the template. */
export const TemplateUses = z
  .object({
    sheets: z.int(),
    cycles: z.array(
      z.object({
        cycleId: Id,
        definitionCode: Code,
        period: z.string(),
        state: z.string(),
        /** Open sheets with this goal (of an edit), or of this template. */
        sheets: z.int(),
      }),
    ),
  })
  .meta({ id: 'TemplateUses' });
export const EditedTemplate = z
  .object({
    template: GoalTemplateView,
    /** Whose sheets keep what they were issued with until `POST /v1/cycles/{id}/changes` applies the new version. */
    uses: TemplateUses,
  })
  .meta({ id: 'EditedTemplate' });

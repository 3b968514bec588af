import { z } from 'zod';
import { COUNTED_FROM } from '@goalbeat/domain/calendar/timeline';
import { DIRECTIONS, GOAL_TYPES, LOWER_FORMULAS, TARGET_KINDS } from '@goalbeat/domain/scoring/goal-type';
import { Code, Decimal, Id, Instant, PositiveDecimal, Text, Version, pageOf } from '../wire.js';

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

import { z } from 'zod';
import { DIRECTIONS, GOAL_TYPES } from '@goalbeat/domain/scoring/goal-type';
import { Code, Decimal, Id, Instant, PositiveDecimal, Text, Version, pageOf } from '../wire.js';

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

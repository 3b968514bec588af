import { z } from 'zod';
import {
  Code,
  Decimal,
  ExplainStep,
  Id,
  Instant,
  LongText,
  PageQuery,
  PositiveDecimal,
  Text,
  Version,
  pageOf,
  Flag,
} from '../wire.js';

/** Points and weights (spec F1, M3, M4); group weights add up to 100, bands are given from the highest threshold down. */
export const RuleSetData = z
  .object({
    version: z.literal(1),
    name: Text,
    groups: z
      .array(z.object({ code: Code, weight: PositiveDecimal }).strict())
      .min(1)
      .max(10),
    points: z.object({ below: PositiveDecimal, met: PositiveDecimal, above: PositiveDecimal }).strict(),
    maxScore: PositiveDecimal,
    bands: z
      .array(z.object({ code: Code, from: Decimal }).strict())
      .min(1)
      .max(10),
  })
  .strict()
  .meta({ id: 'RuleSetData' });
export const PutRuleSet = z
  .object({ data: RuleSetData, version: Version.optional() })
  .strict()
  .meta({ id: 'PutRuleSet' });
export const RuleSetView = z
  .object({ id: Id, code: Code, version: Version, data: RuleSetData, updatedAt: Instant })
  .meta({ id: 'RuleSet' });
export const RuleSetPage = pageOf(RuleSetView);

export const ScoreView = z
  .object({
    id: Id,
    cycleId: Id,
    period: z.string(),
    sheetId: Id,
    personId: Id,
    personName: z.string(),
    unitId: Id,
    score: Decimal,
    band: z.string(),
    completion: Decimal.describe('Percent of the targets that was reached, e.g. 64.00; may be more than 100.'),
    rankInUnit: z.int(),
    ruleSet: z.string(),
    ruleSetVersion: Version,
    state: z.enum(['scored', 'published']),
  })
  .meta({ id: 'Score' });
export const ScorePage = pageOf(ScoreView);
export const ScoreQuery = PageQuery.extend({
  cycle: Id.optional(),
  person: Id.optional(),
  unit: Id.optional(),
  mine: Flag,
});

/** Every number with its inputs; `recomputed` is worked out anew from what is stored, and has the same digits. */
export const ScoreExplain = z
  .object({
    scoreId: Id,
    score: Decimal,
    recomputed: Decimal,
    agrees: z.boolean(),
    ruleSet: z.string(),
    ruleSetVersion: Version,
    goals: z.array(
      z.object({
        goalId: Id,
        title: z.string(),
        group: z.string(),
        weight: Decimal,
        target: Decimal,
        actual: Decimal.nullable(),
        unit: z.string(),
        attainment: z.string(),
        points: z.string(),
        contribution: z.string(),
      }),
    ),
    steps: z.array(ExplainStep),
    words: z.array(z.string()),
  })
  .meta({ id: 'ScoreExplain' });
export const RunView = z
  .object({
    id: Id,
    cycleId: Id,
    period: z.string(),
    state: z.enum(['scoring', 'scored', 'in-approval', 'returned', 'approved', 'published']),
    people: z.int(),
    batchId: Id,
    version: Version,
    approvalId: Id.nullable(),
    /** How often its scores were published; 0: not yet. */
    publication: z.int(),
  })
  .meta({ id: 'ScoringRun' });
export const RunPage = pageOf(RunView);
/** Returned results are submitted again. */
export const SubmitRun = z.object({ version: Version }).strict().meta({ id: 'SubmitRun' });

/** Published scores that were wrong: by another version of the run's rule set, or because goals had other results. */
export const PublishAgain = z
  .object({
    version: Version,
    /** Says what would change, and changes nothing. */
    dryRun: z.boolean(),
    reason: LongText,
    /** Absent: the version it was scored by. */
    ruleSetVersion: Version.optional(),
    goals: z
      .array(
        z
          .object({
            sheetId: Id,
            goalId: Id,
            /** 1 is 100 %. */
            attainment: Decimal,
            /** Shown beside the target; absent: what was reported stays. */
            actual: Decimal.optional(),
            evidence: LongText,
          })
          .strict(),
      )
      .max(2_000)
      .default([]),
  })
  .strict()
  .meta({ id: 'PublishAgain' });
const ScoreShown = z.object({ score: Decimal, band: z.string() });
export const PublicationView = z
  .object({
    runId: Id,
    cycleId: Id,
    version: Version,
    /** Its number; of a dry run that of the publication that stands. */
    publication: z.int(),
    /** By which the corrections of payments name it; null of a dry run. */
    batchId: Id.nullable(),
    changed: z.int(),
    unchanged: z.int(),
    /** That nobody had in the publication that stands: where the pay plan has no entry for one, nobody is paid by this publication until it has. */
    newBands: z.array(z.string()),
    /** At most 200 of those that changed. */
    scores: z.array(z.object({ scoreId: Id, personId: Id, before: ScoreShown, after: ScoreShown })),
  })
  .meta({ id: 'Publication' });

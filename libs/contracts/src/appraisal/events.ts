import { z } from 'zod';
import { cloudEvent } from '../cloud-event.js';
import { Decimal, ExplainStep, Id } from '../wire.js';

export const APPRAISAL_EVENTS = {
  scoresPage: 'goalbeat.appraisal.scores.published.v1',
  run: 'goalbeat.appraisal.run.changed.v1',
} as const;

export const PublishedScore = z.object({
  scoreId: Id,
  sheetId: Id,
  personId: Id,
  unitId: Id,
  grade: z.string(),
  /** Exact fraction; `scoreText` is what is shown. */
  score: z.string(),
  scoreText: Decimal,
  band: z.string(),
  completion: z.string(),
  workedDays: z.int(),
  fullDays: z.int(),
  reason: z.array(ExplainStep),
  /** Where it can be seen that corrected results of this person are right; absent: none were corrected. */
  evidence: z.string().optional(),
});
export const ScoresPublished = z.object({
  batchId: Id,
  cycleId: Id,
  period: z.string(),
  count: z.int(),
  checksum: z.string(),
  page: z.int(),
  pages: z.int(),
  payPlan: z.string(),
  /** 1, 2, …; absent: 1. A later one corrects those before, whole. */
  publication: z.int().min(1).optional(),
  /** Why it was published again. */
  reason: z.string().optional(),
  /** All that the rule set may give, also those that nobody has; absent: of an earlier release. */
  bands: z.array(z.string()).optional(),
  scores: z.array(PublishedScore).max(100),
});
/** How far a cycle's scoring has come; feeds the monitor's funnel. */
export const ScoringRunChanged = z.object({
  cycleId: Id,
  runId: Id,
  version: z.int(),
  state: z.enum(['scored', 'published']),
  scored: z.int(),
});
export const ScoresPublishedEvent = cloudEvent(APPRAISAL_EVENTS.scoresPage, ScoresPublished);
export const ScoringRunChangedEvent = cloudEvent(APPRAISAL_EVENTS.run, ScoringRunChanged);
export type PublishedScore = z.infer<typeof PublishedScore>;
export type ScoresPublished = z.infer<typeof ScoresPublished>;
export type ScoringRunChanged = z.infer<typeof ScoringRunChanged>;

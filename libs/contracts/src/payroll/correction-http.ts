import { z } from 'zod';
import { Amount, Code, Decimal, Id, LongText, Version } from '../wire.js';

/** Corrected scores, or another plan, for a cycle whose lists were signed. */
export const CorrectPayments = z
  .object({
    cycleId: Id,
    dryRun: z.boolean(),
    /** Of the dry run; the correction is refused when it would do anything else. */
    fingerprint: z.string().max(100).optional(),
    reason: LongText,
    scores: z
      .array(z.object({ personId: Id, score: Decimal, band: Code, evidence: LongText }).strict())
      .max(2_000)
      .default([]),
    /** Without a version the newest; absent: the one the cycle was last reckoned with. */
    payPlan: z.object({ code: Code, version: Version.optional() }).strict().optional(),
  })
  .strict()
  .meta({ id: 'CorrectPayments' });
export const CorrectionView = z
  .object({
    /** Null of a dry run. */
    id: Id.nullable(),
    cycleId: Id,
    fingerprint: z.string(),
    payPlan: z.object({ code: Code, version: Version }),
    counts: z.object({
      up: z.int(),
      down: z.int(),
      unchanged: z.int(),
      /** Their lists are not signed and posted: HR changes the list itself. */
      notSigned: z.int(),
      givenUp: z.int(),
      noRate: z.int(),
    }),
    /** One of each currency. `back`: what of `up` was paid out already, before it was taken down, and is not paid again. */
    totals: z.array(z.object({ up: Amount, down: Amount, back: Amount })),
    /** Who changes most first, at most 200. */
    lines: z.array(
      z.object({
        claimId: Id,
        personId: Id,
        personNumber: z.string(),
        personName: z.string(),
        before: Amount,
        after: Amount,
        difference: Amount,
      }),
    ),
    /** Runs whose lists finance signs. */
    runIds: z.array(Id),
  })
  .meta({ id: 'Correction' });

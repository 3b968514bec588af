import { z } from 'zod';
import { POSTING_CAUSES } from '@goalbeat/domain/ledger/movement';
import { Amount, Code, Decimal, Id, Instant, LongText, PageQuery, pageOf, Version } from '../wire.js';

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

/** A correction that was made: who, when, why, by which plan, and what it came to in each currency. */
export const PastCorrection = z
  .object({
    id: Id,
    cycleId: Id,
    period: z.string(),
    /** Its number within its cycle. */
    no: z.int(),
    at: Instant,
    byId: Id,
    byName: z.string(),
    reason: z.string(),
    payPlan: z.object({ code: Code, version: Version }),
    /** Whose money changed, of those the reader may see; 0: it was worth the same. */
    changed: z.int(),
    totals: z.array(z.object({ up: Amount, down: Amount })),
  })
  .meta({ id: 'PastCorrection' });
export const PastCorrectionPage = pageOf(PastCorrection);
export const PastCorrectionQuery = PageQuery.extend({ cycle: Id.optional(), person: Id.optional() });

/** What it did to one person's money, with what stands in the ledger because of it. */
export const CorrectedLine = z
  .object({
    id: Id,
    claimId: Id,
    personId: Id,
    personNumber: z.string(),
    personName: z.string(),
    before: Amount,
    after: Amount,
    difference: Amount,
    /** The score that was corrected, and by what; null: theirs stayed, and a pool, a team's extra or the plan changed their money. */
    score: z.object({ score: Decimal, band: Code, evidence: z.string() }).nullable(),
    /** The line that pays the difference, and its list's state; null where nothing is paid for it. */
    paidBy: z.object({ lineId: Id, listId: Id, runId: Id, state: z.string() }).nullable(),
    postings: z.array(
      z.object({ at: Instant, cause: z.enum(POSTING_CAUSES), debit: z.string(), credit: z.string(), amount: Amount }),
    ),
  })
  .meta({ id: 'CorrectedLine' });
export const CorrectedLinePage = pageOf(CorrectedLine);
export const CorrectedLineQuery = PageQuery.extend({ person: Id.optional() });

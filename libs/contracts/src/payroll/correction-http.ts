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
    /** For everybody whose pay it changes, who read it beside what it did to theirs: nothing about others. */
    message: z.string().trim().min(1).max(500).optional(),
    scores: z
      .array(z.object({ personId: Id, score: Decimal, band: Code, evidence: LongText }).strict())
      .max(2_000)
      .default([]),
    /** Without a version the newest; absent: the one the cycle was last reckoned with. */
    payPlan: z.object({ code: Code, version: Version.optional() }).strict().optional(),
    /** All differences of a publication of the cycle's scores, by its batch; instead of `scores`. */
    batchId: Id.optional(),
  })
  .strict()
  .meta({ id: 'CorrectPayments' });
/** `payPlan`: by which the cycle would be reckoned; absent: the one it was last. */
export const CorrectionBandsQuery = z.object({ cycle: Id, payPlan: Code.optional() }).strict();
/** What a corrected score's band may be, in the order of the rule set. */
export const CorrectionBands = z.object({ bands: z.array(z.string()) }).meta({ id: 'CorrectionBands' });

const Who = z.object({ personId: Id, personNumber: z.string(), personName: z.string() });
const DecidedByHand = Who.extend({
  byHand: z.object({ score: Decimal, band: Code, evidence: z.string() }),
  /** `evidence`: what it says of this person; null where nothing of theirs was corrected. */
  published: z.object({ score: Decimal, band: z.string(), evidence: z.string().nullable() }),
});
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
      overrides: z.int(),
      kept: z.int(),
      missing: z.int(),
      added: z.int(),
    }),
    /** A publication that waits to be taken: what is asked for by hand, or by another plan, does not go by it. */
    open: z.object({ batchId: Id, publication: z.int() }).nullable(),
    /** Corrected by hand, and published as something else since: the publication's score counts from now on. At most 200, as the next four. */
    overrides: z.array(DecidedByHand),
    /** Corrected by hand, and stays so: the publication, or the one that waits, says what was known when that was decided. */
    kept: z.array(DecidedByHand),
    /** Paid, and not in the publication: they stay paid by the score they had. */
    missing: z.array(Who),
    /** In the publication, and on no list of the cycle: a correction pays them nothing. */
    added: z.array(Who),
    /** The plan cannot say what they should get, a grade without a base for one: their money stays as it is. `why`: in the reader's language. */
    noRate: z.array(Who.extend({ why: z.string() })),
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
    /** What HR says of it to those whose pay it changes; null where nothing. */
    message: z.string().nullable(),
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

/**
 * waiting: the cycle's lists are not built yet, and will be built of it · used: they were · unchanged: nobody's money is another · open: HR's lead
 * has it to do, again where finance refused some of it · corrected: its differences were asked for · overtaken: a later one has arrived · contradicting: one of its number was there
 */
export const REPUBLICATION_STATES = [
  'waiting',
  'used',
  'unchanged',
  'open',
  'corrected',
  'overtaken',
  'contradicting',
] as const;
/** Scores that were published again. */
export const RepublicationView = z
  .object({
    batchId: Id,
    cycleId: Id,
    period: z.string(),
    /** 2, 3, … */
    publication: z.int(),
    reason: z.string().nullable(),
    state: z.enum(REPUBLICATION_STATES),
    /** As it was when they arrived: whose scores are others, whose money; null where nothing was reckoned. */
    counts: z
      .object({
        scores: z.int(),
        up: z.int(),
        down: z.int(),
        notSigned: z.int(),
        /** Corrected by hand, and published as something else since. */
        overrides: z.int(),
        /** Paid, and not in it. */
        missing: z.int(),
        /** In it, and on no list of the cycle. */
        added: z.int(),
      })
      .nullable(),
    correctionId: Id.nullable(),
    at: Instant,
  })
  .meta({ id: 'Republication' });
export const RepublicationPage = pageOf(RepublicationView);
export const RepublicationQuery = PageQuery.extend({
  cycle: Id.optional(),
  state: z.enum(REPUBLICATION_STATES).optional(),
});

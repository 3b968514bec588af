import { PAYOUT_STATES } from '@goalbeat/domain/payout/lifecycle';
import { z } from 'zod';
import { Amount, Flag, Id, Instant, LongText, PageQuery, Version, pageOf } from '../wire.js';

/** What payroll says of a payout against what we have. */
export const ContradictionView = z
  .object({
    id: Id,
    version: Version,
    payoutId: Id,
    runId: Id,
    /** Whose payout it is: their employee number. */
    personNumber: z.string(),
    period: z.string(),
    amount: Amount,
    ours: z.object({ state: z.enum(PAYOUT_STATES), at: Instant }),
    said: z.object({
      outcome: z.enum(['accepted', 'paid', 'rejected']),
      at: Instant,
      /** As payroll wrote it, when it is another one than ours. */
      amount: z.object({ amount: z.string(), currency: z.string() }).nullable(),
    }),
    openedAt: Instant,
    /** Clearing it lets the payout be paid again, or it is about the only lead’s own pay: two people do. */
    needsTwo: z.boolean(),
    /** What the first of the two asked for: that ours is right, or that payroll's word is. */
    askedFor: z.enum(['clear', 'accept']).nullable(),
    /** The first of the two. */
    askedBy: Id.nullable(),
    askedAt: Instant.nullable(),
    /** Of the first of the two; it stays when the other confirms. */
    askedReason: z.string().nullable(),
    /** The last one given: of who closed it, until then of who asked. */
    reason: z.string().nullable(),
    closedAt: Instant.nullable(),
    /** `taken-back`: payroll did itself. `accepted`: what it said is in our books. */
    closedAs: z.enum(['cleared', 'accepted', 'taken-back']).nullable(),
    /** Null of one that payroll took back itself. */
    closedBy: Id.nullable(),
  })
  .meta({ id: 'Contradiction' });
export const ContradictionPage = pageOf(ContradictionView);
export const ContradictionQuery = PageQuery.extend({
  run: Id.optional(),
  /** Only those that nobody has cleared: `?open`. */
  open: Flag,
});
/** Payroll has been asked, and says that what we have is right. */
export const ClearContradiction = z
  .object({ version: Version, reason: LongText })
  .strict()
  .meta({ id: 'ClearContradiction' });
/** Payroll has been asked, and has paid what we have as rejected: it becomes paid. */
export const AcceptPayrollsWord = z
  .object({ version: Version, reason: LongText })
  .strict()
  .meta({ id: 'AcceptPayrollsWord' });

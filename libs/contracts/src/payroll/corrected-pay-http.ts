import { z } from 'zod';
import { Amount, ExplainStep, Id, Instant, PageQuery, pageOf } from '../wire.js';

/**
 * score: HR corrected the score for pay, the published one stays · scores-republished: it was published again · pay-plan: another plan, or version ·
 * others: everybody is reckoned again when somebody is corrected, since a pool or a team's extra see everybody
 */
export const CORRECTED_PAY_CAUSES = ['score', 'scores-republished', 'pay-plan', 'others'] as const;
export type CorrectedPayCause = (typeof CORRECTED_PAY_CAUSES)[number];

const Scored = z.object({ score: z.string(), band: z.string() });
/** One's own money of a cycle that corrections changed; only what is posted, and signed where it wants a signature. */
export const CorrectedPayView = z
  .object({
    claimId: Id,
    cycleId: Id.nullable(),
    period: z.string(),
    /** As it was signed first, and what it is worth now. */
    first: Amount,
    now: Amount,
    /** What was paid too much: a later bonus keeps it back; null where there was nothing. `settled` and `open` come to `total`. */
    keptBack: z
      .object({
        total: Amount,
        settled: Amount,
        open: Amount,
        /** Which later bonuses kept back how much, oldest first. */
        by: z.array(z.object({ period: z.string(), at: Instant, amount: Amount })),
      })
      .nullable(),
    /** Comes off what is held, or came back from payroll, when that is paid; null where nothing does. */
    takenOff: Amount.nullable(),
    /** Newest first. */
    corrections: z.array(
      z.object({
        id: Id,
        at: Instant,
        before: Amount,
        after: Amount,
        difference: Amount,
        cause: z.enum(CORRECTED_PAY_CAUSES),
        /** The score that the money goes by, and by which it went before; null where it is the same. */
        score: Scored.extend({ before: Scored }).nullable(),
        /** For the person concerned: never what somebody wrote about them. */
        reason: z.string(),
        /** What HR says of it to everybody whose pay it changes; null where nothing. */
        message: z.string().nullable(),
        /** How the difference was reckoned; it comes to the same cent again. Empty of corrections made before it was kept. */
        explain: z.array(ExplainStep),
        words: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'CorrectedPay' });
export const CorrectedPayPage = pageOf(CorrectedPayView);
export const CorrectedPayQuery = PageQuery.extend({ cycle: Id.optional() });

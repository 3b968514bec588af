import { z } from 'zod';
import { Id, Instant, LongText, pageOf } from '../wire.js';

/** Payroll answered about a payout that is none of ours. */
export const UnknownAnswerView = z
  .object({
    /** As payroll wrote it. */
    payoutId: Id,
    outcomes: z.array(z.enum(['accepted', 'paid', 'rejected'])),
    answerIds: z.array(z.string()),
    /** When the last of them was taken. */
    lastAt: Instant,
  })
  .meta({ id: 'UnknownAnswer' });
export const UnknownAnswerPage = pageOf(UnknownAnswerView);
/** What payroll meant, as somebody found out. */
export const SettleUnknownAnswer = z.object({ reason: LongText }).strict().meta({ id: 'SettleUnknownAnswer' });

import { z } from 'zod';
import { Amount, ExplainStep, Id, Instant, PageQuery, pageOf } from '../wire.js';

/** What was signed for me and is kept back: it is paid once it has been looked into, or given up with a reason. */
export const HeldPayView = z
  .object({
    lineId: Id,
    period: z.string(),
    amount: Amount,
    /** When its list was signed. */
    since: Instant,
    /** When it was given up: it will not be paid. Null while it is held. */
    givenUpAt: Instant.nullable(),
    /** Why it is not paid yet, or not at all, for the person concerned: never what somebody wrote about them. */
    reason: z.string(),
    explain: z.array(ExplainStep),
    words: z.array(z.string()),
  })
  .meta({ id: 'HeldPay' });
export const HeldPayPage = pageOf(HeldPayView);
/** What is held, or what was held and is given up. */
export const HELD_PAY_STATES = ['held', 'given-up'] as const;
export const HeldPayQuery = PageQuery.extend({ state: z.enum(HELD_PAY_STATES).default('held') });

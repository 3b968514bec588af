import { z } from 'zod';
import { Id, Instant, pageOf, PageQuery, Text } from './wire.js';

/** `attributed`: it was nobody's, and is a letter of the company that it names now. */
export const DEAD_LETTER_STATES = ['open', 'replayed', 'set-aside', 'attributed'] as const;
export const DeadLetterView = z
  .object({
    id: Id,
    queue: z.string(),
    cause: z.string(),
    detail: z.string(),
    firstSeenAt: Instant,
    bytes: z.int(),
    /** Names, amounts and texts are left out. */
    body: z.string(),
    state: z.enum(DEAD_LETTER_STATES),
    settledAt: Instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'DeadLetter' });
export const DeadLetterPage = pageOf(DeadLetterView);
/** To which company it was given. */
export const AttributedLetter = DeadLetterView.extend({ tenantId: Id }).meta({ id: 'AttributedDeadLetter' });
export const DeadLetterQuery = PageQuery.extend({ state: z.enum(DEAD_LETTER_STATES).optional() });
export const SetAside = z.object({ reason: Text }).strict().meta({ id: 'SetAsideDeadLetter' });

import { z } from 'zod';
import { Amount, Id, Instant, PageQuery, PositiveDecimal, pageOf } from '../wire.js';
import { PayPlanData } from './pay-plan-data.js';

/** Each time a list was submitted, and what was in it then. */
export const ListRounds = z
  .object({
    items: z.array(
      z.object({
        round: z.int(),
        hash: z.string(),
        makerId: Id,
        approvalId: Id,
        submittedAt: Instant,
        lines: z.int(),
        held: z.int(),
        total: Amount,
      }),
    ),
  })
  .meta({ id: 'BonusListRounds' });
export const ListRoundNumber = z.coerce.number().int().min(1).max(100_000);
export const ListRoundDiffQuery = PageQuery.extend({ to: ListRoundNumber.optional() });
const LineInRound = z.object({ amount: Amount, state: z.string(), heldReason: z.string().nullable() });
export const ListRoundDiff = pageOf(
  z.object({
    lineId: Id,
    personId: Id,
    personNumber: z.string(),
    personName: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    before: LineInRound.nullable(),
    after: LineInRound.nullable(),
    /** Why it is held, or what HR wrote at the last adjustment. */
    reason: z.string().nullable(),
  }),
);

const Factor = z.string().regex(/^\d{1,2}(\.\d{1,6})?$/, 'a factor such as "1.1"');
/** A list by another plan, or by its own with amounts (bases, pools, amounts a band or point) and multipliers times a factor. */
export const WhatIf = z
  .object({
    data: PayPlanData.optional(),
    scale: z.object({ amounts: Factor.optional(), multipliers: Factor.optional() }).strict().optional(),
    budget: PositiveDecimal.optional(),
  })
  .strict()
  .meta({ id: 'WhatIf' });
const BeforeAfter = { before: Amount, after: Amount };
export const WhatIfView = z
  .object({
    ...BeforeAfter,
    budget: Amount.nullable(),
    overBudget: z.boolean(),
    units: z.array(z.object({ unitId: Id, ...BeforeAfter })),
    bands: z.array(z.object({ band: z.string(), ...BeforeAfter })),
    /** Who changes most first, at most 50. */
    people: z.array(
      z.object({
        personId: Id,
        personNumber: z.string(),
        personName: z.string(),
        ...BeforeAfter,
        difference: Amount,
      }),
    ),
    changed: z.int(),
    /** For whom the plan says nothing: 0. */
    noRate: z.int(),
    /** Who would be paid in another currency: 0 here. */
    otherCurrency: z.int(),
  })
  .meta({ id: 'WhatIfResult' });

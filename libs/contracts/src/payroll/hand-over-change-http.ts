import { HAND_OVER_CHANGE_KINDS, HAND_OVER_CHANGE_STATES, HAND_OVER_WAYS } from '@goalbeat/domain/payout/hand-over';
import { z } from 'zod';
import { Amount, Flag, Id, Instant, LongText, PageQuery, Version, pageOf } from '../wire.js';
import { FINDINGS } from './hand-over-http.js';

const Address = z.url().max(2_000);
const SettingSide = z.object({
  way: z.enum(HAND_OVER_WAYS),
  url: z.string().nullable(),
  queryUrl: z.string().nullable(),
  deduplicates: z.boolean(),
  releaseWithinHours: z.int(),
});
const Payouts = z.array(z.object({ payoutId: Id, personNumber: z.string(), period: z.string(), amount: Amount }));
const AddressSide = z.object({
  url: z.string().nullable(),
  queryUrl: z.string().nullable(),
  /** Whether payroll drops repeats there. */
  deduplicates: z.boolean(),
});

/** What one person has asked for, and another one has to confirm: where money goes, and whether it is sent once more. */
export const HandOverChangeView = z
  .object({
    id: Id,
    version: Version,
    /** `setting`: where the company's payouts go. `address`: of a run that has begun. `finding`: what payroll has of payouts.
     * `secret`: who asked makes a new one within a day of the confirmation. `results`: what a person's file says was rejected. */
    kind: z.enum(HAND_OVER_CHANGE_KINDS),
    /** `overtaken`: asked anew meanwhile, or payroll has answered. */
    state: z.enum(HAND_OVER_CHANGE_STATES),
    reason: z.string().nullable(),
    askedBy: Id,
    askedAt: Instant,
    /** Who has the task to confirm it; others of finance may as well. */
    askedOf: z.array(Id),
    decidedBy: Id.nullable(),
    decidedAt: Instant.nullable(),
    decisionReason: z.string().nullable(),
    setting: z.object({ present: SettingSide, wanted: SettingSide }).nullable(),
    address: z.object({ runId: Id, present: AddressSide, wanted: AddressSide }).nullable(),
    finding: z
      .object({
        finding: z.enum(FINDINGS),
        payouts: Payouts,
      })
      .nullable(),
    /** Rejected by a file that somebody has brought: confirmed, they count as rejected and can be paid again. */
    results: z.object({ fileId: Id, payouts: Payouts }).nullable(),
  })
  .meta({ id: 'HandOverChange' });
export const HandOverChangePage = pageOf(HandOverChangeView);
export const HandOverChangeQuery = PageQuery.extend({
  kind: z.enum(HAND_OVER_CHANGE_KINDS).optional(),
  /** Only those that wait for somebody: `?open`. */
  open: Flag,
});

export const ConfirmHandOverChange = z
  .object({ version: Version, reason: LongText.optional() })
  .strict()
  .meta({ id: 'ConfirmHandOverChange' });
export const RefuseHandOverChange = z
  .object({ version: Version, reason: LongText })
  .strict()
  .meta({ id: 'RefuseHandOverChange' });
export const WithdrawHandOverChange = z
  .object({ version: Version, reason: LongText.optional() })
  .strict()
  .meta({ id: 'WithdrawHandOverChange' });

/**
 * The webhook address of a run that has begun was mistyped, or has moved: what is not with payroll yet goes here. That it drops repeats
 * is said of this address: what another one did counts for nothing.
 */
export const CorrectRunAddress = z
  .object({
    runId: Id,
    url: Address,
    queryUrl: Address.optional(),
    deduplicates: z.boolean().default(false),
    reason: LongText,
  })
  .strict()
  .meta({ id: 'CorrectRunAddress' });

import { z } from 'zod';
import { cloudEvent } from '../cloud-event.js';
import { Amount, Id, GivenInstant, Instant } from '../wire.js';
import { words } from '../wire-words.js';

/** Internal: how far the money of a cycle has come. */
export const PAYROLL_EVENTS = {
  run: 'goalbeat.payroll.run.changed.v1',
  nothingToPay: 'goalbeat.payroll.cycle.nothing-to-pay.v1',
} as const;
export const PayoutRunChanged = z.object({
  cycleId: Id.nullable(),
  runId: Id,
  kind: z.enum(['cycle', 'off-cycle']),
  version: z.int(),
  state: z.string(),
  lines: z.int(),
  signed: z.int(),
  paid: z.int(),
  rejected: z.int(),
});
export const PayoutRunChangedEvent = cloudEvent(PAYROLL_EVENTS.run, PayoutRunChanged);
export type PayoutRunChanged = z.infer<typeof PayoutRunChanged>;

/** Internal: a cycle's list would have been empty, so there is none, and nothing to sign or to wait for. */
export const NothingToPay = z.object({ cycleId: Id, at: Instant });
export const NothingToPayEvent = cloudEvent(PAYROLL_EVENTS.nothingToPay, NothingToPay);
export type NothingToPay = z.infer<typeof NothingToPay>;

/** To payroll, on exchange `goalbeat.payouts`; the event's id is the payout's id, so payroll can drop a repeat. */
export const PAYOUT_EVENTS = {
  requested: 'com.goalbeat.payout.requested.v1',
  batchClosed: 'com.goalbeat.payout-batch.closed.v1',
} as const;
export const PayoutRequested = z
  .object({
    payoutId: Id,
    batchId: Id,
    runId: Id,
    employeeNumber: z.string(),
    amount: Amount,
    period: z.string(),
    reason: z.string(),
    requestedAt: Instant,
    /** The rejected payout that this one pays again; null for a first payment. */
    replaces: Id.nullable(),
  })
  .meta({ id: 'PayoutRequested' });
export const PayoutBatchClosed = z
  .object({
    batchId: Id,
    runId: Id,
    count: z.int(),
    sums: z.array(Amount),
    /**
     * Webhook only, and only where not all of the batch came to this address (another one was put right on the way, or you had spoken of a
     * payout before it was sent): how much of it had come here when this was sent. Go by it instead of `count` and `sums`.
     */
    here: z.object({ count: z.int(), sums: z.array(Amount) }).optional(),
    closedAt: Instant,
  })
  .meta({ id: 'PayoutBatchClosed' });
export const PayoutRequestedEvent = cloudEvent(PAYOUT_EVENTS.requested, PayoutRequested);
export const PayoutBatchClosedEvent = cloudEvent(PAYOUT_EVENTS.batchClosed, PayoutBatchClosed);
export type PayoutRequested = z.infer<typeof PayoutRequested>;
export type PayoutBatchClosed = z.infer<typeof PayoutBatchClosed>;

/** Years of an instant, or of a day, on which payroll may say that it answered. */
export const ANSWERED_IN = /^(20\d\d|2100)-/;
/** What an answer consists of, whichever way it comes. */
export const PayoutAnswerFields = z
  .object({
    answerId: z.string().min(1).max(100),
    tenantId: Id,
    payoutId: Id,
    outcome: z.enum(['accepted', 'paid', 'rejected']),
    /** Payroll's own reference, shown to finance. */
    reference: z.string().max(100).optional(),
    /** Of a year that our calendars have. */
    at: GivenInstant.refine(
      (at) => ANSWERED_IN.test(at),
      words('an instant of the years 2000 to 2100', '2000 年至 2100 年的时刻'),
    ),
    /** What payroll booked, when it says so; another amount than ours is a contradiction. */
    amount: Amount.optional(),
    /** Of what was rejected one of the two is needed: HR has to mend the cause. */
    code: z.string().max(50).optional(),
    text: z.string().max(500).optional(),
  })
  .strict();

interface Said {
  outcome?: string | undefined;
  code?: string | undefined;
  text?: string | undefined;
}
/** As of a file's row: whoever rejects says why. */
export const saysWhy = ({ outcome, code = '', text = '' }: Said): boolean =>
  outcome !== 'rejected' || code.trim() !== '' || text.trim() !== '';
export const WHY_REJECTED = {
  error: words('say by code or text why it was rejected', '请用 code 或 text 说明退回原因'),
  path: ['code'],
};

/** From payroll, on queue `goalbeat.payroll-answers` or by HTTP. `answerId` makes a repeated answer harmless. */
export const PayoutAnswer = PayoutAnswerFields.refine(saysWhy, WHY_REJECTED).meta({ id: 'PayoutAnswer' });
export type PayoutAnswer = z.infer<typeof PayoutAnswer>;

import { DELIVERY_STATES, HAND_OVER_WAYS } from '@goalbeat/domain/payout/hand-over';
import { z } from 'zod';
import { Id, Instant, LongText, PageQuery, Version, pageOf } from '../wire.js';
import { PayoutAnswerFields, saysWhy, WHY_REJECTED } from './events.js';

const Address = z.url().max(2_000);

/** Working hours that finance has to release a file before it is reminded. */
export const RELEASE_WITHIN_HOURS = 4;

/** How this company's payouts go to payroll. A run keeps the way that it began with. */
export const PutHandOver = z
  .object({
    way: z.enum(HAND_OVER_WAYS),
    /** Webhook: where payouts are posted to. */
    url: Address.optional(),
    /** Webhook: `<queryUrl>/<payout id>` answers with a `KeyAnswer` what payroll knows of it. */
    queryUrl: Address.optional(),
    /** Webhook: whether payroll drops what it has had under the same webhook-id. Only then is sent again after a cut link. */
    deduplicates: z.boolean().default(false),
    /** Files: working hours of the company's calendar after which finance has a task about a file that nobody released. */
    releaseWithinHours: z.int().min(1).max(200).default(RELEASE_WITHIN_HOURS),
    /** Of the setting that is replaced; left out for the first. */
    version: Version.optional(),
    /** For whoever confirms it. */
    reason: LongText.optional(),
  })
  .strict()
  .meta({ id: 'PutHandOver' });
export const HandOverView = z
  .object({
    way: z.enum(HAND_OVER_WAYS),
    url: z.string().nullable(),
    queryUrl: z.string().nullable(),
    deduplicates: z.boolean(),
    releaseWithinHours: z.int(),
    /** 0 while nothing was set: RabbitMQ. */
    version: z.int().min(0),
    secretMadeAt: Instant.nullable(),
    /** Until when the secret before the present one signs too. */
    previousSecretUntil: Instant.nullable(),
  })
  .meta({ id: 'HandOver' });
export const HandOverSecret = z
  .object({
    /** Shown in this answer only. */
    secret: z.string(),
    previousSecretUntil: Instant.nullable(),
  })
  .meta({ id: 'HandOverSecret' });

/** What a webhook's receiver may say at once, in the body of its 2xx; what it leaves out is known from the request. */
const WebhookFields = PayoutAnswerFields.partial().required({ outcome: true }).strict();
export const WebhookAnswer = WebhookFields.refine(saysWhy, WHY_REJECTED).meta({ id: 'WebhookAnswer' });
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;

/**
 * What payroll answers with 200 when it is asked by key. `known: false` is said on purpose: a 404 of an address that moved must not
 * make us send money again.
 */
export const KeyAnswer = z
  .discriminatedUnion('known', [
    z.object({ known: z.literal(false), payoutId: Id }).strict(),
    WebhookFields.partial()
      .extend({ known: z.literal(true), payoutId: Id })
      .strict()
      .refine(saysWhy, WHY_REJECTED),
  ])
  .meta({ id: 'KeyAnswer' });
export type KeyAnswer = z.infer<typeof KeyAnswer>;

export const DeliveryView = z
  .object({
    /** The payout's id, or the batch's: the key under which payroll hears of it. */
    id: Id,
    kind: z.enum(['payout', 'batch']),
    runId: Id,
    batchId: Id,
    way: z.enum(HAND_OVER_WAYS),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    nextAt: Instant.nullable(),
    /** What the last attempt was answered with. */
    status: z.int().nullable(),
    error: z.string().nullable(),
    changedAt: Instant,
  })
  .meta({ id: 'Delivery' });
export const DeliveryPage = pageOf(DeliveryView);
export const DeliveryQuery = PageQuery.extend({ run: Id.optional(), state: z.enum(DELIVERY_STATES).optional() });

export const FINDINGS = [
  'send-again',
  'payroll-has-it',
  'never-seen',
  'give-up',
  'payroll-paid-it',
  'payroll-rejected-it',
] as const;
/**
 * One of finance looks it up and says it; what may pay twice (`never-seen` where nobody drops repeats, what may have been taken at
 * another address or attempt), and what is about the only lead's own pay, a second person confirms: `asked` names the change.
 * refused: `send-again` once its cause is mended, or `give-up` (the payout counts as rejected). Unclear or unknown: what somebody
 * found at payroll, `payroll-has-it` or `never-seen`; only then is it sent again. Unknown, and payroll does not answer any more by its
 * way: what it said to somebody, `payroll-paid-it` or `payroll-rejected-it`, always by two. Nothing is sent by that.
 */
export const DecideDeliveries = z
  .object({ payoutIds: z.array(Id).min(1).max(500), finding: z.enum(FINDINGS), reason: LongText })
  .strict()
  .meta({ id: 'DecideDeliveries' });
export const DeliveriesDecided = z
  .object({
    decided: z.int(),
    unchanged: z.int(),
    /** How many wait for a second person. */
    asked: z.int(),
    /** The asked change under /v1/hand-over/changes that a second person confirms. */
    changeId: Id.nullable(),
  })
  .meta({ id: 'DeliveriesDecided' });

export const PayoutFileView = z
  .object({
    id: Id,
    runId: Id,
    batchId: Id,
    name: z.string(),
    rows: z.int(),
    /** Of the file's bytes. */
    sha256: z.string(),
    createdAt: Instant,
    releasedAt: Instant.nullable(),
  })
  .meta({ id: 'PayoutFile' });
export const PayoutFilePage = pageOf(PayoutFileView);
export const PayoutFileQuery = PageQuery.extend({ run: Id.optional() });

export const ResultsQuery = z
  .object({
    /** `whole`: one bad row and nothing is taken; `good-rows`: those that are right are taken. */
    mode: z.enum(['whole', 'good-rows']).default('whole'),
  })
  .strict();
export const ResultsTaken = z
  .object({
    taken: z.array(z.object({ line: z.int(), payoutId: Id, outcome: z.string() })),
    /** `code` is a problem code; `message` is in the reader's language. */
    refused: z.array(z.object({ line: z.int(), code: z.string(), field: z.string(), message: z.string() })),
    /** Rejections that a person has brought: another one confirms them, and nothing is rejected before. */
    asked: z.array(z.object({ line: z.int(), payoutId: Id })),
    /** What the other one confirms. */
    changeId: Id.nullable(),
    /** Rows without an outcome: payroll has not said anything yet. */
    open: z.int(),
  })
  .meta({ id: 'ResultsTaken' });

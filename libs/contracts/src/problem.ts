import type { ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { z } from 'zod';

/** What each error code is on the wire; feeds problem+json and Temporal's ApplicationFailure alike. */
export const PROBLEMS = {
  validation: { status: 400, title: 'The request has a wrong value', retryable: false },
  'unknown-field': { status: 400, title: 'The request has a field that is not known', retryable: false },
  'not-signed-in': { status: 401, title: 'Sign in first', retryable: false },
  forbidden: { status: 403, title: 'Not allowed', retryable: false },
  'not-found': { status: 404, title: 'Not found', retryable: false },
  'stale-version': { status: 409, title: 'It was changed meanwhile', retryable: false },
  'wrong-state': { status: 409, title: 'Not possible in its present state', retryable: false },
  'already-decided': { status: 409, title: 'It has been decided already', retryable: false },
  duplicate: { status: 409, title: 'It exists already', retryable: false },
  'idempotency-in-flight': { status: 409, title: 'The same request is being handled', retryable: true },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key came with another body', retryable: false },
  'evidence-required': { status: 422, title: 'Evidence is missing', retryable: false },
  'weights-not-100': { status: 422, title: 'Weights must add up to 100', retryable: false },
  'unknown-person': { status: 422, title: 'No such person', retryable: false },
  'unknown-unit': { status: 422, title: 'No such unit', retryable: false },
  'unknown-currency': { status: 422, title: 'No such currency', retryable: false },
  'money-scale': { status: 422, title: 'Too many decimals for this currency', retryable: false },
  'nobody-to-approve': { status: 422, title: 'Nobody could decide this', retryable: false },
  'calendar-not-covered': { status: 422, title: 'The working calendar does not reach that far', retryable: false },
  'four-eyes': { status: 403, title: 'Somebody else has to decide this', retryable: false },
  'step-up-required': { status: 403, title: 'Sign in again first', retryable: false },
  'too-large': { status: 413, title: 'Too large', retryable: false },
  'unsupported-media': { status: 415, title: 'This kind of content is not accepted', retryable: false },
  'rate-limited': { status: 429, title: 'Too many requests', retryable: true },
  'not-yet': { status: 409, title: 'Not yet', retryable: true },
  'payouts-stopped': { status: 409, title: 'Payouts are stopped', retryable: true },
  'copy-behind': { status: 503, title: 'The copy of the organisation is still catching up', retryable: true },
  unavailable: { status: 503, title: 'Not available right now', retryable: true },
  internal: { status: 500, title: 'Something went wrong', retryable: true },
} as const satisfies Record<ErrorCode, { status: number; title: string; retryable: boolean }>;

/** RFC 9457 problem details, plus our code, the field and a correlation id. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    field: z.string().optional(),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          /** Of the file that was sent, where it was one. */
          line: z.int().optional(),
        }),
      )
      .optional(),
    /** What a client may act upon, e.g. the state that was met; depends on the code. */
    details: z.record(z.string(), z.unknown()).optional(),
    correlationId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Every refusal the product knows; status, title and retryability per code live in contracts/problem. */
export const ERROR_CODES = [
  'validation',
  'unknown-field',
  'not-signed-in',
  'forbidden',
  'not-found',
  'stale-version',
  'wrong-state',
  'already-decided',
  'duplicate',
  'idempotency-in-flight',
  'idempotency-mismatch',
  'evidence-required',
  'weights-not-100',
  'unknown-person',
  'unknown-unit',
  'unknown-currency',
  'money-scale',
  'nobody-to-approve',
  'calendar-not-covered',
  'four-eyes',
  'step-up-required',
  'too-large',
  'unsupported-media',
  'rate-limited',
  'not-yet',
  'payouts-stopped',
  'copy-behind',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface DomainErrorOptions {
  /** Path of the field at fault in the caller's input, e.g. `goals.2.target`. */
  field?: string | undefined;
  /** What a client may show or act upon; never secrets. */
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

// Registered symbol: two copies of this module (a workflow bundle, a test) still recognise each other's errors.
const BRAND: unique symbol = Symbol.for('goalbeat.domain-error') as never;

export class DomainError extends Error {
  readonly code: ErrorCode;
  // Declared, not defined: an absent field must not appear as undefined where errors are copied onto the wire.
  declare readonly field?: string;
  declare readonly details?: Record<string, unknown>;
  readonly [BRAND] = true;

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    if (options.field !== undefined) this.field = options.field;
    if (options.details !== undefined) this.details = options.details;
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return typeof error === 'object' && error !== null && (error as { [BRAND]?: unknown })[BRAND] === true;
}

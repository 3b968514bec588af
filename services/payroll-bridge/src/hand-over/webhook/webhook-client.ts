import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { KeyAnswer } from '@goalbeat/contracts/payroll/hand-over-http';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { AddressGuard } from '@goalbeat/service-kit/net/guard-address';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { Settings } from '../../config.js';
import type { HandOverTarget, KeyFinding } from '../hand-over.port.js';
import type { AttemptResult } from './judge-attempt.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { webhookHeaders } from './webhook-signature.js';

const SHORTEST_RETRY_AFTER_S = 1;
const LONGEST_RETRY_AFTER_S = 3_600;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Errors of connecting: whatever they say, the request has not begun. */
const BEFORE_THE_REQUEST = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Requests to payroll's addresses, which somebody typed in: guarded, signed, bounded in time and size, never redirected. */
@Injectable()
export class WebhookClient implements OnModuleDestroy {
  readonly #guard: AddressGuard;

  constructor(
    { env }: Settings,
    private readonly uow: UnitOfWork,
    private readonly secrets: WebhookSecrets,
    private readonly clock: RealClock,
  ) {
    this.#guard = new AddressGuard({ everything: env.GOALBEAT_MODE !== 'production', keepAlive: false });
  }

  onModuleDestroy(): Promise<void> {
    return this.#guard.close();
  }

  /** Without encryption only on this machine, and not in production. @throws validation at `field` */
  check(address: string, field: string): void {
    const url = this.#guard.check(address, field);
    if (url.protocol === 'https:' || LOOPBACK.has(url.hostname)) return;
    throw new DomainError('validation', 'The address has to begin with https://.', { field });
  }

  /** Once. @throws unavailable when nothing can be signed */
  async post(url: string, secrets: readonly string[], message: { id: string; body: string }): Promise<AttemptResult> {
    try {
      this.check(url, 'url');
      const response = await this.#guard.fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'user-agent': 'Goalbeat',
          ...webhookHeaders(secrets, { ...message, at: this.clock.now() }),
        },
        body: message.body,
      });
      const retryAfter = Number(response.headers.get('retry-after')?.trim() || Number.NaN);
      return {
        kind: 'answered',
        status: response.status,
        body: await response.text(),
        retryAfterSeconds:
          retryAfter >= 0 ? Math.min(Math.max(retryAfter, SHORTEST_RETRY_AFTER_S), LONGEST_RETRY_AFTER_S) : null,
      };
    } catch (error) {
      const kind = isBefore(error) ? 'not-sent' : 'cut';
      return { kind, error: wordsOf(error) };
    }
  }

  /** What payroll has under this key. */
  async query(tenantId: string, { queryUrl }: HandOverTarget, payoutId: string): Promise<KeyFinding> {
    if (queryUrl === null) return { kind: 'silent', status: null, error: 'There is no address to ask' };
    try {
      this.check(queryUrl, 'queryUrl');
      const secrets = await this.uow.read(tenantId, (tx) => this.secrets.valid(tx));
      const response = await this.#guard.fetch(`${queryUrl.replace(/\/$/, '')}/${payoutId}`, {
        headers: {
          accept: 'application/json',
          'user-agent': 'Goalbeat',
          ...webhookHeaders(secrets, { id: payoutId, at: this.clock.now(), body: '' }),
        },
      });
      const { status } = response;
      if (status !== 200) return { kind: 'silent', status, error: `It answers ${status}` };
      const said = KeyAnswer.safeParse(await response.json());
      if (!said.success || said.data.payoutId !== payoutId) {
        return { kind: 'silent', status, error: 'Its answer cannot be read' };
      }
      if (!said.data.known) return { kind: 'never-seen' };
      const { known: _known, outcome, ...more } = said.data;
      return { kind: 'has-it', answer: outcome === undefined ? null : { outcome, ...more } };
    } catch (error) {
      return { kind: 'silent', status: null, error: wordsOf(error) };
    }
  }
}

function isBefore(error: unknown): boolean {
  // The guard refuses before it connects.
  if (isDomainError(error) && error.code === 'validation') return true;
  return causesOf(error).some(
    (cause) =>
      BEFORE_THE_REQUEST.has(text(cause.code)) ||
      // Each of the name's addresses was tried.
      (Array.isArray(cause.errors) && cause.errors.length > 0 && cause.errors.every((one) => isBefore(one))),
  );
}

interface Cause {
  message?: unknown;
  code?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** The error and what it came of. Looked at by their members: the runtime's own errors are no instances of a sandbox's class. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null && causes.length < 10;) {
    const next: Cause = cause;
    causes.push(next);
    cause = next.cause;
  }
  return causes;
}

const wordsOf = (error: unknown): string =>
  causesOf(error)
    .map(({ message, code }) => text(message) || text(code))
    .filter((words) => words !== '')
    .join(': ') || 'no reason';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

import { Inject, Injectable } from '@nestjs/common';
import { DomainError, ERROR_CODES, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { TENANT_HEADER } from '../auth/principal.js';
import { SERVICE_OPTIONS, type InternalTarget, type ServiceOptions } from '../start/service-options.js';
import { currentRequest } from '../telemetry/request-context.js';

const ANSWER_WITHIN_MS = 3_000;

export interface InternalCall {
  /** The tenant this is about; becomes the principal's tenant on the other side. */
  tenantId?: string;
  timeoutMs?: number;
}

/** Asks another service on its `/internal/**` routes. No retries: the caller knows whether to fail closed or go on. */
@Injectable()
export class InternalClient {
  readonly #targets: Readonly<Record<string, InternalTarget>>;

  constructor(@Inject(SERVICE_OPTIONS) options: ServiceOptions) {
    const { DIRECTORY_URL, SERVICE_KEY } = options.config;
    this.#targets = { directory: { url: DIRECTORY_URL, key: SERVICE_KEY }, ...options.internalTargets };
  }

  /** @throws unavailable when nobody answers in time, else the DomainError that the other side answered. */
  get<T>(service: string, path: string, call: InternalCall = {}): Promise<T> {
    return this.#ask<T>('GET', service, path, undefined, call);
  }

  /** @throws as `get` */
  post<T>(service: string, path: string, body: unknown = {}, call: InternalCall = {}): Promise<T> {
    return this.#ask<T>('POST', service, path, body, call);
  }

  async #ask<T>(method: string, service: string, path: string, body: unknown, call: InternalCall): Promise<T> {
    const target = this.#targets[service];
    if (target === undefined) throw new Error(`No address is known for ${service}`);
    const request = currentRequest();
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(`${target.url.replace(/\/$/, '')}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${target.key}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(call.tenantId === undefined ? {} : { [TENANT_HEADER]: call.tenantId }),
          ...(request === undefined ? {} : { 'x-request-id': request.requestId }),
          ...(request?.traceparent === undefined ? {} : { traceparent: request.traceparent }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(call.timeoutMs ?? ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      answer = text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw new DomainError('unavailable', `The ${service} service does not answer.`, { cause: error });
    }
    if (!response.ok) throw refusal(service, response.status, answer);
    return answer as T;
  }
}

/** Refused keys and broken answers are this installation's fault, not the person's who asked. */
function refusal(service: string, status: number, answer: unknown): DomainError {
  const problem = (answer ?? {}) as {
    code?: unknown;
    detail?: unknown;
    field?: unknown;
    details?: Record<string, unknown>;
  };
  const code = ERROR_CODES.find((known): known is ErrorCode => known === problem.code);
  if (code === undefined || code === 'not-signed-in' || code === 'internal') {
    return new DomainError('unavailable', `The ${service} service could not answer.`, { details: { status } });
  }
  return new DomainError(
    code,
    typeof problem.detail === 'string' ? problem.detail : `The ${service} service refused it.`,
    {
      ...(typeof problem.field === 'string' ? { field: problem.field } : {}),
      ...(problem.details === undefined ? {} : { details: problem.details }),
    },
  );
}

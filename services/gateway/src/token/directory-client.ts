import { randomUUID } from 'node:crypto';
import { DomainError, ERROR_CODES, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { FirstRunState, type FirstRun } from '@goalbeat/contracts/directory/first-run-http';
import { SessionCreated, TokenView } from '@goalbeat/contracts/directory/http';
import {
  AccessChanges,
  OidcFinished,
  OidcStarted,
  type OidcFinish,
  type OidcStart,
} from '@goalbeat/contracts/directory/sign-in-http';
import type { z } from 'zod';
import type { Presented } from './token-cache.js';

const ANSWER_WITHIN_MS = 5_000;
const FEED_WITHIN_MS = 1_500;
/** Directory asks the provider two or three things. */
const OIDC_WITHIN_MS = 15_000;

/** From where somebody comes, and what they read. */
export interface Visitor {
  address: string;
  agent?: string;
  /** As their browser says it (Accept-Language). */
  languages?: string;
}

/** The gateway's own refusals are in English, and clients have words of their own for them. */
const OWN_LANGUAGE = { 'accept-language': 'en' };
const inLanguagesOf = ({ languages }: Visitor): Record<string, string> =>
  languages === undefined ? {} : { 'accept-language': languages };
const placeOf = ({ address, agent }: Visitor): Visitor => ({ address, ...(agent === undefined ? {} : { agent }) });

/** What the gateway itself asks of directory. */
export class DirectoryClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws not-signed-in, unavailable */
  async token({ secret, address, watching }: Presented, requestId: string): Promise<z.infer<typeof TokenView>> {
    const headers = { authorization: `Bearer ${this.key}` };
    return TokenView.parse(
      await this.#ask('POST', '/internal/v1/tokens', requestId, headers, { secret, address, watching }),
    );
  }

  /** Whose rights changed since. @throws unavailable */
  async accessChanges(after: string | undefined): Promise<AccessChanges> {
    const path = `/internal/v1/access-changes${after === undefined ? '' : `?after=${after}`}`;
    const headers = { authorization: `Bearer ${this.key}` };
    return AccessChanges.parse(await this.#ask('GET', path, randomUUID(), headers, undefined, FEED_WITHIN_MS));
  }

  /** @throws not-signed-in, rate-limited, validation, unavailable */
  async signIn(body: unknown, visitor: Visitor, requestId: string): Promise<z.infer<typeof SessionCreated>> {
    const headers = this.#headersOf(visitor);
    return SessionCreated.parse(await this.#ask('POST', '/v1/sessions', requestId, headers, body));
  }

  /** @throws not-signed-in, rate-limited, validation, unavailable */
  stepUp(token: string, body: unknown, visitor: Visitor, requestId: string): Promise<unknown> {
    const headers = { ...this.#headersOf(visitor), authorization: `Bearer ${token}` };
    return this.#ask('POST', '/v1/sessions/current/step-up', requestId, headers, body);
  }

  /** @throws not-found, not-signed-in, unavailable */
  async oidcStart(body: z.infer<typeof OidcStart>, requestId: string): Promise<z.infer<typeof OidcStarted>> {
    const headers = { authorization: `Bearer ${this.key}` };
    return OidcStarted.parse(
      await this.#ask('POST', '/internal/v1/oidc/start', requestId, headers, body, OIDC_WITHIN_MS),
    );
  }

  /** @throws not-signed-in, forbidden, unavailable */
  async oidcFinish(
    answer: Pick<z.infer<typeof OidcFinish>, 'binding' | 'query'>,
    visitor: Visitor,
    requestId: string,
  ): Promise<OidcFinished> {
    const headers = { ...inLanguagesOf(visitor), authorization: `Bearer ${this.key}` };
    const body = { ...answer, ...placeOf(visitor) };
    return OidcFinished.parse(
      await this.#ask('POST', '/internal/v1/oidc/finish', requestId, headers, body, OIDC_WITHIN_MS),
    );
  }

  /** @throws unavailable */
  async firstRun(requestId: string): Promise<FirstRunState> {
    const headers = { authorization: `Bearer ${this.key}` };
    return FirstRunState.parse(await this.#ask('GET', '/internal/v1/first-run', requestId, headers));
  }

  /** @throws wrong-state once there is a company, forbidden (code), validation, unknown-currency, unavailable */
  async foundFirst(wanted: FirstRun, visitor: Visitor, requestId: string): Promise<z.infer<typeof SessionCreated>> {
    const headers = { ...inLanguagesOf(visitor), authorization: `Bearer ${this.key}` };
    const body = { wanted, ...placeOf(visitor) };
    return SessionCreated.parse(await this.#ask('POST', '/internal/v1/first-run', requestId, headers, body));
  }

  async signOut(token: string, requestId: string): Promise<void> {
    await this.#ask('DELETE', '/v1/sessions/current', requestId, { authorization: `Bearer ${token}` });
  }

  me(token: string, requestId: string): Promise<unknown> {
    return this.#ask('GET', '/v1/me', requestId, { authorization: `Bearer ${token}` });
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(new URL('/health/ready', this.url), { signal: AbortSignal.timeout(1_000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  #headersOf(visitor: Visitor): Record<string, string> {
    const { address, agent } = visitor;
    return {
      ...inLanguagesOf(visitor),
      'x-gateway-key': this.key,
      'x-client-address': address,
      ...(agent === undefined ? {} : { 'user-agent': agent }),
    };
  }

  async #ask(
    method: string,
    path: string,
    requestId: string,
    headers: Record<string, string>,
    body?: unknown,
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(path, this.url), {
        method,
        headers: {
          ...OWN_LANGUAGE,
          ...headers,
          'x-request-id': requestId,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withinMs),
      });
      text = await response.text();
    } catch (error) {
      throw new DomainError('unavailable', 'Sign-in is not available right now. Try again in a moment.', {
        cause: error,
      });
    }
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw refusal(answer);
    return answer;
  }
}

function refusal(answer: unknown): DomainError {
  const problem = (answer ?? {}) as {
    code?: unknown;
    detail?: unknown;
    field?: unknown;
    details?: Record<string, unknown>;
  };
  const code = ERROR_CODES.find((known): known is ErrorCode => known === problem.code) ?? 'unavailable';
  return new DomainError(code, typeof problem.detail === 'string' ? problem.detail : 'Directory refused it.', {
    ...(typeof problem.field === 'string' ? { field: problem.field } : {}),
    ...(problem.details === undefined ? {} : { details: problem.details }),
  });
}

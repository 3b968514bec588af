import { DomainError, ERROR_CODES, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { SessionCreated, TokenView, type SignIn } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';

const ANSWER_WITHIN_MS = 5_000;

/** What the gateway itself asks of directory. */
export class DirectoryClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws not-signed-in, unavailable */
  async token(secret: string, requestId: string): Promise<z.infer<typeof TokenView>> {
    return TokenView.parse(
      await this.#ask('POST', '/internal/v1/tokens', requestId, { authorization: `Bearer ${this.key}` }, { secret }),
    );
  }

  /** @throws not-signed-in, rate-limited, validation, unavailable */
  async signIn(body: unknown, address: string, requestId: string): Promise<z.infer<typeof SessionCreated>> {
    const headers = { 'x-gateway-key': this.key, 'x-client-address': address };
    return SessionCreated.parse(
      await this.#ask('POST', '/v1/sessions', requestId, headers, body as z.infer<typeof SignIn>),
    );
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

  async #ask(
    method: string,
    path: string,
    requestId: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(path, this.url), {
        method,
        headers: {
          ...headers,
          'x-request-id': requestId,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
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

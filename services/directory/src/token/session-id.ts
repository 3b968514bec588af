import { decodeJwt } from 'jose';
import type { FastifyRequest } from 'fastify';

/** The session a request came by, from its token; the guard has verified the signature before. Null for API keys. */
export function sessionIdOf(request: FastifyRequest): string | null {
  const claims = decodeJwt((request.headers.authorization ?? '').replace(/^Bearer /i, ''));
  return typeof claims['sid'] === 'string' ? claims['sid'] : null;
}

import type { FastifyRequest } from 'fastify';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Presented } from '../token/token-cache.js';

const API_KEY = /^Bearer (gbk_[A-Za-z0-9_-]{20,100})$/i;
const SESSION = /^gbs_[A-Za-z0-9_-]{20,100}$/;

/** An API key in Authorization, else the session cookie, else nobody. */
export function credentialIn(request: FastifyRequest, cookieName: string): Presented | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = API_KEY.exec(authorization)?.[1];
    return secret === undefined ? null : { kind: 'api-key', secret, address: request.ip };
  }
  const cookie = request.cookies[cookieName];
  return cookie !== undefined && SESSION.test(cookie) ? { kind: 'session', secret: cookie, address: request.ip } : null;
}

/** @throws not-signed-in for an Authorization header that holds no API key: tokens are not for the outside */
export function credentialOf(request: FastifyRequest, cookieName: string): Presented | null {
  const credential = credentialIn(request, cookieName);
  if (credential === null && request.headers.authorization !== undefined) {
    throw new DomainError('not-signed-in', 'Authorization takes Bearer and an API key.');
  }
  return credential;
}

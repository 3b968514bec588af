import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyRequest } from 'fastify';

export interface KitRequest extends FastifyRequest {
  /** Set by the access guard; absent on public routes. */
  principal?: Principal;
}

/** @throws not-signed-in on a route that has no principal. */
export function principalOf(request: KitRequest): Principal {
  if (request.principal === undefined) throw new DomainError('not-signed-in', 'Sign in first.');
  return request.principal;
}

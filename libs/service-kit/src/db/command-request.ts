import { createHash } from 'node:crypto';
import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyReply } from 'fastify';
import { principalOf, type KitRequest } from '../auth/kit-request.js';

/** Who asks for what, and by which key a repetition is recognised. Made by `@Command()`. */
export interface CommandRequest {
  principal: Principal;
  /** Method and path with its ids, without the query. */
  route: string;
  idempotencyKey: string | null;
  /** SHA-256 (hex) of the body with sorted keys; empty when there is no key. */
  bodyHash: string;
  requestId: string;
  /** Payout routes: the answer is never forgotten. */
  keepForever?: boolean;
  /** Called when a stored answer is given again. */
  replayed?: () => void;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The parameter for `UnitOfWork.command`: `create(@Command() command: CommandRequest, @Body({ schema }) body)`. */
export const Command = createParamDecorator(
  (options: { keepForever?: boolean } | undefined, context: ExecutionContext) =>
    commandRequest(
      context.switchToHttp().getRequest<KitRequest>(),
      context.switchToHttp().getResponse<FastifyReply>(),
      options,
    ),
);

export function commandRequest(
  request: KitRequest,
  reply: FastifyReply,
  options: { keepForever?: boolean } = {},
): CommandRequest {
  const key = headerKey(request);
  return {
    principal: principalOf(request),
    route: `${request.method} ${request.url.split('?', 1)[0]}`,
    idempotencyKey: key,
    bodyHash: key === null ? '' : createHash('sha256').update(stableJson(request.body)).digest('hex'),
    requestId: request.id,
    keepForever: options.keepForever ?? false,
    replayed: () => void reply.header('idempotency-hit', 'true'),
  };
}

function headerKey(request: KitRequest): string | null {
  const value = request.headers['idempotency-key'];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string' || !KEY.test(value)) {
    throw new DomainError('validation', 'Idempotency-Key takes 1 to 200 printable characters without spaces.', {
      field: 'Idempotency-Key',
    });
  }
  return value;
}

/** Two clients may order the same body differently: it is the same body. */
export function stableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

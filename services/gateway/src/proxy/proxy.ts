import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import httpProxy from '@fastify/http-proxy';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { bodyLimitOf } from '../limits.js';
import { sendProblem } from '../problem.js';
import type { SessionCookie } from '../session/cookie.js';
import { credentialOf } from '../session/credential.js';
import { requireOwnPage } from '../session/csrf.js';
import { subjectsOf, type Presented, type TokenCache } from '../token/token-cache.js';
import type { OpenStreams } from './open-streams.js';
import { limitedBody } from './limited-body.js';
import { AREAS, isDescription, isOpen, upstreamOf, type Area } from './areas.js';

export interface ProxyParts {
  config: GatewayConfig;
  cookie: SessionCookie;
  tokens: TokenCache;
  streams: OpenStreams;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once it is known. */
    bearer: { token: string; presented: Presented } | null;
  }
}

/** Here the one who asked is not to wait for the feed. */
const ENDS_SESSIONS = /^\/api\/directory\/v1\/(sessions\/|accounts\/current\/password$)/;
/** What the services must not believe from the outside. */
const NOT_PASSED_ON = [
  'cookie',
  'authorization',
  'x-gateway-key',
  'x-client-address',
  'goalbeat-tenant',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
];

export async function addProxies(app: FastifyInstance, parts: ProxyParts): Promise<void> {
  app.decorateRequest('bearer', null);
  for (const area of AREAS) {
    await app.register(async (scope) => {
      scope.addHook('preHandler', (request) => admit(area, request, parts));
      await scope.register(httpProxy, {
        upstream: upstreamOf(area, parts.config),
        prefix: `/api/${area}`,
        rewritePrefix: '',
        httpMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        disableRequestLogging: true,
        // A request that may have been carried out is the client's to repeat, with its Idempotency-Key.
        retryMethods: [],
        undici: {
          connections: 128,
          pipelining: 1,
          keepAliveTimeout: 30_000,
          headersTimeout: 30_000,
          bodyTimeout: 120_000,
        },
        replyOptions: {
          rewriteRequestHeaders: passedOn,
          onResponse: (request, reply, response) => {
            afterwards(request as FastifyRequest, reply as unknown as FastifyReply, parts);
            void reply.send((response as unknown as { stream: NodeJS.ReadableStream }).stream);
          },
          onError: (reply, { error }) => {
            const away = `The ${area} service does not answer. Try again in a moment.`;
            sendProblem(
              reply as unknown as FastifyReply,
              tooLarge(error) ?? new DomainError('unavailable', away, { cause: error }),
            );
          },
        },
      });
    });
  }
}

async function admit(area: Area, request: FastifyRequest, { config, cookie, tokens }: ProxyParts): Promise<void> {
  const path = request.url.split('?', 1)[0] ?? '';
  if (!isOpen(area, request.method, path)) throw new DomainError('not-found', 'There is no such address.');
  if (Number(request.headers['content-length'] ?? 0) > bodyLimitOf(path)) {
    throw new DomainError('too-large', `At most ${bodyLimitOf(path)} bytes here.`);
  }
  if (request.body instanceof Readable) request.body = limitedBody(request.body, bodyLimitOf(path));
  if (isDescription(path)) return;
  const credential = credentialOf(request, cookie.name);
  if (credential === null) return;
  if (credential.kind === 'session') requireOwnPage(request.method, request.headers, new URL(config.PUBLIC_URL).origin);
  request.bearer = { token: await tokens.of(credential, request.id), presented: credential };
}

/** Our own stop of a body that was too large, however deep the client has wrapped it. */
function tooLarge(error: unknown): DomainError | undefined {
  for (let one = error; one instanceof Error; one = one.cause) if (isDomainError(one)) return one;
  return undefined;
}

function passedOn(
  request: { id?: unknown; bearer?: FastifyRequest['bearer'] },
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const rest = { ...headers };
  for (const name of NOT_PASSED_ON) delete rest[name];
  const { bearer } = request;
  return {
    ...rest,
    'x-request-id': String(request.id),
    ...(bearer == null ? {} : { authorization: `Bearer ${bearer.token}` }),
  };
}

/** Signing out, here or everywhere, ends what this gateway remembers at once. */
function afterwards(request: FastifyRequest, reply: FastifyReply, { tokens, streams }: ProxyParts): void {
  const { bearer } = request;
  if (bearer === null) return;
  const path = request.url.split('?', 1)[0] ?? '';
  if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) {
    streams.add(subjectsOf(bearer.token), reply.raw);
  } else if (reply.statusCode === 401) tokens.forget(bearer.presented);
  else if (ENDS_SESSIONS.test(path) && request.method !== 'GET' && reply.statusCode < 300)
    tokens.forgetAllLike(bearer.presented);
}

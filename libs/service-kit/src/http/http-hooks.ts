import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import { documentInLanguage, isInBothLanguages } from '@goalbeat/domain/wording/both-languages';
import { languageOf } from '@goalbeat/domain/wording/language';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { KitMetrics } from '../health/metrics.js';
import { inRequest } from '../telemetry/request-context.js';
import { refuseUnreadable } from './unreadable.js';

const ID = /^[A-Za-z0-9._-]{8,64}$/;
const TRACE = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const SLOW_MS = 1_000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/** The caller's id when it looks like one, else a new one: people quote it, logs carry it. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ID.test(given) ? given : uuidv7();
}

export function addHttpHooks(fastify: FastifyInstance, options: { metrics: KitMetrics; httpRuns: boolean }): void {
  const logger = new Logger('Http');
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
    // A process without `http` in RUN answers for its health only.
    if (!options.httpRuns && !/^\/(health\/|metrics)/.test(request.url)) {
      reply.code(404).send();
      return;
    }
    const trace = request.headers['traceparent'];
    const traceparent = typeof trace === 'string' && TRACE.test(trace) ? trace : undefined;
    const language = languageOf(request.headers['accept-language']);
    inRequest({ requestId: request.id, language, ...(traceparent === undefined ? {} : { traceparent }) }, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    try {
      refuseUnreadable(request.query);
      refuseUnreadable(request.body);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  // Texts that are kept in both languages leave in the reader's; other services get them as they are.
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (typeof payload !== 'string' || !isInBothLanguages(payload) || request.url.startsWith('/internal/')) {
      done(null, payload);
      return;
    }
    const wanted = request.headers['accept-language'];
    const isJson = String(reply.getHeader('content-type')).includes('json');
    done(null, documentInLanguage(payload, wanted === undefined ? null : languageOf(wanted), isJson));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const status = String(reply.statusCode);
    options.metrics.httpSeconds.observe({ method, route, status }, reply.elapsedTime / 1000);
    if (reply.elapsedTime > SLOW_MS)
      logger.warn(`${method} ${route} ${status} took ${Math.round(reply.elapsedTime)} ms`);
    else logger.debug(`${method} ${route} ${status} ${Math.round(reply.elapsedTime)} ms`);
    done();
  });
}

import cookies from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { requestId } from '@goalbeat/service-kit/http/http-hooks';
import { KitLogger } from '@goalbeat/service-kit/telemetry/kit-logger';
import { Logger } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { answerClientError } from './client-error.js';
import type { GatewayConfig } from './config.js';
import { addFirstRunRoutes } from './first-run/first-run.routes.js';
import { addHeaders } from './headers.js';
import { addHealthRoutes } from './health/health.routes.js';
import { generalLimit } from './limits.js';
import { ChangeFeed } from './live/change-feed.js';
import { LiveHub } from './live/live-hub.js';
import { addLiveRoute } from './live/live.routes.js';
import { addOperationsRoute } from './operations/operations.routes.js';
import { addPage } from './page/page.routes.js';
import { addProcessLogRoutes } from './process-log/process-log.routes.js';
import { sendProblem } from './problem.js';
import { OpenStreams } from './proxy/open-streams.js';
import { addProxies } from './proxy/proxy.js';
import { sessionCookie } from './session/cookie.js';
import { addOidcRoutes } from './session/oidc.routes.js';
import { addSessionRoutes } from './session/session.routes.js';
import { AccessFeed } from './token/access-feed.js';
import { DirectoryClient } from './token/directory-client.js';
import { TokenCache } from './token/token-cache.js';

/** Who sends a byte now and then must not hold a connection for ever; the largest upload over a slow line takes a minute. */
const WHOLE_REQUEST_MS = 120_000;
const HEADERS_MS = 15_000;

export interface Gateway {
  app: FastifyInstance;
  /** From now on not ready: the load balancer sends people elsewhere. */
  drain: () => void;
}

/**
 * The one public origin, ready to listen.
 * @param onRoute told of the address and the methods of each route: a test wants to know them all
 */
export async function createGateway(
  config: GatewayConfig,
  onRoute?: (url: string, methods: readonly string[]) => void,
): Promise<Gateway> {
  const logger = new KitLogger('gateway', config.LOG_LEVEL);
  // The kit's classes log by it.
  Logger.overrideLogger(logger);
  const app = fastify({
    genReqId: requestId,
    logger: false,
    forceCloseConnections: 'idle',
    trustProxy: config.TRUST_PROXY?.split(',').map((part) => part.trim()) ?? false,
    routerOptions: { maxParamLength: 500 },
    requestTimeout: WHOLE_REQUEST_MS,
    clientErrorHandler: answerClientError,
  });
  app.addHook('onRoute', ({ url, method }) => onRoute?.(url, [method].flat()));
  const cookie = sessionCookie(config.PUBLIC_URL);
  const directory = new DirectoryClient(config.DIRECTORY_URL, config.SERVICE_KEY);
  const tokens = new TokenCache((presented, id) => directory.token(presented, id));
  const streams = new OpenStreams();
  const feed = new AccessFeed({
    ask: (after) => directory.accessChanges(after),
    tokens,
    changed: (subjects) => streams.end(subjects),
  });

  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof DomainError) || error.code === 'unavailable') {
      const status = (error as { statusCode?: number }).statusCode ?? 500;
      if (status >= 500) logger.error(error, request.url.split('?', 1)[0]);
    }
    sendProblem(reply, error);
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  await app.register(cookies);
  await addHeaders(app, cookie.options.secure === true);
  await app.register(rateLimit, {
    ...generalLimit(config, cookie.name, tokens),
    errorResponseBuilder: (_request, { ttl }) =>
      new DomainError('rate-limited', `Too many requests. Wait ${Math.ceil(ttl / 1000)} s.`),
  });
  const health = addHealthRoutes(app, directory);
  const session = { config, cookie, directory, tokens };
  addSessionRoutes(app, session);
  addOidcRoutes(app, session);
  addFirstRunRoutes(app, session);
  addProcessLogRoutes(app, { config, cookie, tokens });
  const hub = new LiveHub({ trusted: () => tokens.isConfirmed });
  const changes = new ChangeFeed(config.AMQP_URL, hub);
  addLiveRoute(app, { cookie, tokens, streams, hub });
  addOperationsRoute(app, { config, cookie, tokens, hub });
  await addProxies(app, { config, cookie, tokens, streams });
  await addPage(app, config, cookie);
  app.addHook('onClose', async () => {
    feed.stop();
    await changes.stop();
  });
  app.server.headersTimeout = HEADERS_MS;
  await app.ready();
  feed.start();
  changes.start();
  return { app, drain: health.drain };
}

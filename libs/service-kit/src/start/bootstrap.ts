import 'reflect-metadata';
import { Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@goalbeat/contracts/names';
import type { KitConfig } from '../config/base-env.js';
import { KitMetrics } from '../health/metrics.js';
import { Readiness } from '../health/readiness.js';
import { openApiDocument } from '../http/open-api.js';
import { addHttpHooks, requestId } from '../http/http-hooks.js';
import { KitLogger } from '../telemetry/kit-logger.js';

const BODY_LIMIT = 1_048_576;
/** Fastify's own default is none; the gateway, our only caller, waits as long. */
const WHOLE_REQUEST_MS = 120_000;
const END_WITHIN_MS = 10_000;

export interface StartOptions {
  name: ServiceName;
  config: Pick<KitConfig, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'RUN'>;
  /** Imports `ServiceKitModule.forService(...)`. */
  module: Type<object>;
  /** Before listening: Fastify plugins (multipart, cookies). */
  prepare?: (app: NestFastifyApplication) => Promise<void>;
  /** Called first on the way down: end what would keep HTTP open (event streams). */
  close?: () => Promise<void>;
}

/** The application, ready to `inject` or `listen`: what `startService` does before the port is opened. */
export async function createService(options: StartOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: requestId,
    logger: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    requestTimeout: WHOLE_REQUEST_MS,
  });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: new KitLogger(options.name, options.config.LOG_LEVEL),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  addHttpHooks(fastify, { metrics: app.get(KitMetrics), httpRuns: options.config.RUN.includes('http') });
  await options.prepare?.(app);
  let document: object | undefined;
  fastify.get('/openapi.json', (_request, reply) => {
    document ??= openApiDocument(app, options.name);
    return reply.send(document);
  });
  await app.init();
  await fastify.ready();
  return app;
}

/**
 * Starts a service and ends it on SIGTERM or SIGINT within 10 s: not ready, HTTP ends, then consumers, activities,
 * relay and at last the database.
 */
export async function startService(options: StartOptions): Promise<NestFastifyApplication> {
  const app = await createService(options);
  const logger = new Logger(options.name);
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    logger.log(`${signal}: ending`);
    app.get(Readiness).drain();
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    await options.close?.();
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        logger.error(error);
        process.exit(1);
      });
    });
  }
  await app.listen(options.config.PORT, options.config.HOST);
  logger.log(`Listening on ${options.config.HOST}:${options.config.PORT}, running ${options.config.RUN.join(', ')}`);
  return app;
}

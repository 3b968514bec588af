import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServiceName } from '@goalbeat/contracts/names';
import type { KitConfig } from '../config/base-env.js';
import { openApiDocument } from './open-api.js';

/** A process that runs nothing and reaches nothing: for building a service's document without its servers. */
export const NOWHERE: KitConfig = {
  HOST: '127.0.0.1',
  PORT: 0,
  GOALBEAT_MODE: 'local',
  LOG_LEVEL: 'silent',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  TEMPORAL_NAMESPACE: 'none',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  RELAY_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  PGPOOL: 1,
  AMQP_URL: 'amqp://127.0.0.1:1',
  DIRECTORY_URL: 'http://127.0.0.1:1',
  SERVICE_KEY: 'no-key-at-all-here',
  RUN: [],
};

/** Writes what `/openapi.json` of the service answers; `module` is built with `NOWHERE`. */
export async function writeOpenApi(name: ServiceName, module: Type<object>, file: string): Promise<void> {
  const app = await NestFactory.create(module, new FastifyAdapter(), { logger: ['error'], abortOnError: false });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(openApiDocument(app, name), null, 2)}\n`);
  // Nothing was started, so there is nothing to end but what providers keep.
  process.exit(0);
}

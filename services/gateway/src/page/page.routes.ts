import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../config.js';

/** The same folder from src and from dist. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

/** A plain page that talks to the API as anybody may; it has no server side of its own. */
export async function addPage(app: FastifyInstance, config: GatewayConfig): Promise<void> {
  await app.register(fastifyStatic, { root: PUBLIC, index: 'index.html', maxAge: 60_000 });
  app.get('/page-settings.json', () => ({ temporalUiUrl: config.TEMPORAL_UI_URL ?? null, mode: config.GOALBEAT_MODE }));
}

import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../config.js';
import type { SessionCookie } from '../session/cookie.js';
import { credentialIn } from '../session/credential.js';

/** The same folder from src and from dist. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

/** A plain page that talks to the API as anybody may; it has no server side of its own. */
export async function addPage(app: FastifyInstance, config: GatewayConfig, cookie: SessionCookie): Promise<void> {
  await app.register(fastifyStatic, { root: PUBLIC, index: 'index.html', maxAge: 60_000 });
  app.get('/page-settings.json', (request, reply) => {
    void reply.header('cache-control', 'no-store');
    return {
      temporalUiUrl: config.TEMPORAL_UI_URL ?? null,
      mode: config.GOALBEAT_MODE,
      // A script cannot see the cookie; asking for the session without one would put a refusal into the browser's log.
      mayBeSignedIn: credentialIn(request, cookie.name) !== null,
    };
  });
}

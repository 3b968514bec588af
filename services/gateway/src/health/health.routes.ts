import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import type { FastifyInstance } from 'fastify';
import type { DirectoryClient } from '../token/directory-client.js';

/** Directory is what the gateway cannot do without; each other service answers for itself. */
export function addHealthRoutes(app: FastifyInstance, directory: DirectoryClient): { drain: () => void } {
  const metrics = new KitMetrics('gateway');
  let draining = false;
  app.addHook('onResponse', (request, reply, done) => {
    if (request.url === '/api/live') return done();
    const route = request.routeOptions.url ?? 'none';
    metrics.httpSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
  const unlimited = { config: { rateLimit: false as const } };
  app.get('/health/live', unlimited, () => ({ alive: true }));
  app.get('/health/ready', unlimited, async (_request, reply) => {
    const up = await directory.isReady();
    const ready = up && !draining;
    return reply.code(ready ? 200 : 503).send({ ready, draining, directory: up ? 'up' : 'down' });
  });
  app.get('/metrics', unlimited, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return {
    drain: () => {
      draining = true;
    },
  };
}

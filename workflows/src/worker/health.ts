import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';

export interface Health {
  /** Whether tasks are taken right now, and in a word why not. */
  ready: () => Promise<{ ok: boolean; worker: string; temporal: string }>;
  /** Prometheus text. */
  metrics: () => Promise<string>;
}

/** `/health/live`, `/health/ready` (200 or 503), `/metrics`; nothing else is served. */
export async function serveHealth(at: { host: string; port: number }, health: Health): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request.url ?? '/', response, health).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(at.port, at.host, listening);
  });
  return server;
}

async function answer(url: string, response: ServerResponse, health: Health): Promise<void> {
  switch (new URL(url, 'http://localhost').pathname) {
    case '/health/live':
      sendJson(response, 200, { status: 'ok' });
      return;
    case '/health/ready': {
      const { ok, ...parts } = await health.ready();
      sendJson(response, ok ? 200 : 503, { status: ok ? 'ok' : 'error', ...parts });
      return;
    }
    case '/metrics':
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      response.end(await health.metrics());
      return;
    default:
      sendJson(response, 404, { status: 'not-found' });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { GatewayConfig } from './config.js';
import { createGateway, type Gateway } from './gateway.js';
import { sessionCookie } from './session/cookie.js';
import { consoleFolder } from '../test/console-folder.js';

const MEGABYTE = 1024 * 1024;
const folder = consoleFolder();
let upstream: Server;
let took = 0;
let gateway: Gateway;
let port: number;

const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port;
const configFor = (changes: Partial<GatewayConfig> = {}): GatewayConfig => ({
  HOST: '127.0.0.1',
  PORT: 0,
  GOALBEAT_MODE: 'local',
  LOG_LEVEL: 'silent',
  DIRECTORY_URL: `http://127.0.0.1:${portOf(upstream)}`,
  GOALS_URL: `http://127.0.0.1:${portOf(upstream)}`,
  APPRAISAL_URL: 'http://127.0.0.1:1',
  PAYROLL_URL: 'http://127.0.0.1:1',
  AMQP_URL: 'amqp://127.0.0.1:1',
  SERVICE_KEY: 'a-key-of-the-gateway',
  PUBLIC_URL: 'http://127.0.0.1:8080',
  CONSOLE_FOLDER: folder,
  ...changes,
});

beforeAll(async () => {
  upstream = createServer((request, response) => {
    // The gateway asks its services how they are, too: that is nobody's body.
    if (request.method === 'POST') took = 0;
    request.on('data', (chunk: Buffer) => (took += chunk.length));
    request.on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  gateway = await createGateway(configFor());
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  port = portOf(gateway.app.server);
});
afterAll(async () => {
  gateway.app.server.closeAllConnections();
  upstream.closeAllConnections();
  await gateway.app.close();
  upstream.close();
});

/** Everything that comes back on a bare connection. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.once('close', () => resolve(heard));
    socket.once('error', reject);
  });
}

/** A body whose length nobody tells. */
async function* pieces(bytes: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(64 * 1024).fill(32);
  for (let sent = 0; sent < bytes; sent += piece.length) yield await Promise.resolve(piece);
}
const chunked = (path: string, bytes: number) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: ReadableStream.from(pieces(bytes)),
    duplex: 'half',
  } as RequestInit);

describe('what the gateway tells browsers', () => {
  it('runs its own files only, and lets nobody frame them', async () => {
    const { headers } = await gateway.app.inject('/');
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'permissions-policy': expect.any(String) });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('keeps answers of the API in no cache and runs nothing of them', async () => {
    for (const path of ['/api/session', '/api/nothing', '/api/goals/v1/cycles', '/health/live']) {
      const { headers } = await gateway.app.inject(path);
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    }
  });

  it('asks for https and nothing else where it is served by https', async () => {
    const secure = await createGateway(configFor({ PUBLIC_URL: 'https://goalbeat.example' }));
    const { headers } = await secure.app.inject('/');
    expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/);
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await secure.app.close();
  });
});

describe('what the gateway takes', () => {
  it('cuts bodies that do not tell their length, and says so', async () => {
    expect((await chunked('/api/goals/v1/approvals/decisions', MEGABYTE / 2)).status).toBe(200);
    expect(took).toBe(MEGABYTE / 2);
    const answer = await chunked('/api/goals/v1/approvals/decisions', 2 * MEGABYTE);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'too-large', status: 413 });
    expect(took).toBeLessThanOrEqual(MEGABYTE);
  });

  it('answers what is no HTTP, and headers without end, with a problem', async () => {
    const long = await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(40_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    expect(long).toContain('application/problem+json');
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('waits for no request for ever', () => {
    expect(gateway.app.server.requestTimeout).toBe(120_000);
    expect(gateway.app.server.headersTimeout).toBe(15_000);
  });

  it('refuses keys that change what objects are', async () => {
    for (const body of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}']) {
      const answer = await gateway.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(answer.statusCode).toBe(400);
    }
  });
});

describe('the page', () => {
  const asked = async (cookie?: string): Promise<unknown> => {
    const answer = await gateway.app.inject({ url: '/page-settings.json', ...(cookie ? { headers: { cookie } } : {}) });
    return answer.json();
  };

  it('learns whether it is worth asking who is signed in', async () => {
    expect(await asked()).toMatchObject({ mayBeSignedIn: false });
    const { name } = sessionCookie(configFor().PUBLIC_URL);
    expect(await asked(`${name}=gbs_${'a'.repeat(43)}`)).toMatchObject({ mayBeSignedIn: true });
  });
});

describe('the gateway’s own addresses', () => {
  /** Open to everybody, and why; a new one has to be thought about and put here. */
  const KNOWN: readonly RegExp[] = [
    // Signing in and out; they look at cookie, origin and password themselves.
    /^\/api\/(session|sign-in)/,
    // Before there is anybody: it looks at the set-up code and the origin itself, and is closed once there is a company.
    /^\/api\/first-run$/,
    // Asked of the services with the token of whoever asks: each says what they may see. And what describes it.
    /^\/api\/(process-log(\/delays)?|operations|openapi\.json)$/,
    // Kinds and ids of what changed, to sessions of that company; it looks at the cookie itself.
    /^\/api\/live$/,
    // Everything else of the API is a service's, which declares who may.
    /^\/api\/(directory|goals|appraisal|payroll)(\/\*?)?$/,
    // For the orchestrator, and for the load balancer.
    /^\/(health\/live|health\/ready|metrics)$/,
    // The page's own files; its settings tell an address, a mode and whether the asker sent a session's cookie.
    /^\/(\*|index\.html|page-settings\.json)?$/,
  ];

  it('are few, and each is known', async () => {
    const found: string[] = [];
    const { app } = await createGateway(configFor(), (route) => found.push(route));
    await app.close();
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter((url) => !KNOWN.some((known) => known.test(url)))).toEqual([]);
  });

  it('are described, each with its method, and nothing else is', async () => {
    const found = new Set<string>();
    const { app } = await createGateway(configFor(), (url, methods) => {
      const own = /^\/(api\/(session|first-run|process-log|operations|live|openapi\.json)|health\/|metrics$)/.test(url);
      for (const method of methods) if (own && method !== 'HEAD') found.add(`${method} ${url}`);
    });
    const { paths } = (await app.inject('/api/openapi.json')).json<{ paths: Record<string, object> }>();
    await app.close();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.toSorted()).toEqual([...found].toSorted());
  });

  it('are described with every field, also where one is called id', async () => {
    const document = (await gateway.app.inject('/api/openapi.json')).json<{
      paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: unknown }> }> } }>;
    }>();
    const me = document.paths['/api/session']?.get.responses['200']?.content['application/json']?.schema;
    expect(me).toMatchObject({ properties: { tenant: { properties: { id: { format: 'uuid' } } } } });
  });

  it('ask who it is before they ask a service', async () => {
    for (const url of [
      '/api/session',
      '/api/process-log?subject=cycle:1',
      '/api/process-log/delays?cycle=1',
      '/api/live',
    ]) {
      expect([url, (await gateway.app.inject(url)).statusCode]).toEqual([url, 401]);
    }
  });
});

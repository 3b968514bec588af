import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import type { GatewayConfig } from '../src/config.js';
import { createGateway, type Gateway } from '../src/gateway.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

const NOWHERE = 'http://127.0.0.1:1';
const OWN_PAGE = { 'x-goalbeat-csrf': '1' };
let directory: RealDirectory;
let gateway: Gateway;
let origin: string;

const configFor = (changes: Partial<GatewayConfig> = {}): GatewayConfig => ({
  HOST: '127.0.0.1',
  PORT: 0,
  GOALBEAT_MODE: 'demo',
  LOG_LEVEL: 'silent',
  DIRECTORY_URL: directory.url,
  GOALS_URL: NOWHERE,
  APPRAISAL_URL: NOWHERE,
  PAYROLL_URL: NOWHERE,
  AMQP_URL: 'amqp://127.0.0.1:1',
  SERVICE_KEY: GATEWAY_KEY,
  PUBLIC_URL: 'http://127.0.0.1:8080',
  ...changes,
});

beforeAll(async () => {
  directory = await RealDirectory.start();
  await directory.tenant('acme');
  gateway = await createGateway(configFor());
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  gateway.app.server.closeAllConnections();
  await gateway.app.close();
  await directory.stop();
});

const json = (value: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
const admin = { tenant: 'acme', number: 'A1', password: 'correct horse' };

async function signIn(at = origin): Promise<{ cookie: string; header: string }> {
  const answer = await fetch(`${at}/api/session`, json(admin));
  expect(answer.status).toBe(201);
  const header = answer.headers.get('set-cookie') ?? '';
  return { cookie: header.split(';', 1)[0] ?? '', header };
}

describe('the session cookie', () => {
  it('is httpOnly and SameSite=Lax, and its secret is in no body', async () => {
    const answer = await fetch(`${origin}/api/session`, json(admin));
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(/^goalbeat_session=gbs_/);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Lax/);
    expect(header).not.toMatch(/Secure/);
    expect(await answer.text()).not.toMatch(/gbs_/);
  });

  it('is __Host- and Secure over https', async () => {
    const secure = await createGateway(configFor({ PUBLIC_URL: 'https://goalbeat.example.com' }));
    const answer = await secure.app.inject({ method: 'POST', url: '/api/session', payload: admin });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-goalbeat_session=.*Path=\/.*Secure/);
    await secure.app.close();
  });

  it('says who one is; a wrong password is a problem that names nothing', async () => {
    const { cookie } = await signIn();
    const me = await fetch(`${origin}/api/session`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({
      tenant: { slug: 'acme' },
      person: { number: 'A1' },
      roles: [{ role: 'admin' }],
    });
    const wrong = await fetch(`${origin}/api/session`, json({ ...admin, password: 'wrong' }));
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toMatch('application/problem+json');
    expect(await wrong.json()).toMatchObject({ code: 'not-signed-in' });
    const odd = await fetch(`${origin}/api/session`, json({ ...admin, colour: 'red' }));
    expect(await odd.json()).toMatchObject({ status: 400, code: 'unknown-field', field: 'colour' });
  });
});

describe('a change by cookie', () => {
  const body = { name: 'payroll', scopes: ['payroll.answer'] };
  const change = (headers: Record<string, string>) => fetch(`${origin}/api/directory/v1/api-keys`, json(body, headers));

  it('needs our own page', async () => {
    const { cookie } = await signIn();
    expect((await change({ cookie })).status).toBe(403);
    expect((await change({ cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ cookie, ...OWN_PAGE, origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ cookie, ...OWN_PAGE })).status).toBe(201);
    expect((await change({ cookie, origin: 'http://127.0.0.1:8080' })).status).toBe(201);
    const foreign = await fetch(`${origin}/api/session`, json(admin, { origin: 'https://evil.example' }));
    expect(foreign.status).toBe(403);
  });

  it('needs nothing of the kind with an API key, which does what its scopes say and no more', async () => {
    const { cookie } = await signIn();
    const made = await fetch(
      `${origin}/api/directory/v1/api-keys`,
      json({ name: 'reader', scopes: ['directory.units.read'] }, { cookie, ...OWN_PAGE }),
    );
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    const read = (path: string) =>
      fetch(`${origin}/api/directory${path}`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await read('/v1/units')).status).toBe(200);
    expect((await read('/v1/people')).status).toBe(403);
    await fetch(`${origin}/api/directory/v1/api-keys/${id}`, { method: 'DELETE', headers: { cookie, ...OWN_PAGE } });
    const other = await createGateway(configFor());
    const answer = await other.app.inject({
      url: '/api/directory/v1/units',
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer.statusCode).toBe(401);
    await other.app.close();
  });
});

describe('signing out', () => {
  it('ends the session at once and takes the cookie', async () => {
    const { cookie } = await signIn();
    const answer = await fetch(`${origin}/api/session`, { method: 'DELETE', headers: { cookie, ...OWN_PAGE } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/goalbeat_session=;/);
    expect((await fetch(`${origin}/api/directory/v1/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('everywhere drops what is remembered of all sessions', async () => {
    const [one, two] = [await signIn(), await signIn()];
    for (const { cookie } of [one, two]) {
      expect((await fetch(`${origin}/api/directory/v1/me`, { headers: { cookie } })).status).toBe(200);
    }
    const all = await fetch(`${origin}/api/directory/v1/sessions/revoke-all`, {
      method: 'POST',
      headers: { cookie: one.cookie, ...OWN_PAGE },
    });
    expect(all.status).toBe(200);
    for (const { cookie } of [one, two]) {
      expect((await fetch(`${origin}/api/directory/v1/me`, { headers: { cookie } })).status).toBe(401);
    }
  });
});

describe('the proxy', () => {
  it.each([
    '/api/directory/internal/v1/org-version',
    '/api/directory/%69nternal/v1/tokens',
    '/api/directory//internal/v1/tokens',
    '/api/directory/v1/../internal/v1/tokens',
    '/api/directory/v1/%2e%2e/internal/v1/tokens',
    '/api/directory/v1%2f..%2finternal/v1/tokens',
    '/api/directory/health/ready',
    '/api/directory/metrics',
    '/internal/v1/tokens',
    '/api/nowhere/v1/x',
  ])('knows no %s', async (path) => {
    const answer = await gateway.app.inject({ url: path, headers: { authorization: '' } });
    expect([401, 404]).toContain(answer.statusCode);
    const { cookie } = await signIn();
    expect((await gateway.app.inject({ url: path, headers: { cookie } })).statusCode).toBe(404);
  });

  it('does not believe headers that only the gateway may send', async () => {
    const { cookie } = await signIn();
    const answer = await fetch(`${origin}/api/directory/v1/me`, {
      headers: { cookie, 'x-client-address': '9.9.9.9', 'goalbeat-tenant': '0198a7f0-0000-7000-8000-000000000000' },
    });
    expect(answer.status).toBe(200);
    const token = await fetch(`${origin}/api/directory/v1/me`, {
      headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    });
    expect(token.status).toBe(401);
    expect((await fetch(`${origin}/api/directory/v1/me`)).status).toBe(401);
  });

  it('passes problems on as they are, with the request id', async () => {
    const { cookie } = await signIn();
    const answer = await fetch(`${origin}/api/directory/v1/units/import?mode=sideways`, {
      method: 'POST',
      headers: { cookie, ...OWN_PAGE, 'content-type': 'text/csv', 'x-request-id': 'my-request-0001' },
      body: 'code\n',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.headers.get('x-request-id')).toBe('my-request-0001');
    expect(await answer.json()).toMatchObject({ code: 'validation', field: 'mode', correlationId: 'my-request-0001' });
  });

  it('says 503 for a service that is away', async () => {
    const { cookie } = await signIn();
    const answer = await fetch(`${origin}/api/goals/v1/cycles`, { headers: { cookie } });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'unavailable' });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('takes large bodies for imports only', async () => {
    const { cookie } = await signIn();
    const big = 'x'.repeat(2 * 1024 * 1024);
    const key = await fetch(
      `${origin}/api/directory/v1/api-keys`,
      json({ name: big, scopes: [] }, { cookie, ...OWN_PAGE }),
    );
    expect(key.status).toBe(413);
    const file = await fetch(`${origin}/api/directory/v1/units/import?mode=preview`, {
      method: 'POST',
      headers: { cookie, ...OWN_PAGE, 'content-type': 'text/csv' },
      body: `code,name,kind\n${`A,${'x'.repeat(50_000)},department\n`.repeat(40)}`,
    });
    expect(file.status).toBe(200);
  });

  it('serves the descriptions without a sign-in', async () => {
    const answer = await fetch(`${origin}/api/directory/openapi.json`);
    expect(await answer.json()).toMatchObject({ openapi: expect.stringMatching(/^3/) });
  });

  it('lets server-sent events through as they come', async () => {
    const { cookie } = await signIn();
    const abort = new AbortController();
    const answer = await fetch(`${origin}/api/directory/v1/desk/stream`, { headers: { cookie }, signal: abort.signal });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch('text/event-stream');
    const reader = answer.body!.getReader();
    let seen = '';
    while (!seen.includes('event: desk')) {
      const { value, done } = await reader.read();
      expect(done).toBe(false);
      seen += new TextDecoder().decode(value);
    }
    abort.abort();
  });
});

describe('limits', () => {
  const ROUNDS = 10;

  async function untilTaken(ask: () => Promise<{ statusCode: number }>): Promise<void> {
    while ((await ask()).statusCode !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  it('stop a principal that asks too often, not the others', async () => {
    const [busy, calm] = [await signIn(), await signIn()];
    const { app } = await createGateway(configFor({ GOALBEAT_MODE: 'production' }));
    const ask = (cookie: string) => app.inject({ url: '/api/session', headers: { cookie } });
    // A gateway that has not heard of directory for two seconds knows nobody and counts all by their address: then once more.
    let told = { busy: '', calm: 0 };
    for (let round = 0; round < ROUNDS && (told.busy === '' || told.calm !== 200); round += 1) {
      for (const { cookie } of [busy, calm]) await untilTaken(() => ask(cookie));
      const answers = await Promise.all(Array.from({ length: 140 }, () => ask(busy.cookie)));
      told = {
        busy: answers.find((answer) => answer.statusCode === 429)?.body ?? '',
        calm: (await ask(calm.cookie)).statusCode,
      };
    }
    expect(JSON.parse(told.busy)).toMatchObject({ code: 'rate-limited' });
    expect(told.calm).toBe(200);
    await app.close();
  });

  it('count secrets that nobody knows by address, whatever they are called', async () => {
    const { app } = await createGateway(configFor({ GOALBEAT_MODE: 'production' }));
    const guess = (n: number) =>
      app.inject({ url: '/api/session', headers: { authorization: `Bearer gbk_${String(n).padStart(43, '0')}` } });
    const seen = new Set([(await guess(0)).statusCode]);
    expect(seen).toEqual(new Set([401]));
    // All of a round come within the second that is counted, however slow the answers are.
    for (let round = 0; round < ROUNDS && !seen.has(429); round += 1) {
      const answers = await Promise.all(Array.from({ length: 140 }, (_, m) => guess(1 + 140 * round + m)));
      for (const answer of answers) seen.add(answer.statusCode);
    }
    expect(seen).toEqual(new Set([401, 429]));
    await app.close();
  });
});

describe('the page', () => {
  it('comes with a policy that lets only its own files run', async () => {
    const answer = await fetch(`${origin}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch("default-src 'none';script-src 'self'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(await answer.text()).toMatch(/<html/);
  });

  it('is ready when directory is', async () => {
    expect(await (await fetch(`${origin}/health/ready`)).json()).toMatchObject({ ready: true });
  });
});

describe('the merged process log', () => {
  interface Merged {
    items: { id: string; service: string; action: string }[];
    next: string | null;
    sources: { service: string; state: string }[];
  }

  it('names the services that do not answer, pages by one cursor, and describes itself', async () => {
    const { cookie } = await signIn();
    const read = async (query: string) => {
      const answer = await fetch(`${origin}/api/process-log${query}`, { headers: { cookie } });
      return { status: answer.status, body: (await answer.json()) as Merged };
    };
    const { status, body } = await read('?limit=1');
    expect(status).toBe(200);
    expect(body.sources).toEqual([
      { service: 'directory', state: 'answered' },
      { service: 'goals', state: 'unavailable' },
      { service: 'appraisal', state: 'unavailable' },
      { service: 'payroll', state: 'unavailable' },
    ]);
    expect(body.items).toHaveLength(1);
    const more = (await read(`?limit=1&after=${body.next}`)).body;
    expect((more.items[0]?.id ?? '') > (body.items[0]?.id ?? 'z')).toBe(true);
    expect(body.items[0]).toMatchObject({ service: 'directory', action: 'created' });
    for (const wrong of ['?after=made-up', '?limit=0', '?subject=x', '?colour=red']) {
      expect((await read(wrong)).status).toBe(400);
    }
    expect((await fetch(`${origin}/api/process-log`)).status).toBe(401);
    const delays = await fetch(`${origin}/api/process-log/delays?subject=plan:x`, { headers: { cookie } });
    expect(delays.status).toBe(503);
    expect((await fetch(`${origin}/api/process-log/delays`, { headers: { cookie } })).status).toBe(400);
    const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/process-log', '/api/process-log/delays']),
    );
  });
});

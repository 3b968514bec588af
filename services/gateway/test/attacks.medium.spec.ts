import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { SignJWT, decodeJwt, exportJWK, exportSPKI, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { createGateway, type Gateway } from '../src/gateway.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

/** Attacks on a running directory, straight at it for tokens and through two gateways for cookies. */
const OWN_PAGE = { 'x-goalbeat-csrf': '1' };
const NOWHERE = 'http://127.0.0.1:1';
let directory: RealDirectory;
let gateways: Gateway[];
let origins: string[];
let real: CryptoKey;
let kid: string;
let claims: Record<string, unknown>;
let good: string;

beforeAll(async () => {
  directory = await RealDirectory.start();
  await directory.tenant('acme');
  await directory.tenant('other');
  gateways = await Promise.all([1, 2].map(() => startGateway()));
  origins = gateways.map(({ app }) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
  const { keys } = JSON.parse(await readFile(directory.tokenKeyFile, 'utf8')) as { keys: JWK[] };
  real = (await importJWK(keys[0]!, 'ES256')) as CryptoKey;
  const jwks = (await (await fetch(`${directory.url}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
  kid = jwks.keys[0]!.kid ?? '';
  good = await tokenOf(await secretOf('acme'));
  claims = decodeJwt(good);
}, 60_000);
afterAll(async () => {
  for (const { app } of gateways) {
    app.server.closeAllConnections();
    await app.close();
  }
  await directory.stop();
});

async function startGateway(): Promise<Gateway> {
  const gateway = await createGateway({
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
  });
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  return gateway;
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
async function secretOf(tenant: string): Promise<string> {
  const answer = await post(`${directory.url}/v1/sessions`, { tenant, number: 'A1', password: 'correct horse' });
  return ((await answer.json()) as { secret: string }).secret;
}
async function tokenOf(secret: string): Promise<string> {
  const answer = await post(
    `${directory.url}/internal/v1/tokens`,
    { secret },
    { authorization: `Bearer ${GATEWAY_KEY}` },
  );
  return ((await answer.json()) as { token: string }).token;
}
const atDirectory = async (token: string, path = '/v1/me') =>
  (await fetch(directory.url + path, { headers: { authorization: `Bearer ${token}` } })).status;
async function cookieAt(origin: string, tenant = 'acme'): Promise<string> {
  const answer = await post(`${origin}/api/session`, { tenant, number: 'A1', password: 'correct horse' });
  expect(answer.status).toBe(201);
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}
const meAt = async (origin: string, cookie: string) =>
  (await fetch(`${origin}/api/directory/v1/me`, { headers: { cookie } })).status;
/** Much longer than it takes, much shorter than a token's life. */
async function until(holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > withinMs) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a token', () => {
  const make = (changes: object = {}, header: object = {}, key: Parameters<SignJWT['sign']>[0] = real) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(key);
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('that directory made opens, also when we make it by its key: the attacks below fail for their own reason', async () => {
    expect(await atDirectory(good)).toBe(200);
    expect(await atDirectory(await make())).toBe(200);
  });

  it.each([
    ['for another audience', { aud: 'payroll' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['expired', { iat: now - 290, exp: now - 60 }],
    ['not yet valid', { nbf: now + 120 }],
    ['made in the future', { iat: now + 3_600, exp: now + 3_700 }],
    ['that would live for a day', { iat: now - 3_600, exp: now + 86_400 }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['of a tenant that is none', { tid: 'all' }],
    ['of a kind that is none', { kind: 'root' }],
  ])('%s is refused', async (_, changes) => {
    expect(await atDirectory(await make(changes))).toBe(401);
  });

  it.each([
    ['of another type', { typ: 'JWT' }],
    ['of no type', { typ: undefined }],
    ['of another key id', { kid: 'somebody-else' }],
    ['whose key id is a path', { kid: '../../../../dev/null' }],
    ['whose key id is an address', { kid: 'http://127.0.0.1:1/keys' }],
    ['whose key id is SQL', { kid: "' OR 1=1 --" }],
    ['that brings the address of its keys', { jku: 'http://127.0.0.1:1/jwks.json' }],
    ['that brings a certificate', { x5u: 'http://127.0.0.1:1/cert.pem' }],
  ])('%s is refused', async (_, header) => {
    expect(await atDirectory(await make({}, header))).toBe(401);
  });

  it('signed by another key is refused, also when it brings that key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    expect(await atDirectory(await make({}, {}, privateKey))).toBe(401);
    expect(await atDirectory(await make({}, { jwk: await exportJWK(publicKey) }, privateKey))).toBe(401);
    expect(await atDirectory(await make({}, { jwk: await exportJWK(publicKey), kid: undefined }, privateKey))).toBe(
      401,
    );
  });

  it('without a signature is refused', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
      expect(await atDirectory(`${part({ alg, typ: 'at+jwt', kid })}.${part(claims)}.`)).toBe(401);
      expect(await atDirectory(`${part({ alg, typ: 'at+jwt', kid })}.${part(claims)}.${good.split('.')[2]}`)).toBe(401);
    }
  });

  it('with the public key as an HMAC secret is refused', async () => {
    const jwks = (await (await fetch(`${directory.url}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
    const open = jwks.keys[0]!;
    expect(open).not.toHaveProperty('d');
    const pem = await exportSPKI((await importJWK(open, 'ES256', { extractable: true })) as CryptoKey);
    for (const secret of [JSON.stringify(open), pem, pem.trim(), JSON.stringify(jwks)]) {
      expect(await atDirectory(await make({}, { alg: 'HS256' }, new TextEncoder().encode(secret)))).toBe(401);
    }
  });

  it('with a changed payload is refused', async () => {
    const [head, , signature] = good.split('.');
    for (const changes of [
      { roles: [{ role: 'finance-lead', unitId: null }] },
      { tid: claims['sub'] },
      { exp: now + 9_999 },
    ]) {
      expect(await atDirectory(`${head}.${part({ ...claims, ...changes })}.${signature}`)).toBe(401);
    }
    expect(await atDirectory(`${good.slice(0, -4)}AAAA`)).toBe(401);
    expect(await atDirectory(`${good}.${signature}`)).toBe(401);
  });

  it('opens nothing from the outside, nor any internal address', async () => {
    const answer = await fetch(`${origins[0]}/api/directory/v1/me`, { headers: { authorization: `Bearer ${good}` } });
    expect(answer.status).toBe(401);
    expect(await atDirectory(good, '/internal/v1/access-changes')).toBe(401);
    expect(await atDirectory(good, `/internal/v1/org-snapshot?tenant=${String(claims['tid'])}`)).toBe(401);
  });
});

describe('a cookie', () => {
  it('after sign-out is refused at once here, and soon everywhere', async () => {
    const [here = '', there = ''] = origins;
    const cookie = await cookieAt(here);
    expect([await meAt(here, cookie), await meAt(there, cookie)]).toEqual([200, 200]);
    await fetch(`${here}/api/session`, { method: 'DELETE', headers: { cookie, ...OWN_PAGE } });
    expect(await meAt(here, cookie)).toBe(401);
    await until(async () => (await meAt(there, cookie)) === 401);
  });

  it('is refused everywhere when directory is asked by somebody else to end it', async () => {
    const [here = '', there = ''] = origins;
    const [mine, stolen] = [await cookieAt(here), await cookieAt(there)];
    expect(await meAt(here, stolen)).toBe(200);
    const list = await fetch(`${here}/api/directory/v1/sessions`, { headers: { cookie: mine } });
    const { items } = (await list.json()) as { items: { id: string; current: boolean }[] };
    for (const { id } of items.filter((one) => !one.current)) {
      const ended = await fetch(`${here}/api/directory/v1/sessions/${id}`, {
        method: 'DELETE',
        headers: { cookie: mine, ...OWN_PAGE },
      });
      expect(ended.status).toBe(204);
    }
    await until(async () => (await meAt(here, stolen)) === 401 && (await meAt(there, stolen)) === 401);
    expect(await meAt(here, mine)).toBe(200);
  });

  it('takes its open event stream with it', async () => {
    const [here = '', there = ''] = origins;
    const cookie = await cookieAt(here);
    const stream = await fetch(`${there}/api/directory/v1/desk/stream`, { headers: { cookie } });
    const reader = stream.body!.getReader();
    await reader.read();
    const ended = (async () => {
      for (;;) if ((await reader.read()).done) return;
    })().catch(() => undefined);
    await fetch(`${here}/api/session`, { method: 'DELETE', headers: { cookie, ...OWN_PAGE } });
    const first = await Promise.race([
      ended.then(() => 'ended'),
      new Promise((resolve) => setTimeout(resolve, 30_000).unref()),
    ]);
    expect(first).toBe('ended');
  });

  it('is believed by nobody while directory cannot be asked', async () => {
    const [here = ''] = origins;
    const cookie = await cookieAt(here);
    expect(await meAt(here, cookie)).toBe(200);
    directory.pause();
    try {
      // Believed for two seconds, then asked for in vain: 503 and never 200.
      await new Promise((resolve) => setTimeout(resolve, 4_100));
      const answer = await fetch(`${here}/api/goals/v1/cycles`, { headers: { cookie } });
      expect(await answer.json()).toMatchObject({ status: 503, detail: expect.stringMatching(/Sign-in/) });
    } finally {
      directory.resume();
    }
    await until(async () => (await meAt(here, cookie)) === 200);
  });

  it('of another tenant sees nothing of this one', async () => {
    const [here = ''] = origins;
    const [mine, theirs] = [await cookieAt(here), await cookieAt(here, 'other')];
    const me = (await (await fetch(`${here}/api/session`, { headers: { cookie: mine } })).json()) as {
      person: { id: string };
    };
    for (const path of [`/v1/people/${me.person.id}`, `/v1/sessions?person=${me.person.id}`]) {
      const answer = await fetch(`${here}/api/directory${path}`, { headers: { cookie: theirs } });
      const body = (await answer.json()) as { items?: unknown[] };
      expect(answer.status === 404 || body.items?.length === 0).toBe(true);
    }
    const list = await fetch(`${here}/api/directory/v1/sessions`, { headers: { cookie: mine } });
    const { items } = (await list.json()) as { items: { id: string }[] };
    const ended = await fetch(`${here}/api/directory/v1/sessions/${items[0]?.id}`, {
      method: 'DELETE',
      headers: { cookie: theirs, ...OWN_PAGE },
    });
    expect(ended.status).toBe(404);
    const out = await fetch(`${here}/api/directory/v1/accounts/${me.person.id}/sign-out`, {
      method: 'POST',
      headers: { cookie: theirs, ...OWN_PAGE },
    });
    expect(out.status).toBe(404);
    expect(await meAt(here, mine)).toBe(200);
  });

  it('never survives a new sign-in in the same browser, nor becomes it', async () => {
    const [here = ''] = origins;
    const cookie = await cookieAt(here);
    const again = await post(
      `${here}/api/session`,
      { tenant: 'acme', number: 'A1', password: 'correct horse' },
      { cookie },
    );
    expect(again.status).toBe(201);
    expect(again.headers.get('set-cookie')).not.toContain(cookie.split('=')[1]);
    expect(await meAt(here, cookie)).toBe(401);
    const planted = `goalbeat_session=gbs_${'A'.repeat(43)}`;
    const fixed = await post(
      `${here}/api/session`,
      { tenant: 'acme', number: 'A1', password: 'correct horse' },
      { cookie: planted },
    );
    expect(fixed.headers.get('set-cookie')).not.toContain('A'.repeat(43));
    expect(await meAt(here, planted)).toBe(401);
  });
});

describe('a right that is taken away', () => {
  const people = async (cookie: string, roles: string, left = '') => {
    const answer = await fetch(`${origins[0]}/api/directory/v1/people/import?mode=all`, {
      method: 'POST',
      headers: { cookie, ...OWN_PAGE, 'content-type': 'text/csv' },
      body:
        'number,name,email,unit,job_family,grade,manager,joined,left,roles\n' +
        `H1,孙人事,h1@example.com,ROOT,hr,P5,,2021-01-01,${left},${roles}\n`,
    });
    expect(await answer.json()).toMatchObject({ written: 1 });
  };

  it('soon opens nothing at any gateway, without signing anybody out', async () => {
    const admin = await cookieAt(origins[0] ?? '');
    await people(admin, 'hr-lead');
    const accounts = { accounts: [{ number: 'H1', password: 'a long enough word' }] };
    const made = await post(`${origins[0]}/api/directory/v1/accounts`, accounts, { cookie: admin, ...OWN_PAGE });
    expect(made.status).toBe(201);
    const signedIn = await post(`${origins[0]}/api/session`, {
      tenant: 'acme',
      number: 'H1',
      password: 'a long enough word',
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const seesAll = async (origin: string) => {
      const answer = await fetch(`${origin}/api/directory/v1/people`, { headers: { cookie } });
      return ((await answer.json()) as { items?: unknown[] }).items?.length === 2;
    };
    for (const origin of origins) expect(await seesAll(origin)).toBe(true);
    await people(admin, '');
    await until(async () => !(await seesAll(origins[0] ?? '')) && !(await seesAll(origins[1] ?? '')));
    for (const origin of origins) expect(await meAt(origin, cookie)).toBe(200);
    await people(admin, '', '2021-02-01');
    await until(
      async () => (await meAt(origins[0] ?? '', cookie)) === 401 && (await meAt(origins[1] ?? '', cookie)) === 401,
    );
  });

  it('of a key ends with it, at every gateway', async () => {
    const [here = '', there = ''] = origins;
    const admin = await cookieAt(here);
    const body = { name: 'reader', scopes: ['directory.units'] };
    const made = await post(`${here}/api/directory/v1/api-keys`, body, { cookie: admin, ...OWN_PAGE });
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    const use = async (origin: string) =>
      (await fetch(`${origin}/api/directory/v1/units`, { headers: { authorization: `Bearer ${secret}` } })).status;
    expect([await use(here), await use(there)]).toEqual([200, 200]);
    await fetch(`${here}/api/directory/v1/api-keys/${id}`, {
      method: 'DELETE',
      headers: { cookie: admin, ...OWN_PAGE },
    });
    await until(async () => (await use(here)) === 401 && (await use(there)) === 401);
  });
});

describe('a fresh sign-in', () => {
  it('is proved by the owner of the session, on our own page, and counts at once', async () => {
    const [here = ''] = origins;
    const cookie = await cookieAt(here);
    const stepUp = (password: string, headers: Record<string, string>) =>
      post(`${here}/api/session/step-up`, { password }, headers);
    expect((await stepUp('correct horse', { cookie })).status).toBe(403);
    expect((await stepUp('correct horse', { cookie, ...OWN_PAGE, origin: 'https://evil.example' })).status).toBe(403);
    expect((await stepUp('correct horse', { ...OWN_PAGE })).status).toBe(401);
    expect((await stepUp('wrong', { cookie, ...OWN_PAGE })).status).toBe(401);
    const direct = `${here}/api/directory/v1/sessions/current/step-up`;
    expect((await post(direct, { password: 'correct horse' }, { cookie, ...OWN_PAGE })).status).toBe(404);
    const current = async () => {
      const answer = await fetch(`${here}/api/directory/v1/sessions`, { headers: { cookie } });
      const { items } = (await answer.json()) as { items: { current: boolean; authenticatedAt: string }[] };
      return items.find((one) => one.current)?.authenticatedAt;
    };
    const before = await current();
    expect((await stepUp('correct horse', { cookie, ...OWN_PAGE })).status).toBe(200);
    expect(await current()).not.toBe(before);
    expect(await meAt(here, cookie)).toBe(200);
  });
});

describe('a key that signs tokens', () => {
  it('is replaced while everything runs, and honoured until its tokens are dead', async () => {
    const { execFileSync } = await import('node:child_process');
    const { fileURLToPath } = await import('node:url');
    const command = fileURLToPath(new URL('../../directory/dist/token/rotate-key.js', import.meta.url));
    const said = execFileSync(process.execPath, [command], { env: { TOKEN_KEY_FILE: directory.tokenKeyFile } });
    const next = /Key (\S+)/.exec(said.toString())?.[1];
    const published = async () =>
      ((await (await fetch(`${directory.url}/.well-known/jwks.json`)).json()) as { keys: JWK[] }).keys.map(
        (key) => key.kid,
      );
    await until(async () => (await published()).length === 2);
    expect(await published()).toEqual([kid, next]);
    expect(await atDirectory(good)).toBe(200);
    const { keys } = JSON.parse(await readFile(directory.tokenKeyFile, 'utf8')) as { keys: JWK[] };
    const key = (await importJWK(keys[1]!, 'ES256')) as CryptoKey;
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: next! }).sign(key);
    expect(await atDirectory(token)).toBe(200);
  }, 40_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway } from '../src/gateway.js';
import { CookieBrowser } from './cookie-browser.js';
import { CLIENT, HonestProvider, OTHER_CLIENT } from './identity-providers.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

const PUBLIC = 'http://goalbeat.test';
const NOWHERE = 'http://127.0.0.1:1';
const PASSWORD = 'correct horse';
const NOT_THEIRS = { status: 403, body: { code: 'forbidden', details: { reason: 'identity' } } };
let directory: RealDirectory;
let gateway: Gateway;
let origin: string;
let provider: HonestProvider;
/** Cookies of whoever signed in by a password. */
const cookies = new Map<string, string>();
const ids = new Map<string, string>();

beforeAll(async () => {
  directory = await RealDirectory.start();
  provider = await HonestProvider.start(`${PUBLIC}/api/session/oidc/callback`);
  await directory.tenant('acme');
  gateway = await createGateway({
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
    PUBLIC_URL: PUBLIC,
  });
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
  await withPassword('A1');
  await done('POST', 'units/import', 'code,name,kind,parent,head\nHQ,总部,group,,\n');
  const people = ['E1', 'E2', 'E3', 'E4', 'E5'].map(
    (one) => `${one},${one},${one}@example.com,HQ,sales,P1,,2020-01-01,,`,
  );
  await done(
    'POST',
    'people/import',
    `number,name,email,unit,job_family,grade,manager,joined,left,roles\n${people.join('\n')}\nH1,H1,h1@example.com,HQ,hr,P5,,2020-01-01,,hr-lead\n`,
  );
  await done('POST', 'accounts', { accounts: ['E1', 'H1'].map((number) => ({ number, password: PASSWORD })) });
  await withPassword('H1');
  const listed = await done<{ items: { id: string; number: string }[] }>('GET', 'people?limit=200');
  for (const { id, number } of listed.items) ids.set(number, id);
  await put('identity-provider', { issuer: provider.issuer, claim: 'email' });
}, 60_000);
afterAll(async () => {
  gateway.app.server.closeAllConnections();
  await gateway.app.close();
  await directory.stop();
  await provider.stop();
});

async function withPassword(number: string): Promise<void> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'x-goalbeat-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: 'acme', number, password: PASSWORD }),
  });
  expect(answer.status).toBe(201);
  cookies.set(number, answer.headers.get('set-cookie')!.split(';')[0]!);
}

function ask(method: string, path: string, body?: object | string, number = 'A1'): Promise<Response> {
  const type = typeof body === 'string' ? 'text/csv' : 'application/json';
  return fetch(`${origin}/api/directory/v1/${path}`, {
    method,
    headers: {
      cookie: cookies.get(number) ?? '',
      'x-goalbeat-csrf': '1',
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function done<T>(method: string, path: string, body?: object | string, number = 'A1'): Promise<T> {
  const answer = await ask(method, path, body, number);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function put(path: string, changes: object): Promise<void> {
  const before = (await (await ask('GET', path)).json()) as { version?: number };
  const version = before.version === undefined ? {} : { version: before.version };
  await done('PUT', path, { clientId: CLIENT.id, clientSecret: CLIENT.secret, ...version, ...changes });
}

/** @param sub the provider's own id for whoever sits before the browser */
async function signIn(sub: string, email?: string): Promise<{ browser: CookieBrowser; answer: Response }> {
  if (email !== undefined) provider.accounts.set(sub, { email, email_verified: true });
  provider.user = sub;
  const browser = new CookieBrowser(PUBLIC, origin);
  return { browser, answer: await browser.go(await browser.toProvider(`${PUBLIC}/api/session/oidc/acme/start`)) };
}

async function whoIs(browser: CookieBrowser): Promise<string> {
  const answer = await browser.me();
  if (!answer.ok) return String(answer.status);
  return ((await answer.json()) as { person: { number: string } }).person.number;
}

const seen = async (answer: Response) => ({ status: answer.status, body: await answer.json() });
const logOf = async (number: string): Promise<string[]> => {
  const page = await done<{ items: { action: string }[] }>(
    'GET',
    `process-log?subject=person:${ids.get(number)}&limit=200`,
  );
  return page.items.map(({ action }) => action);
};
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const changeEmail = async (number: string, email: string, by: string): Promise<Response> => {
  const { version } = await done<{ version: number }>('GET', `people/${ids.get(number)}`);
  return ask('POST', `people/${ids.get(number)}/changes`, { effectiveOn: today, version, set: { email } }, by);
};

describe('an account at the identity provider', () => {
  it('is bound to its person by the first sign-in, and the process log says so once', async () => {
    const { browser } = await signIn('sub-1', 'e1@example.com');
    expect(await whoIs(browser)).toBe('E1');
    await signIn('sub-1');
    expect((await logOf('E1')).filter((action) => action === 'identity-bound')).toHaveLength(1);
    const shown = await done<{ bindings: object[] }>('GET', `accounts/${ids.get('E1')}/identity`);
    expect(shown.bindings).toMatchObject([{ issuer: provider.issuer, clientId: CLIENT.id, subject: 'sub-1' }]);
  });

  it('stays its person’s when the provider gives it somebody else’s address', async () => {
    await signIn('sub-2', 'e2@example.com');
    const { browser } = await signIn('sub-2', 'e1@example.com');
    expect(await whoIs(browser)).toBe('E2');
  });

  it('gets nobody in who is bound to another one, whatever address it has', async () => {
    const { browser, answer } = await signIn('sub-hostile', 'e1@example.com');
    expect(await seen(answer)).toMatchObject(NOT_THEIRS);
    expect(await whoIs(browser)).toBe('401');
  });

  it('gets nobody in to whom HR gave its address, and takes nothing from whoever lost theirs', async () => {
    await signIn('sub-3', 'e3@example.com');
    // HR turns E3's address into that of an accomplice, whom nobody here knows.
    expect((await changeEmail('E3', 'accomplice@example.com', 'H1')).status).toBe(200);
    expect(await seen((await signIn('sub-accomplice', 'accomplice@example.com')).answer)).toMatchObject(NOT_THEIRS);
    expect(await whoIs((await signIn('sub-3')).browser)).toBe('E3');
    // And E4's into the one that E3 has at the provider: E3 remains E3.
    expect((await changeEmail('E4', 'e3@example.com', 'H1')).status).toBe(200);
    expect(await whoIs((await signIn('sub-3')).browser)).toBe('E3');
  });

  it('needs no address any more, unless the company admits its own domains only', async () => {
    provider.accounts.set('sub-1', { email: 'e1@elsewhere.example', email_verified: true });
    expect(await whoIs((await signIn('sub-1')).browser)).toBe('E1');
    await put('identity-provider', { issuer: provider.issuer, claim: 'email', allowedDomains: ['example.com'] });
    expect(await seen((await signIn('sub-1')).answer)).toMatchObject(NOT_THEIRS);
    provider.accounts.set('sub-1', {});
    expect(await seen((await signIn('sub-1')).answer)).toMatchObject(NOT_THEIRS);
    await put('identity-provider', { issuer: provider.issuer, claim: 'email' });
    expect(await whoIs((await signIn('sub-1')).browser)).toBe('E1');
  });

  it('is bound once by two first sign-ins at once, and never to two people', async () => {
    const start = async () => {
      const browser = new CookieBrowser(PUBLIC, origin);
      return { browser, back: await browser.toProvider(`${PUBLIC}/api/session/oidc/acme/start`) };
    };
    provider.accounts.set('sub-5', { email: 'e5@example.com', email_verified: true });
    provider.user = 'sub-5';
    const same = [await start(), await start()];
    const answers = await Promise.all(same.map(({ browser, back }) => browser.go(back)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await logOf('E5')).filter((action) => action === 'identity-bound')).toHaveLength(1);
  });
});

describe('an administrator', () => {
  it('unbinds: sessions end at once, and the next sign-in by the address binds anew', async () => {
    const { browser } = await signIn('sub-1');
    expect(await whoIs(browser)).toBe('E1');
    const path = `accounts/${ids.get('E1')}/identity`;
    expect(await done('DELETE', path)).toMatchObject({ unbound: 1, revoked: expect.any(Number) });
    await expect(eventually(() => whoIs(browser), '401')).resolves.toBe('401');
    expect(await logOf('E1')).toContain('identity-unbound');
    expect(await done('DELETE', path)).toEqual({ unbound: 0, revoked: 0 });
    expect(await whoIs((await signIn('sub-1-new', 'e1@example.com')).browser)).toBe('E1');
    expect(await seen((await signIn('sub-1')).answer)).toMatchObject(NOT_THEIRS);
  });

  it('only: HR neither sees nor loosens it', async () => {
    const path = `accounts/${ids.get('E1')}/identity`;
    for (const method of ['GET', 'DELETE']) expect((await ask(method, path, undefined, 'H1')).status).toBe(403);
    expect((await ask('DELETE', 'accounts/0198c000-0000-7000-8000-000000000000/identity')).status).toBe(404);
  });

  it('begins anew with another client of the provider, whose ids may be others', async () => {
    await put('identity-provider', { issuer: provider.issuer, claim: 'email', clientId: OTHER_CLIENT });
    expect(await whoIs((await signIn('sub-2-pairwise', 'e2@example.com')).browser)).toBe('E2');
    const { bindings } = await done<{ bindings: object[] }>('GET', `accounts/${ids.get('E2')}/identity`);
    expect(bindings).toHaveLength(2);
    await put('identity-provider', { issuer: provider.issuer, claim: 'email' });
    expect(await seen((await signIn('sub-2-pairwise')).answer)).toMatchObject(NOT_THEIRS);
    expect(await whoIs((await signIn('sub-2')).browser)).toBe('E2');
  });
});

async function eventually<T>(look: () => Promise<T>, wanted: T): Promise<T> {
  const until = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found === wanted || Date.now() > until) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

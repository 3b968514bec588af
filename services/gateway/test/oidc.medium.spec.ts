import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, type CryptoKey } from 'jose';
import { createGateway, type Gateway } from '../src/gateway.js';
import { CookieBrowser } from './cookie-browser.js';
import { CLIENT, HonestProvider, OddProvider } from './identity-providers.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

const PUBLIC = 'http://goalbeat.test';
const CALLBACK = `${PUBLIC}/api/session/oidc/callback`;
const OWN_PAGE = { 'x-goalbeat-csrf': '1', 'content-type': 'application/json' };
const NOWHERE = 'http://127.0.0.1:1';
let directory: RealDirectory;
let gateway: Gateway;
let origin: string;
let honest: HonestProvider;
let odd: OddProvider;

beforeAll(async () => {
  directory = await RealDirectory.start();
  honest = await HonestProvider.start(CALLBACK);
  odd = await OddProvider.start();
  for (const tenant of ['acme', 'odd', 'plain']) await directory.tenant(tenant);
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
  await setProvider('acme', { issuer: honest.issuer });
  await setProvider('odd', { issuer: odd.issuer });
}, 60_000);
afterAll(async () => {
  gateway.app.server.closeAllConnections();
  await gateway.app.close();
  await directory.stop();
  await honest.stop();
  await odd.stop();
});
beforeEach(() => {
  honest.accounts.set('admin', { email: 'A@example.com', email_verified: true, employee_number: 'A1' });
  honest.user = 'admin';
  Object.assign(odd, { claims: {}, header: {}, raw: undefined, key: odd.ownKey });
});

async function adminOf(tenant: string): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: OWN_PAGE,
    body: JSON.stringify({ tenant, number: 'A1', password: 'correct horse' }),
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

/** Replaces whatever the company has. */
async function setProvider(tenant: string, changes: object): Promise<Response> {
  const cookie = await adminOf(tenant);
  const path = `${origin}/api/directory/v1/identity-provider`;
  const before = (await (await fetch(path, { headers: { cookie } })).json()) as { version?: number };
  return fetch(path, {
    method: 'PUT',
    headers: { cookie, ...OWN_PAGE },
    body: JSON.stringify({
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      claim: 'email',
      ...(before.version === undefined ? {} : { version: before.version }),
      ...changes,
    }),
  });
}

class Browser extends CookieBrowser {
  constructor() {
    super(PUBLIC, origin);
  }

  /** As if the odd provider had asked its user and sent them back. */
  async fromOdd(): Promise<Response> {
    const answer = await this.go(`${PUBLIC}/api/session/oidc/odd/start`);
    const asked = new URL(answer.headers.get('location') ?? '');
    odd.nonce = asked.searchParams.get('nonce') ?? '';
    return this.go(`${CALLBACK}?code=any&state=${asked.searchParams.get('state')}`);
  }
}

const refusal = async (answer: Response) => ({ status: answer.status, body: await answer.json() });
const REFUSED = { status: 401, body: { code: 'not-signed-in' } };
const NOT_HERE = { status: 403, body: { code: 'forbidden', details: { reason: 'identity' } } };

describe('signing in by the company’s identity provider', () => {
  it('asks for a code with PKCE, state and nonce, and opens a session of one’s own', async () => {
    const browser = new Browser();
    const start = await browser.go(`${PUBLIC}/api/session/oidc/acme/start`);
    expect(start.status).toBe(303);
    const asked = Object.fromEntries(new URL(start.headers.get('location') ?? '').searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: CALLBACK });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(20);
    const answer = await browser.signIn();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.getSetCookie().join()).toMatch(/goalbeat_session=gbs_[^;]+;.*HttpOnly/);
    expect(await (await browser.me()).json()).toMatchObject({ person: { number: 'A1' } });
    expect(browser.cookie(PUBLIC, 'goalbeat_oidc')).toBeUndefined();
  });

  it('knows people by their number, where the company says so', async () => {
    expect((await setProvider('acme', { issuer: honest.issuer, claim: 'employee-number' })).status).toBe(200);
    const browser = new Browser();
    await browser.signIn();
    expect(await (await browser.me()).json()).toMatchObject({ person: { number: 'A1' } });
    await setProvider('acme', { issuer: honest.issuer });
  });

  it('is not there for a company without a provider, or that is none', async () => {
    for (const tenant of ['plain', 'nobody', '..', 'a%20b']) {
      const answer = await fetch(`${origin}/api/session/oidc/${tenant}/start`, { redirect: 'manual' });
      expect(answer.status).toBe(404);
    }
  });

  it('tells people on the page what was wrong', async () => {
    const answer = await fetch(`${origin}/api/session/oidc/callback?code=x`, {
      redirect: 'manual',
      headers: { accept: 'text/html,*/*' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?sign-in-refused=not-signed-in']);
  });
});

describe('whoever the provider knows', () => {
  it.each([
    ['nobody here has the e-mail address', { email: 'stranger@example.com', email_verified: true }],
    ['the e-mail address is not verified', { email: 'a@example.com', email_verified: false }],
    ['the e-mail address is verified in words only', { email: 'a@example.com', email_verified: 'true' }],
    ['there is no e-mail address', { email_verified: true }],
    ['the e-mail address is a pattern', { email: '%@example.com', email_verified: true }],
  ])('is refused when %s', async (_, account) => {
    honest.accounts.set('somebody', account);
    honest.user = 'somebody';
    const browser = new Browser();
    expect(await refusal(await browser.signIn())).toMatchObject(NOT_HERE);
    expect((await browser.me()).status).toBe(401);
  });

  it('is refused outside the company’s domains', async () => {
    await setProvider('acme', { issuer: honest.issuer, allowedDomains: ['acme.example'] });
    expect(await refusal(await new Browser().signIn())).toMatchObject(NOT_HERE);
    await setProvider('acme', { issuer: honest.issuer, allowedDomains: ['example.com'] });
    expect((await new Browser().signIn()).status).toBe(303);
  });
});

describe('an answer of the provider', () => {
  const started = async () => {
    const browser = new Browser();
    return { browser, callback: new URL(await browser.toProvider(`${PUBLIC}/api/session/oidc/acme/start`)) };
  };

  it('with another state is refused, and so is the right one after it', async () => {
    const { browser, callback } = await started();
    const right = callback.href;
    callback.searchParams.set('state', 'another');
    expect(await refusal(await browser.go(callback.href))).toMatchObject(REFUSED);
    expect(await refusal(await browser.go(right))).toMatchObject(REFUSED);
    expect((await browser.me()).status).toBe(401);
  });

  it('without a state or with two is refused', async () => {
    for (const change of [
      (url: URL) => url.searchParams.delete('state'),
      (url: URL) => url.searchParams.append('state', url.searchParams.get('state') ?? ''),
    ]) {
      const { browser, callback } = await started();
      change(callback);
      expect(await refusal(await browser.go(callback.href))).toMatchObject(REFUSED);
    }
  });

  it('is good once, also as a code in another sign-in', async () => {
    const { browser, callback } = await started();
    const binding = browser.cookie(PUBLIC, 'goalbeat_oidc');
    expect((await browser.go(callback.href)).status).toBe(303);
    const replayed = await fetch(callback.href.replace(PUBLIC, origin), {
      redirect: 'manual',
      headers: { cookie: `goalbeat_oidc=${binding}` },
    });
    expect(await refusal(replayed)).toMatchObject(REFUSED);
    const next = await started();
    next.callback.searchParams.set('code', callback.searchParams.get('code') ?? '');
    expect(await refusal(await next.browser.go(next.callback.href))).toMatchObject(REFUSED);
  });

  it('that another browser asked for is refused', async () => {
    const victim = await started();
    const attacker = await started();
    expect(await refusal(await new Browser().go(attacker.callback.href))).toMatchObject(REFUSED);
    expect(await refusal(await victim.browser.go(attacker.callback.href))).toMatchObject(REFUSED);
    expect((await victim.browser.me()).status).toBe(401);
  });

  it('of another issuer is refused (mix-up)', async () => {
    const { browser, callback } = await started();
    callback.searchParams.set('iss', odd.issuer);
    expect(await refusal(await browser.go(callback.href))).toMatchObject(REFUSED);
  });

  it('of a provider that was exchanged meanwhile is refused', async () => {
    const { browser, callback } = await started();
    await setProvider('acme', { issuer: odd.issuer });
    const asked = odd.asked;
    expect(await refusal(await browser.go(callback.href))).toMatchObject(REFUSED);
    expect(odd.asked).toBe(asked);
    await setProvider('acme', { issuer: honest.issuer });
  });

  it('that says no is refused in peace', async () => {
    const { browser, callback } = await started();
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    expect(await refusal(await browser.go(callback.href))).toMatchObject(REFUSED);
  });
});

describe('an ID token', () => {
  const now = Math.floor(Date.now() / 1000);

  it('as it should be is believed: the refusals below have their own reasons', async () => {
    const browser = new Browser();
    expect((await browser.fromOdd()).status).toBe(303);
    expect((await browser.me()).status).toBe(200);
  });

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another issuer', { iss: 'https://login.example.com' }],
    ['another client', { aud: 'another-client' }],
    ['several clients and another party', { aud: [CLIENT.id, 'x'], azp: 'x' }],
    ['an end in the past', { iat: now - 900, exp: now - 300 }],
    ['no end', { exp: undefined }],
    ['a beginning in the future', { nbf: now + 300 }],
    ['no subject', { sub: undefined }],
  ])('with %s is refused', async (_, claims) => {
    odd.claims = claims;
    const browser = new Browser();
    expect(await refusal(await browser.fromOdd())).toMatchObject(REFUSED);
    expect((await browser.me()).status).toBe(401);
  });

  it('of another key, or of none, is refused', async () => {
    const { privateKey } = (await generateKeyPair('RS256')) as { privateKey: CryptoKey };
    odd.key = privateKey;
    expect(await refusal(await new Browser().fromOdd())).toMatchObject(REFUSED);
    odd.key = odd.ownKey;
    odd.header = { kid: 'unknown' };
    expect(await refusal(await new Browser().fromOdd())).toMatchObject(REFUSED);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: odd.issuer, sub: 'x', aud: CLIENT.id, iat: now, exp: now + 300, email: 'a@example.com' };
    odd.raw = `${part({ alg: 'none' })}.${part({ ...claims, email_verified: true })}.`;
    expect(await refusal(await new Browser().fromOdd())).toMatchObject(REFUSED);
    odd.raw = 'not a token';
    expect(await refusal(await new Browser().fromOdd())).toMatchObject(REFUSED);
  });
});

describe('proving it again', () => {
  it('goes through the provider’s own sign-in and renews the session', async () => {
    const browser = new Browser();
    await browser.signIn();
    const sessions = async () =>
      (
        (await (await browser.go(`${PUBLIC}/api/directory/v1/sessions`)).json()) as {
          items: { id: string; current: boolean; authenticatedAt: string }[];
        }
      ).items.find((one) => one.current);
    const before = await sessions();
    const logins = honest.logins;
    const answer = await browser.go(await browser.toProvider(`${PUBLIC}/api/session/oidc/acme/start?stepUp=1`));
    expect(answer.status).toBe(303);
    expect(honest.logins).toBe(logins + 1);
    const after = await sessions();
    expect(after?.id).toBe(before?.id);
    expect(Date.parse(after?.authenticatedAt ?? '')).toBeGreaterThan(Date.parse(before?.authenticatedAt ?? ''));
  });

  it('by an old proof, or by somebody else, renews nothing', async () => {
    const cookie = await adminOf('odd');
    const start = await fetch(`${origin}/api/session/oidc/odd/start?stepUp=1`, {
      redirect: 'manual',
      headers: { cookie },
    });
    const asked = new URL(start.headers.get('location') ?? '');
    expect(asked.searchParams.get('prompt')).toBe('login');
    odd.nonce = asked.searchParams.get('nonce') ?? '';
    odd.claims = { auth_time: Math.floor(Date.now() / 1000) - 3_600 };
    const binding = start.headers.get('set-cookie')?.split(';')[0];
    const answer = await fetch(`${origin}/api/session/oidc/callback?code=x&state=${asked.searchParams.get('state')}`, {
      redirect: 'manual',
      headers: { cookie: `${cookie}; ${binding}` },
    });
    expect(await refusal(answer)).toMatchObject(REFUSED);
    const nobody = await fetch(`${origin}/api/session/oidc/odd/start?stepUp=1`, { redirect: 'manual' });
    expect(nobody.status).toBe(401);
  });
});

describe('the settings', () => {
  it('never show the secret, and give it to no other issuer', async () => {
    const cookie = await adminOf('acme');
    const answer = await fetch(`${origin}/api/directory/v1/identity-provider`, { headers: { cookie } });
    const text = await answer.text();
    expect(text).not.toContain(CLIENT.secret);
    expect(await refusal(await setProvider('acme', { issuer: odd.issuer, clientSecret: undefined }))).toMatchObject({
      status: 400,
      body: { field: 'clientSecret' },
    });
    expect((await setProvider('acme', { issuer: honest.issuer, clientSecret: undefined })).status).toBe(200);
    expect((await new Browser().signIn()).status).toBe(303);
  });

  it.each(['http://127.0.0.1:1', 'ftp://example.com', 'http://u:p@127.0.0.1'])('refuse %s', async (issuer) => {
    expect(await refusal(await setProvider('acme', { issuer }))).toMatchObject({
      status: 400,
      body: { code: 'validation', field: 'issuer' },
    });
  });

  it('refuse an issuer that calls itself something else', async () => {
    expect((await setProvider('acme', { issuer: `${odd.issuer}/realms/acme` })).status).toBe(400);
  });
});

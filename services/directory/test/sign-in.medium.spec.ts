import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
beforeAll(async () => {
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  await directory.company(tenant.admin);
});
afterAll(() => directory.stop());

const signIn = (number: string, password: string, address = '10.0.0.1', slug = tenant.slug) =>
  directory.call<{ secret: string; code: string; details: { retryAfterSeconds: number } }>('POST', '/v1/sessions', {
    body: { tenant: slug, number, password },
    headers: { 'x-gateway-key': SERVICE_KEYS.gateway, 'x-client-address': address },
  });
const me = (token: string) => directory.call<{ code: string }>('GET', '/v1/me', { token });

describe('who is signed in', () => {
  it('knows whether somebody’s line leads to them', async () => {
    const leads = async (number: string) => {
      const { body } = await signIn(number, `password ${number}`, '10.9.0.1');
      const seen = await directory.call<{ leads: boolean }>('GET', '/v1/me', {
        token: await directory.token(body.secret),
      });
      return seen.body.leads;
    };
    expect([await leads('E3'), await leads('E5')]).toEqual([true, false]);
  });
});

describe('signing in', () => {
  it('tells the same of a wrong company, number and password', async () => {
    const answers = await Promise.all([
      signIn('E1', 'wrong', '10.1.0.1'),
      signIn('E77', 'password E1', '10.1.0.2'),
      signIn('E1', 'password E1', '10.1.0.3', 'nowhere'),
    ]);
    for (const { status, body } of answers)
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'not-signed-in' });
  });

  it('is slowed down per account and address, never locked out', async () => {
    for (let n = 0; n < 5; n++) expect((await signIn('E4', 'wrong', '10.2.0.1')).status).toBe(401);
    const slowed = await signIn('E4', 'password E4', '10.2.0.1');
    expect(slowed).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(slowed.body.details.retryAfterSeconds).toBeGreaterThan(0);
    expect((await signIn('E4', 'password E4', '10.2.0.2')).status).toBe(201);
    expect((await signIn('E5', 'password E5', '10.2.0.1')).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await signIn('E4', 'password E4', '10.2.0.1')).status).toBe(201);
  });

  it('counts many tries at once one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('E3', 'wrong', '10.3.0.1')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('takes the address from the gateway only', async () => {
    for (let n = 0; n < 5; n++) {
      await directory.call('POST', '/v1/sessions', {
        body: { tenant: tenant.slug, number: 'E2', password: 'wrong' },
        headers: { 'x-gateway-key': 'not the key of the gateway', 'x-client-address': `10.4.0.${n}` },
      });
    }
    const same = await directory.call('POST', '/v1/sessions', {
      body: { tenant: tenant.slug, number: 'E2', password: 'password E2' },
    });
    expect(same.status).toBe(429);
  });

  it('ends with the session, here or everywhere', async () => {
    const [one, two, three] = await Promise.all(
      ['10.5.0.1', '10.5.0.2', '10.5.0.3'].map((address) => signIn('E1', 'password E1', address)),
    );
    const token = await directory.token(one!.body.secret);
    expect((await directory.call('DELETE', '/v1/sessions/current', { token })).status).toBe(204);
    expect((await directory.exchange(one!.body.secret)).status).toBe(401);
    expect((await directory.exchange(two!.body.secret)).status).toBe(200);
    const all = await directory.call('POST', '/v1/sessions/revoke-all', {
      token: await directory.token(two!.body.secret),
    });
    expect(all).toMatchObject({ status: 200, body: { revoked: 2 } });
    expect((await directory.exchange(three!.body.secret)).status).toBe(401);
  });

  it('ends when the password is set anew', async () => {
    const { body } = await signIn('H2', 'password H2', '10.6.0.1');
    await directory.call('POST', '/v1/accounts', {
      token: tenant.admin,
      body: { accounts: [{ number: 'H2', password: 'another one' }] },
    });
    expect((await directory.exchange(body.secret)).status).toBe(401);
    expect((await signIn('H2', 'another one', '10.6.0.1')).status).toBe(201);
  });

  it('to a demo works in demo mode only', async () => {
    const production = await DirectoryHarness.start({
      GOALBEAT_MODE: 'local',
      DATABASE_URL: directory.config.DATABASE_URL,
    });
    const answer = await production.call('POST', '/v1/sessions', {
      body: { tenant: tenant.slug, number: 'A1', password: 'correct horse' },
    });
    expect(answer.status).toBe(401);
    await production.stop();
  });
});

describe('a token', () => {
  it('carries who one is, for five minutes at most', async () => {
    const { body } = await signIn('H1', 'password H1', '10.7.0.1');
    const token = await directory.token(body.secret);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: 'goalbeat-directory',
      aud: 'goalbeat',
      tid: tenant.id,
      kind: 'person',
      roles: [{ role: 'hr-lead' }],
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300);
    expect((await me(token)).status).toBe(200);
  });

  it('is made for the gateway only', async () => {
    const { body } = await signIn('E1', 'password E1', '10.8.0.1');
    const answer = await directory.call('POST', '/internal/v1/tokens', {
      token: tenant.admin,
      body: { secret: body.secret },
    });
    expect(answer.status).toBe(401);
  });
});

describe('an API key', () => {
  const create = (scopes: string[], token = tenant.admin) =>
    directory.call<{ id: string; secret: string; code: string; field: string }>('POST', '/v1/api-keys', {
      token,
      body: { name: 'payroll', scopes },
    });

  it('does what its scopes say, is listed without its secret, and ends when revoked', async () => {
    const { body } = await create(['directory.units', 'payroll.answer']);
    const token = await directory.token(body.secret);
    expect((await directory.call('GET', '/v1/units', { token })).status).toBe(200);
    expect((await directory.call('GET', '/v1/people', { token })).status).toBe(403);
    expect((await directory.call('GET', '/v1/desk', { token })).status).toBe(403);
    const list = await directory.call('GET', '/v1/api-keys', { token: tenant.admin });
    expect(JSON.stringify(list.body)).not.toContain(body.secret);
    expect(list.body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: body.id, lastUsedAt: expect.any(String) })]),
    });
    expect((await directory.call('DELETE', `/v1/api-keys/${body.id}`, { token: tenant.admin })).status).toBe(200);
    expect((await directory.exchange(body.secret)).status).toBe(401);
  });

  it('has scopes that exist and do not make keys; and is made by administrators', async () => {
    expect(await create(['payroll.everything'])).toMatchObject({ status: 400, body: { field: 'scopes.0' } });
    expect(await create(['directory'])).toMatchObject({ status: 400, body: { field: 'scopes.0' } });
    expect(await create(['directory.api-keys.write'])).toMatchObject({ status: 400 });
    expect((await create(['payroll.answer'], await directory.signIn(tenant.slug, 'H1', 'password H1'))).status).toBe(
      403,
    );
  });
});

describe('who sees whom', () => {
  const seenBy = async (number: string) => {
    const token = await directory.token((await signIn(number, `password ${number}`, `10.9.0.${number}`)).body.secret);
    const { body } = await directory.call<{ items: { number: string }[] }>('GET', '/v1/people?limit=50', { token });
    return body.items.map((person) => person.number);
  };

  it('oneself, one’s line, one’s units, or everybody', async () => {
    expect(await seenBy('E4')).toEqual(['E4']);
    expect(await seenBy('E2')).toEqual(['E2', 'E4']);
    expect(await seenBy('E1')).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'H1', 'H2']);
    expect(await seenBy('H1')).toHaveLength(8);
  });

  it('HR their units', async () => {
    const token = await directory.token((await signIn('H2', 'another one', '10.9.1.1')).body.secret);
    const { body } = await directory.call<{ items: { id: string; number: string }[] }>('GET', '/v1/people', { token });
    expect(body.items.map((person) => person.number)).toEqual(['E2', 'E4', 'H2']);
    const all = await directory.call<{ items: { id: string; number: string }[] }>('GET', '/v1/people', {
      token: tenant.admin,
    });
    const hidden = all.body.items.find((person) => person.number === 'E5');
    expect((await directory.call('GET', `/v1/people/${hidden?.id}`, { token })).status).toBe(404);
  });

  it('all names of a long page in one question, of those alone whom one may see', async () => {
    const all = await directory.call<{ items: { id: string; number: string }[] }>('GET', '/v1/people', {
      token: tenant.admin,
    });
    const ids = all.body.items.map(({ id }) => id);
    const ask = async (token: string, wanted: readonly string[]) => {
      const query = `ids=${wanted.join(',')}&limit=200`;
      const { status, body } = await directory.call<{ items: { number: string }[] }>('GET', `/v1/people?${query}`, {
        token,
      });
      return { status, numbers: body.items?.map(({ number }) => number) };
    };
    const lead = await directory.token((await signIn('E2', 'password E2', '10.9.2.1')).body.secret);
    expect(await ask(lead, ids)).toEqual({ status: 200, numbers: ['E2', 'E4'] });
    const some = all.body.items.filter(({ number }) => ['H1', 'E5'].includes(number)).map(({ id }) => id);
    expect(await ask(tenant.admin, some)).toEqual({ status: 200, numbers: ['E5', 'H1'] });
    expect((await ask(tenant.admin, ['not-an-id'])).status).toBe(400);
    expect((await ask(tenant.admin, Array<string>(201).fill(ids[0] ?? ''))).status).toBe(400);
  });

  it('never anybody of another tenant', async () => {
    const other = await directory.tenant();
    const mine = await directory.call<{ items: { id: string }[] }>('GET', '/v1/people?number=E1', {
      token: tenant.admin,
    });
    const theirs = await directory.call<{ items: unknown[] }>('GET', '/v1/people', { token: other.admin });
    expect(theirs.body.items).toHaveLength(1);
    expect((await directory.call('GET', `/v1/people/${mine.body.items[0]?.id}`, { token: other.admin })).status).toBe(
      404,
    );
    const log = await directory.call<{ items: unknown[] }>('GET', '/v1/process-log', { token: other.admin });
    expect(JSON.stringify(log.body)).not.toContain(tenant.id);
  });

  it('is in the process log with who did it', async () => {
    const { body } = await directory.call<{ items: { action: string; actorKind: string }[] }>(
      'GET',
      '/v1/process-log?limit=200',
      { token: tenant.admin },
    );
    expect(body.items.map((row) => row.action)).toEqual(
      expect.arrayContaining(['created', 'units-imported', 'people-imported', 'password-set', 'signed-in']),
    );
  });
});

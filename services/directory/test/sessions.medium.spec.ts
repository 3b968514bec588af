import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessChanges } from '@goalbeat/contracts/directory/sign-in-http';
import { decodeJwt } from 'jose';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
beforeAll(async () => {
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  await directory.company(tenant.admin);
});
afterAll(() => directory.stop());

const from = (address: string) => ({ 'x-gateway-key': SERVICE_KEYS.gateway, 'x-client-address': address });
const signIn = (number: string, password: string, address: string) =>
  directory.call<{ secret: string; code: string }>('POST', '/v1/sessions', {
    body: { tenant: tenant.slug, number, password },
    headers: { ...from(address), 'user-agent': 'A browser' },
  });
const open = async (number: string, address: string, password = `password ${number}`) => {
  const { status, body } = await signIn(number, password, address);
  expect(status).toBe(201);
  return { secret: body.secret, token: await directory.token(body.secret) };
};
const personOf = (token: string) => String(decodeJwt(token)['pid']);
const works = async (secret: string) => (await directory.exchange(secret)).status === 200;
interface Session {
  id: string;
  current: boolean;
}
const sessions = (token: string, query = '') =>
  directory.call<{ items: Session[]; next: string | null }>('GET', `/v1/sessions${query}`, { token });

describe('sessions', () => {
  it('are listed with where they come from, page by page, and end one by one', async () => {
    const all = [await open('E1', '10.0.0.1'), await open('E1', '10.0.0.2'), await open('E1', '10.0.0.3')];
    const [, second, third] = all;
    const list = await sessions(third!.token);
    expect(list.body.items).toHaveLength(3);
    expect(list.body.items[0]).toMatchObject({
      current: true,
      method: 'password',
      address: '10.0.0.3',
      agent: 'A browser',
    });
    expect(JSON.stringify(list.body)).not.toMatch(/gbs_/);
    const page = await sessions(third!.token, '?limit=2');
    expect((await sessions(third!.token, `?limit=2&after=${page.body.next}`)).body.items).toHaveLength(1);
    const end = await directory.call('DELETE', `/v1/sessions/${list.body.items[1]?.id}`, { token: third!.token });
    expect(end.status).toBe(204);
    expect([await works(second!.secret), await works(third!.secret)]).toEqual([false, true]);
    expect((await sessions(third!.token)).body.items).toHaveLength(2);
  });

  it('of others are seen and ended by administrators only', async () => {
    const [mine, theirs] = [await open('E4', '10.0.1.1'), await open('E5', '10.0.1.2')];
    const person = personOf(theirs.token);
    const [session] = (await sessions(theirs.token)).body.items;
    expect((await sessions(mine.token, `?person=${person}`)).status).toBe(403);
    const byId = `/v1/sessions/${session?.id}`;
    expect((await directory.call('DELETE', byId, { token: mine.token })).status).toBe(404);
    const path = `/v1/accounts/${person}/sign-out`;
    expect((await directory.call('POST', path, { token: mine.token })).status).toBe(403);
    expect(await works(theirs.secret)).toBe(true);
    expect((await sessions(tenant.admin, `?person=${person}`)).body.items).toMatchObject([{ current: false }]);
    expect((await directory.call('POST', path, { token: tenant.admin })).body).toMatchObject({ revoked: 1 });
    expect(await works(theirs.secret)).toBe(false);
    const nobody = `/v1/accounts/${tenant.id}/sign-out`;
    expect((await directory.call('POST', nobody, { token: tenant.admin })).status).toBe(404);
  });

  it('end by themselves when nobody uses them, and at the end of the day', async () => {
    const { secret, token } = await open('E2', '10.0.2.1');
    const id = decodeJwt(token)['sid'];
    const age = (column: string, interval: string) =>
      directory.database.query(`UPDATE session SET ${column} = now() + $2::interval WHERE id = $1`, [id, interval]);
    await age('last_seen_at', '-119 minutes');
    expect(await works(secret)).toBe(true);
    // Used a moment ago: the next two hours begin.
    expect(await works(secret)).toBe(true);
    await age('last_seen_at', '-121 minutes');
    expect(await works(secret)).toBe(false);
    await age('last_seen_at', '0 minutes');
    expect(await works(secret)).toBe(true);
    await age('expires_at', '-1 second');
    expect(await works(secret)).toBe(false);
  });
});

describe('proving it again', () => {
  const stepUp = (token: string, password: string, address = '10.1.0.1') =>
    directory.call('POST', '/v1/sessions/current/step-up', { token, body: { password }, headers: from(address) });

  it('renews when one signed in, in the same session', async () => {
    const { secret, token } = await open('E3', '10.1.0.1');
    const { sid } = decodeJwt(token);
    await directory.database.query(`UPDATE session SET authenticated_at = now() - interval '1 hour' WHERE id = $1`, [
      sid,
    ]);
    const before = decodeJwt(await directory.token(secret));
    expect(await stepUp(token, 'wrong')).toMatchObject({ status: 401 });
    expect(await stepUp(token, 'password E1')).toMatchObject({ status: 401 });
    expect(await stepUp(token, 'password E3')).toMatchObject({ status: 200 });
    const after = decodeJwt(await directory.token(secret));
    expect(after['sid']).toBe(sid);
    expect(Number(after['auth_time']) - Number(before['auth_time'])).toBeGreaterThanOrEqual(3_599);
  });

  it('is slowed down like a sign-in, and is not for keys nor for what has ended', async () => {
    const { token } = await open('E5', '10.1.1.1');
    for (let n = 0; n < 5; n++) expect((await stepUp(token, 'wrong', '10.1.1.1')).status).toBe(401);
    expect((await stepUp(token, 'password E5', '10.1.1.1')).status).toBe(429);
    const key = await directory.call<{ secret: string }>('POST', '/v1/api-keys', {
      token: tenant.admin,
      body: { name: 'reader', scopes: ['directory.units'] },
    });
    expect((await stepUp(await directory.token(key.body.secret), 'password E5')).status).toBe(403);
    const ended = await open('E1', '10.1.1.2');
    await directory.call('DELETE', '/v1/sessions/current', { token: ended.token });
    expect((await stepUp(ended.token, 'password E1', '10.1.1.2')).status).toBe(401);
  });
});

describe('one’s own password', () => {
  const change = (token: string, body: object) =>
    directory.call('PUT', '/v1/accounts/current/password', { token, body, headers: from('10.2.0.1') });

  it('is changed by whoever knows it; all other sessions end', async () => {
    const [here, there] = [await open('H1', '10.2.0.1'), await open('H1', '10.2.0.2')];
    expect(await change(here.token, { current: 'wrong', next: 'a better one' })).toMatchObject({
      status: 401,
      body: { field: 'current' },
    });
    expect(await change(here.token, { current: 'password H1', next: 'short' })).toMatchObject({ status: 400 });
    expect(await change(here.token, { current: 'password H1', next: '1234567890' })).toMatchObject({
      status: 400,
      body: { field: 'next' },
    });
    expect(await change(here.token, { current: 'password H1', next: 'password H1' })).toMatchObject({ status: 400 });
    expect((await change(here.token, { current: 'password H1', next: 'a better one' })).status).toBe(204);
    expect([await works(here.secret), await works(there.secret)]).toEqual([true, false]);
    expect((await signIn('H1', 'password H1', '10.2.0.1')).status).toBe(401);
    expect((await signIn('H1', 'a better one', '10.2.0.1')).status).toBe(201);
  });

  it('is reset by administrators, with a decent one', async () => {
    const poor = await directory.call('POST', '/v1/accounts', {
      token: tenant.admin,
      body: { accounts: [{ number: 'H2', password: 'aaaaaaaaaaaa' }] },
    });
    expect(poor).toMatchObject({ status: 400, body: { field: 'accounts.0.password' } });
  });
});

describe('guessing', () => {
  const tries = (number: string, failures: number, address: string) =>
    directory.database.query(
      `INSERT INTO sign_in_attempt (tenant_id, number, address, failures, blocked_until, last_at)
       VALUES ($1, $2, $3, $4, NULL, now())
       ON CONFLICT (tenant_id, number, address) DO UPDATE SET failures = excluded.failures, last_at = now()`,
      [tenant.id, number, address, failures],
    );

  it('one account from many addresses slows down new addresses, never one that succeeded before', async () => {
    expect((await signIn('E2', 'password E2', '10.3.0.1')).status).toBe(201);
    await tries('E2', 55, '');
    expect((await signIn('E2', 'wrong', '10.3.0.2')).status).toBe(401);
    expect((await signIn('E2', 'password E2', '10.3.0.3')).status).toBe(429);
    expect((await signIn('E2', 'password E2', '10.3.0.1')).status).toBe(201);
    expect((await signIn('E1', 'password E1', '10.3.0.3')).status).toBe(201);
  });

  it('many accounts from one address slows down that address, not who is at home there', async () => {
    expect((await signIn('E4', 'password E4', '10.4.0.1')).status).toBe(201);
    await tries('', 105, '10.4.0.1');
    expect((await signIn('E1', 'wrong', '10.4.0.1')).status).toBe(401);
    expect((await signIn('E3', 'password E3', '10.4.0.1')).status).toBe(429);
    expect((await signIn('E4', 'password E4', '10.4.0.1')).status).toBe(201);
    expect((await signIn('E3', 'password E3', '10.4.0.2')).status).toBe(201);
  });

  it('is counted: each failure, on both', async () => {
    const count = async () => {
      const { rows } = await directory.database.query<{ address: string; failures: number }>(
        `SELECT address, failures FROM sign_in_attempt WHERE tenant_id = $1 AND (number = 'H2' AND address = '' OR number = ''
         AND address = '10.5.0.1') ORDER BY address`,
        [tenant.id],
      );
      return rows.map((row) => row.failures);
    };
    for (let n = 0; n < 3; n++) await signIn('H2', 'wrong', '10.5.0.1');
    expect(await count()).toEqual([3, 3]);
  });
});

describe('a key', () => {
  const create = (body: object) =>
    directory.call<{ id: string; secret: string }>('POST', '/v1/api-keys', {
      token: tenant.admin,
      body: { name: 'payroll', scopes: ['payroll.answer'], ...body },
    });
  const use = async (secret: string, address?: string) =>
    (
      await directory.call('POST', '/internal/v1/tokens', {
        token: SERVICE_KEYS.gateway,
        body: { secret, ...(address === undefined ? {} : { address }) },
      })
    ).status;

  it('opens nothing after its end, nor from elsewhere', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const key = await create({ expiresAt: soon, addresses: ['192.0.2.0/24', '2001:db8::7'] });
    expect(key.status).toBe(201);
    expect(await use(key.body.secret, '192.0.2.9')).toBe(200);
    expect(await use(key.body.secret, '::ffff:192.0.2.9')).toBe(200);
    expect(await use(key.body.secret, '2001:db8::7')).toBe(200);
    expect(await use(key.body.secret, '192.0.3.9')).toBe(401);
    expect(await use(key.body.secret)).toBe(401);
    await directory.database.query(`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      key.body.id,
    ]);
    expect(await use(key.body.secret, '192.0.2.9')).toBe(401);
  });

  it('is refused with an end in the past, wrong addresses, or the right to decide', async () => {
    expect(await create({ expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({ body: { field: 'expiresAt' } });
    expect(await create({ addresses: ['example.com'] })).toMatchObject({ body: { field: 'addresses.0' } });
    for (const scope of ['approvals.decide', 'approvals', 'directory.sessions', 'directory.sign-in.write']) {
      expect(await create({ scopes: [scope] })).toMatchObject({ status: 400, body: { field: 'scopes.0' } });
    }
  });
});

describe('the feed of changed rights', () => {
  const since = async (cursor?: string) => {
    const query = cursor === undefined ? '' : `?after=${cursor}`;
    const answer = await directory.call<AccessChanges>('GET', `/internal/v1/access-changes${query}`, {
      token: SERVICE_KEYS.gateway,
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const subjects = ({ changes }: AccessChanges) => changes.map((change) => change.subjectId);

  it('names a session that ended, a key that was revoked, and people whose roles or last day changed', async () => {
    const { token } = await open('E1', '10.6.0.1');
    const key = await directory.call<{ id: string }>('POST', '/v1/api-keys', {
      token: tenant.admin,
      body: { name: 'x', scopes: ['payroll.answer'] },
    });
    const { cursor } = await since();
    await directory.call('DELETE', '/v1/sessions/current', { token });
    await directory.call('DELETE', `/v1/api-keys/${key.body.id}`, { token: tenant.admin });
    await directory.importAll(
      'people',
      tenant.admin,
      'number,name,email,unit,job_family,grade,manager,joined,left,roles\n' +
        'H2,周人事,h2@example.com,HQ,hr,P4,H1,2021-01-01,,finance-lead\n' +
        'E5,钱二,e5@example.com,DEV,development,P4,E3,2021-01-01,2026-01-31,\n',
    );
    const { rows } = await directory.database.query<{ id: string }>(
      `SELECT id FROM person WHERE tenant_id = $1 AND number IN ('H2', 'E5')`,
      [tenant.id],
    );
    const told = await since(cursor);
    expect(subjects(told)).toEqual(
      expect.arrayContaining([decodeJwt(token)['sid'], key.body.id, ...rows.map((row) => row.id)]),
    );
    expect(told.changes.every((change) => change.tenantId === tenant.id)).toBe(true);
    expect(subjects(await since(told.cursor))).toEqual([]);
  });

  it('misses nothing that commits late', async () => {
    const { token } = await open('E3', '10.6.0.2');
    const sid = String(decodeJwt(token)['sid']);
    await directory.database.query('BEGIN');
    await directory.database.query('UPDATE session SET revoked_at = now() WHERE id = $1', [sid]);
    const other = await open('E4', '10.6.0.3');
    await directory.call('DELETE', '/v1/sessions/current', { token: other.token });
    const before = await since((await since()).cursor);
    expect(subjects(before)).not.toContain(sid);
    await directory.database.query('COMMIT');
    expect(subjects(await since(before.cursor))).toContain(sid);
  });

  it('is for the gateway only', async () => {
    expect((await directory.call('GET', '/internal/v1/access-changes', { token: tenant.admin })).status).toBe(401);
    const answer = await directory.call('GET', "/internal/v1/access-changes?after=1'--", {
      token: SERVICE_KEYS.gateway,
    });
    expect(answer.status).toBe(400);
  });
});

describe('production', () => {
  it('does not start beside a demo, and founds none', async () => {
    const { DATABASE_URL, TOKEN_KEY_FILE } = directory.config;
    await expect(DirectoryHarness.start({ GOALBEAT_MODE: 'production', DATABASE_URL, TOKEN_KEY_FILE })).rejects.toThrow(
      `The database holds demo tenants (${tenant.slug})`,
    );
    const production = await DirectoryHarness.start({ GOALBEAT_MODE: 'production', TOKEN_KEY_FILE });
    await expect(production.tenant('a-demo')).rejects.toThrow(/演示公司只存在于演示模式/);
    expect(await production.tenant('real', 'production')).toMatchObject({ slug: 'real' });
    await production.stop();
  });
});

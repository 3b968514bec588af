import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rehearsalTenantId } from '@goalbeat/domain/access/rehearsal-tenant';
import { decodeJwt } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

interface Opened {
  tenantId: string;
  people: number;
  seq: number;
  clock: { heldAt: string | null; rate: number };
}

const START = '2026-11-16T00:00:00.000Z';
let directory: DirectoryHarness;
let origin: { id: string; admin: string };

beforeAll(async () => {
  directory = await DirectoryHarness.start();
  origin = await directory.tenant(undefined, 'production');
  await directory.company(origin.admin);
});
afterAll(() => directory.stop());

const ask = <T>(method: string, path: string, body?: unknown) =>
  directory.call<T>(method, `/internal/v1/rehearsal-tenants${path}`, {
    token: SERVICE_KEYS.goals,
    ...(body === undefined ? {} : { body }),
  });
const open = async (wanted: object = {}): Promise<Opened> => {
  const tenantId = rehearsalTenantId(uuidv7());
  const answer = await ask<Opened>('POST', '', {
    tenantId,
    of: origin.id,
    clock: { start: START, rate: 5000 },
    ...wanted,
  });
  expect(answer.status).toBe(201);
  return answer.body;
};
const rows = async (sql: string, params: unknown[]): Promise<unknown[]> =>
  (await directory.database.query(sql, params)).rows;
const numbers = (tenant: string) =>
  rows(
    `SELECT p.number, p.email, u.code, m.number AS manager,
       ARRAY(SELECT r.role FROM role_assignment r WHERE r.person_id = p.id ORDER BY 1) AS roles
     FROM person p JOIN org_unit u ON u.id = p.unit_id AND u.tenant_id = p.tenant_id
     LEFT JOIN person m ON m.id = p.manager_id WHERE p.tenant_id = $1 ORDER BY 1`,
    [tenant],
  );

describe('a rehearsal’s tenant', () => {
  it('has the company’s organisation under ids of its own, and no way in', async () => {
    const copy = await open();
    expect(copy).toMatchObject({ people: 8, clock: { rate: 5000 } });
    expect(copy.clock.heldAt).not.toBeNull();
    expect(copy.tenantId[14]).toBe('8');
    const original = (await numbers(origin.id)) as { email: string | null }[];
    expect(await numbers(copy.tenantId)).toEqual(original.map((one) => ({ ...one, email: null })));
    expect(await rows('SELECT id FROM person GROUP BY id HAVING count(*) > 1', [])).toEqual([]);
    const ways =
      'SELECT tenant_id FROM account WHERE tenant_id = $1 UNION SELECT tenant_id FROM api_key WHERE tenant_id = $1';
    expect(await rows(ways, [copy.tenantId])).toEqual([]);
    const [told] = await rows(
      `SELECT count(DISTINCT payload->'event'->'data'->>'seq')::int AS n, max((payload->'event'->'data'->>'seq')::int) AS last
       FROM outbox WHERE tenant_id = $1 AND payload->'event'->'data' ? 'seq'`,
      [copy.tenantId],
    );
    expect(told).toEqual({ n: copy.seq, last: copy.seq });
  });

  it('copies only who is wanted', async () => {
    const copy = await open({ numbers: ['E1', 'E4', 'H1'] });
    expect(await numbers(copy.tenantId)).toMatchObject([
      { number: 'E1', manager: null },
      { number: 'E4', manager: null },
      { number: 'H1', manager: 'E1', roles: ['hr-lead'] },
    ]);
  });

  it('lets simulated people in without a password, whose session directory knows', async () => {
    const { tenantId } = await open();
    const [hr] = (await rows(`SELECT id FROM person WHERE tenant_id = $1 AND number = 'H1'`, [tenantId])) as {
      id: string;
    }[];
    const { body, status } = await ask<{ tokens: { token: string }[] }>('POST', `/${tenantId}/tokens`, {
      personIds: [hr?.id, '01890000-0000-7000-8000-000000000009'],
    });
    expect([status, body.tokens.length]).toEqual([200, 1]);
    const token = body.tokens[0]?.token ?? '';
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ tid: tenantId, pid: hr?.id, roles: [{ role: 'hr-lead', unitId: null }] });
    const allowed = await directory.call<{ allowed: boolean }>('POST', '/internal/v1/authorize', {
      token: SERVICE_KEYS['payroll-bridge'],
      body: { tenantId, personId: hr?.id, action: 'payroll.list.submit', at: START, sessionId: claims['sid'] },
    });
    expect(allowed.body.allowed).toBe(true);
    const tenant = await directory.call<{ version: number; kind: string }>('GET', '/v1/tenant', { token });
    expect(tenant.body.kind).toBe('rehearsal');
    const released = await directory.call<{ clock: { heldAt: string | null }; now: string }>(
      'PUT',
      '/v1/tenant/clock',
      {
        token,
        body: { held: false, version: tenant.body.version },
      },
    );
    expect(released).toMatchObject({ status: 200, body: { clock: { heldAt: null } } });
    expect(released.body.now >= START).toBe(true);
  });

  it('is forgotten without a trace in any table, and the company stays as it is', async () => {
    const { tenantId } = await open();
    await ask('POST', `/${tenantId}/tokens`, {
      personIds: (await rows('SELECT id FROM person WHERE tenant_id = $1', [tenantId])).map(
        (row) => (row as { id: string }).id,
      ),
    });
    const before = await numbers(origin.id);
    for (let twice = 0; twice < 2; twice += 1) {
      expect((await ask('POST', `/${tenantId}/remove`)).status).toBe(200);
    }
    const tables = (await rows(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
       WHERE c.relnamespace = 'directory'::regnamespace AND c.relkind = 'r' AND c.relname <> 'removed_tenant'`,
      [],
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      expect([name, (await rows(`SELECT FROM ${name} WHERE tenant_id = $1`, [tenantId])).length]).toEqual([name, 0]);
    }
    expect(await numbers(origin.id)).toEqual(before);
    const [told] = await rows(
      `SELECT count(*)::int AS n FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.directory.tenant.removed.v1'
         AND payload->'event'->>'tenantid' = $1`,
      [tenantId],
    );
    expect(told).toEqual({ n: 2 });
  });

  it('is what these routes are for: a company gets no tokens, no reading and no end by them', async () => {
    const refused = await Promise.all([
      ask('POST', `/${origin.id}/tokens`, { personIds: [origin.id] }),
      ask('POST', `/${origin.id}/remove`),
      ask('GET', `/${origin.id}/desk`),
      ask('GET', `/${origin.id}/notices`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const { tenantId } = await open();
    const clock = { start: START, rate: 1 };
    const other = rehearsalTenantId(uuidv7());
    expect((await ask('POST', '', { tenantId: other, of: tenantId, clock })).status).toBe(409);
    expect((await ask('POST', '', { tenantId: uuidv7(), of: origin.id, clock })).status).toBe(403);
    const asPerson = await directory.call('POST', '/internal/v1/rehearsal-tenants', { token: origin.admin, body: {} });
    expect(asPerson.status).toBe(401);
  });

  it('cannot be made with a company’s kind of id, nor a company with its', async () => {
    const make = (id: string, kind: string, of: string | null) =>
      directory.database.query(
        `INSERT INTO tenant SELECT $1, $2, name, zone, currency, calendar, $3, 1, anchor_real, anchor_real, NULL, 1, 1, 1, now(), $4
         FROM tenant WHERE tenant_id = $5`,
        [id, `t-${id}`, kind, of, origin.id],
      );
    await expect(make('01890000-0000-7000-8000-00000000000a', 'rehearsal', origin.id)).rejects.toThrow(
      'tenant_rehearsal',
    );
    await expect(make('01890000-0000-8000-8000-00000000000a', 'production', null)).rejects.toThrow('tenant_rehearsal');
  });
});

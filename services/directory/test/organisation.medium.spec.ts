import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { OrgSnapshot } from '@goalbeat/contracts/directory/events';
import { DirectoryHarness, INSTALL_KEY, SERVICE_KEYS } from './directory-harness.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const newTenant = (changes: object = {}) => ({
  slug: 'acme',
  name: 'Acme',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  admin: { number: 'A1', name: 'Admin', email: 'a@example.com', password: 'correct horse' },
  ...changes,
});

describe('every endpoint', () => {
  it('declares who may use it', () => {
    expect(undeclaredEndpoints(directory.app)).toEqual([]);
  });

  it('is in the OpenAPI document, the internal ones are not', async () => {
    const { body } = await directory.call<{ paths: Record<string, object> }>('GET', '/openapi.json');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/v1/tenants', '/v1/desk', '/v1/people/import']));
    expect(Object.keys(body.paths).filter((path) => path.startsWith('/internal'))).toEqual([]);
  });
});

describe('a tenant', () => {
  it('is created with the installation key only, once a slug', async () => {
    const headers = { 'x-install-key': INSTALL_KEY };
    expect((await directory.call('POST', '/v1/tenants', { body: newTenant() })).status).toBe(403);
    const made = await directory.call('POST', '/v1/tenants', { headers, body: newTenant() });
    expect(made).toMatchObject({ status: 201, body: { slug: 'acme', kind: 'production', clock: { rate: 1 } } });
    const again = await directory.call('POST', '/v1/tenants', { headers, body: newTenant({ slug: 'ACME' }) });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicate', field: 'slug' } });
  });

  it.each([
    [{ slug: 'x1', zone: 'Asia/Nowhere' }, 400, 'zone'],
    [{ slug: 'x1', zone: 'asia/shanghai' }, 400, 'zone'],
    [{ slug: 'x1', zone: '+08:00' }, 400, 'zone'],
    [{ slug: 'x2', currency: 'XXQ' }, 422, 'currency'],
    [{ slug: 'x3', clock: { rate: 5, start: '2026-01-01T00:00:00Z' } }, 400, 'clock'],
    [{ slug: 'x4', colour: 'red' }, 400, 'colour'],
  ])('refuses %j naming the field', async (changes, status, field) => {
    const answer = await directory.call('POST', '/v1/tenants', {
      headers: { 'x-install-key': INSTALL_KEY },
      body: newTenant(changes),
    });
    expect(answer).toMatchObject({ status, body: { field } });
  });

  it('ships the calendars CN and plain', async () => {
    const { admin } = await directory.tenant();
    const { body } = await directory.call<{ items: { code: string; days: Record<string, string> }[] }>(
      'GET',
      '/v1/calendars',
      { token: admin },
    );
    expect(body.items.map(({ code }) => code)).toEqual(['CN', 'plain']);
    expect(body.items[0]?.days).toMatchObject({ '2026-02-16': 'holiday', '2026-02-14': 'workday' });
  });

  it('takes a calendar with hours in order only', async () => {
    const { admin } = await directory.tenant();
    const week = { '1': [{ from: '09:00', to: '17:00' }], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
    const calendar = { weekdays: week, days: {}, coveredUntil: '2027-12-31' };
    const put = (body: unknown, query = '') =>
      directory.call('PUT', `/v1/calendars/SHOP${query}`, { token: admin, body });
    expect(await put(calendar)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await put(calendar, '?version=5')).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect(await put({ ...calendar, days: { '2028-01-01': 'holiday' } })).toMatchObject({
      status: 400,
      body: { field: 'days.2028-01-01' },
    });
    const overlap = {
      ...week,
      '1': [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ],
    };
    expect(await put({ ...calendar, weekdays: overlap })).toMatchObject({
      status: 400,
      body: { field: 'weekdays.1.1' },
    });
  });
});

describe('the clock of a demo', () => {
  it('runs fast, is held and released a moment later, and refuses a stale version', async () => {
    const { admin } = await directory.tenant();
    const read = () => directory.call<{ now: string; version: number }>('GET', '/v1/tenant', { token: admin });
    const first = await read();
    expect(first.body.now.startsWith('2026-11-23T00:')).toBe(true);
    const held = await directory.call('PUT', '/v1/tenant/clock', { token: admin, body: { held: true, version: 1 } });
    expect(held).toMatchObject({ status: 200, body: { version: 2, clock: { version: 2 } } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [a, b] = [
      (await read()).body.now,
      await new Promise<string>((resolve) => setTimeout(() => void read().then((x) => resolve(x.body.now)), 100)),
    ];
    expect(a).toBe(b);
    const stale = await directory.call('PUT', '/v1/tenant/clock', { token: admin, body: { held: false, version: 1 } });
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    await directory.call('PUT', '/v1/tenant/clock', { token: admin, body: { held: false, rate: 3600, version: 2 } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(Date.parse((await read()).body.now)).toBeGreaterThan(Date.parse(a) + 60_000);
  });

  it('is not for a production tenant', async () => {
    const { admin } = await directory.tenant(undefined, 'production');
    const answer = await directory.call('PUT', '/v1/tenant/clock', { token: admin, body: { held: true, version: 1 } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });
});

describe('change numbers', () => {
  it('have no gaps and no repeats, however many change at once, and each is one event', async () => {
    const { admin, id } = await directory.tenant();
    await directory.company(admin);
    const week = { '1': [{ from: '09:00', to: '17:00' }], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0
          ? directory.call('PUT', `/v1/calendars/C${n}`, {
              token: admin,
              body: { weekdays: week, days: {}, coveredUntil: '2027-12-31' },
            })
          : directory.call('POST', '/v1/people/import', {
              token: admin,
              csv: `number,name,unit,job_family,grade,joined\nN${n},新人,DEV,development,P3,2026-01-01\nN${n}b,新人,NONE,development,P3,2026-01-01\n`,
            }),
      ),
    );
    const { rows } = await directory.database.query(
      `SELECT (payload->'event'->'data'->>'seq')::int AS seq FROM outbox WHERE tenant_id = $1 ORDER BY 1`,
      [id],
    );
    const seqs = rows.map((row: { seq: number }) => row.seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
    const version = await directory.call('GET', `/internal/v1/org-version?tenant=${id}`, { token: SERVICE_KEYS.goals });
    expect(version).toMatchObject({ status: 200, body: { seq: seqs.length } });
  });

  it('come with a snapshot of everything', async () => {
    const { admin, id } = await directory.tenant();
    await directory.company(admin);
    const answer = await directory.call('GET', `/internal/v1/org-snapshot?tenant=${id}`, { token: SERVICE_KEYS.goals });
    const snapshot = OrgSnapshot.parse(answer.body);
    expect(snapshot.people.map((person) => person.number)).toContain('E4');
    const sales = snapshot.units.find((unit) => unit.code === 'SALES');
    expect(sales).toMatchObject({ zone: 'Asia/Shanghai', currency: 'CNY', calendar: 'CN' });
    expect(sales?.path).toHaveLength(3);
    expect(sales?.headPersonId).toBe(snapshot.people.find((person) => person.number === 'E2')?.personId);
    expect((await directory.call('GET', `/internal/v1/org-snapshot?tenant=${id}`, { token: admin })).status).toBe(401);
  });
});

describe('delegations', () => {
  it('are refused to oneself, to nobody, and for the past; cancelling is heard', async () => {
    const { admin, slug, id } = await directory.tenant();
    await directory.company(admin);
    const token = await directory.signIn(slug, 'E2', 'password E2');
    const create = (changes: object) =>
      directory.call<{ id: string; code: string }>('POST', '/v1/delegations', {
        token,
        body: { to: 'E3', from: '2026-11-23T00:00:00Z', until: '2026-11-30T00:00:00Z', ...changes },
      });
    expect(await create({ to: 'E2' })).toMatchObject({ status: 400, body: { field: 'to' } });
    expect(await create({ to: 'E99' })).toMatchObject({ status: 422, body: { code: 'unknown-person' } });
    expect(await create({ until: '2026-11-22T00:00:00Z' })).toMatchObject({ status: 400, body: { field: 'until' } });
    expect(await create({ from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { field: 'until' },
    });
    const made = await create({});
    expect(made.status).toBe(201);
    const other = await directory.signIn(slug, 'E4', 'password E4');
    expect((await directory.call('DELETE', `/v1/delegations/${made.body.id}`, { token: other })).status).toBe(403);
    expect(await directory.call('DELETE', `/v1/delegations/${made.body.id}`, { token })).toMatchObject({
      status: 200,
      body: { cancelled: true, version: 2 },
    });
    const { rows } = await directory.database.query(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE tenant_id = $1 AND payload->>'routingKey' LIKE '%delegation%' ORDER BY id`,
      [id],
    );
    expect(rows.map((row: { data: { cancelled: boolean } }) => row.data.cancelled)).toEqual([false, true]);
  });
});

describe('asked by another service whether a person may', () => {
  it('answers by the roles of now, and no for whoever has left', async () => {
    const { admin, slug, id } = await directory.tenant();
    await directory.company(admin);
    const { body } = await directory.call<{ items: { id: string; number: string }[] }>('GET', '/v1/people?number=H1', {
      token: admin,
    });
    const ask = (action: string) =>
      directory.call('POST', '/internal/v1/authorize', {
        token: SERVICE_KEYS['payroll-bridge'],
        body: { tenantId: id, personId: body.items[0]?.id, action, at: '2026-11-23T01:00:00Z' },
      });
    expect(await ask('payroll.list.edit')).toMatchObject({
      status: 200,
      body: { allowed: true, roles: [{ role: 'hr-lead' }] },
    });
    expect(await ask('payroll.ledger.read')).toMatchObject({ body: { allowed: false } });
    await directory.importAll(
      'people',
      admin,
      'number,name,unit,job_family,grade,joined,left\nH1,孙人事,HQ,hr,P5,2021-01-01,2026-11-20\n',
    );
    expect(await ask('payroll.list.edit')).toMatchObject({ body: { allowed: false, roles: [] } });
    const gone = await directory.call('POST', '/v1/sessions', {
      body: { tenant: slug, number: 'H1', password: 'password H1' },
    });
    expect(gone.status).toBe(401);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrgSnapshot } from '@goalbeat/contracts/directory/events';
import type { QuietHoursView } from '@goalbeat/contracts/directory/quiet-hours-http';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';
import { HeldCompany } from './held-company.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const PATH = '/v1/me/quiet-hours';
const NIGHT = { from: '20:00', to: '08:00' };
const set = (token: string, body: object) =>
  directory.call<QuietHoursView & { code: string; field: string }>('PUT', PATH, { token, body });

describe('quiet hours', () => {
  it('are one’s own: set, changed, taken back, each with a version, and told to every copy', async () => {
    const company = await HeldCompany.found(directory);
    const token = await company.as('E1');
    const mine = () => directory.call<QuietHoursView>('GET', PATH, { token });
    expect((await mine()).body).toEqual({ quietHours: null, version: 0 });
    expect(await set(token, NIGHT)).toMatchObject({ status: 200, body: { quietHours: NIGHT, version: 1 } });
    expect((await set(token, NIGHT)).body.version).toBe(1);
    const { rows } = await directory.database.query<{ data: unknown }>(
      `SELECT payload->'event'->'data' AS data FROM directory.outbox WHERE payload->'event'->>'type' LIKE '%quiet-hours%'`,
    );
    expect(rows.map((row) => row.data)).toEqual([
      expect.objectContaining({ personId: (await company.person('E1')).id, quietHours: NIGHT, version: 1 }),
    ]);
    expect((await directory.call<QuietHoursView>('DELETE', PATH, { token })).body).toEqual({
      quietHours: null,
      version: 2,
    });
    expect((await mine()).body).toEqual({ quietHours: null, version: 2 });
    const { rows: logged } = await directory.database.query<{ details: object }>(
      `SELECT details FROM directory.process_log WHERE action = 'quiet-hours-set' ORDER BY id`,
    );
    expect(logged.map((row) => row.details)).toEqual([
      { from: null, to: NIGHT },
      { from: NIGHT, to: null },
    ]);
  });

  it('are in the snapshot that a copy is rebuilt from', async () => {
    const company = await HeldCompany.found(directory);
    await set(await company.as('E2'), { from: '12:00', to: '13:30' });
    const { id: personId } = await company.person('E2');
    const tenantId = company.tenant.id;
    const { body } = await directory.call<OrgSnapshot>('GET', `/internal/v1/org-snapshot?tenant=${tenantId}`, {
      token: SERVICE_KEYS.goals,
    });
    expect(body.quietHours).toMatchObject([{ personId, quietHours: { from: '12:00', to: '13:30' }, version: 1 }]);
  });

  it('are times of day, and nothing else', async () => {
    const company = await HeldCompany.found(directory);
    const token = await company.as('E1');
    for (const body of [{ from: '25:00', to: '08:00' }, { from: '20:00' }, { ...NIGHT, personId: 'x' }])
      expect((await set(token, body)).status).toBe(400);
    expect((await directory.call('GET', PATH)).status).toBe(401);
  });
});

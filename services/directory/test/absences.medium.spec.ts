import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportResult } from '../src/csv/verdicts.js';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

interface Absence {
  id: string;
  number: string;
  from: string;
  to: string;
  kind: string;
  cancelled: boolean;
  version: number;
  code?: string;
  field?: string;
}
let directory: DirectoryHarness;
let tenant: Awaited<ReturnType<DirectoryHarness['tenant']>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  await directory.company(tenant.admin);
  for (const number of ['E3', 'E4', 'E5', 'H1', 'H2']) {
    tokens.set(number, await directory.signIn(tenant.slug, number, `password ${number}`));
  }
});
afterAll(() => directory.stop());

const as = (who: string) => ({ token: tokens.get(who) ?? '' });
const record = (who: string, body: unknown) => directory.call<Absence>('POST', '/v1/absences', { ...as(who), body });
const listOf = async (who: string, query = '') =>
  (await directory.call<{ items: Absence[] }>('GET', `/v1/absences${query}`, as(who))).body.items.map(
    ({ number, from, cancelled }) => `${number} ${from}${cancelled ? ' cancelled' : ''}`,
  );

describe('an absence', () => {
  it('is recorded by the lead or HR, seen by those concerned, and cancelled once', async () => {
    const made = await record('E3', { number: 'E5', from: '2026-11-16', to: '2026-11-20', kind: 'sick-leave' });
    expect(made).toMatchObject({
      status: 201,
      body: { number: 'E5', cancelled: false, version: 1, kind: 'sick-leave' },
    });
    expect((await record('H1', { number: 'E4', from: '2026-11-18', to: '2026-11-18' })).status).toBe(201);
    expect(await listOf('H1')).toEqual(['E5 2026-11-16', 'E4 2026-11-18']);
    expect(await listOf('E3')).toEqual(['E5 2026-11-16']);
    expect(await listOf('E5')).toEqual(['E5 2026-11-16']);
    expect(await listOf('E4')).toEqual(['E4 2026-11-18']);
    expect(await listOf('H2')).toEqual(['E4 2026-11-18']);
    expect(await listOf('H1', '?from=2026-11-17&to=2026-11-17')).toEqual(['E5 2026-11-16']);
    expect(await listOf('H1', '?number=E4')).toEqual(['E4 2026-11-18']);
    const { rows: events } = await directory.database.query<{ data: Record<string, unknown> }>(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.directory.absence.changed.v1' ORDER BY 1`,
    );
    expect(events).toHaveLength(2);
    // Why somebody is away leaves this service by no event and no log.
    const { rows: logged } = await directory.database.query<{ text: string }>(
      'SELECT details::text AS text FROM process_log',
    );
    expect(JSON.stringify([events, logged])).not.toContain('sick');
    const address = `/v1/absences/${made.body.id}`;
    expect((await directory.call('DELETE', address, as('E4'))).status).toBe(403);
    expect((await directory.call('DELETE', address, as('E5'))).status).toBe(403);
    expect(await directory.call('DELETE', address, as('E3'))).toMatchObject({
      status: 200,
      body: { cancelled: true, version: 2 },
    });
    expect(await directory.call('DELETE', address, as('E3'))).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await listOf('E5')).toEqual(['E5 2026-11-16 cancelled']);
    expect((await record('E3', { number: 'E5', from: '2026-11-16', to: '2026-11-20' })).status).toBe(201);
  });

  it.each([
    ['E3', { number: 'E4', from: '2026-12-01', to: '2026-12-02' }, 'unknown-person', 'number'],
    ['E3', { number: 'X', from: '2026-12-01', to: '2026-12-02' }, 'unknown-person', 'number'],
    ['H2', { number: 'E5', from: '2026-12-01', to: '2026-12-02' }, 'unknown-person', 'number'],
    ['H1', { number: 'H1', from: '2026-12-01', to: '2026-12-02' }, 'four-eyes', undefined],
    ['E5', { number: 'E5', from: '2026-12-01', to: '2026-12-02' }, 'four-eyes', undefined],
    ['H1', { number: 'E5', from: '2026-12-02', to: '2026-12-01' }, 'validation', 'to'],
    ['H1', { number: 'E5', from: '2026-02-30', to: '2026-12-01' }, 'validation', 'from'],
    ['H1', { number: 'E5', from: '2026-12-01', to: '2099-12-01' }, 'validation', 'to'],
    ['H1', { number: 'E5', from: '2026-11-20', to: '2026-12-01' }, 'duplicate', 'from'],
    ['H1', { number: 'E5', from: '2026-12-01', to: '2026-12-01', kind: 'tired' }, 'validation', 'kind'],
    ['H1', { number: 'E5', from: '2026-12-01', to: '2026-12-01', colour: 'red' }, 'unknown-field', 'colour'],
  ])('is refused: %s %j → %s', async (who, body, code, field) => {
    const answer = await record(who, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.code).toBe(code);
    expect(answer.body.field).toBe(field);
  });

  it('is imported by employee number, row by row, and again without doubling', async () => {
    const csv =
      'number,from,to,kind\nE5,2027-03-01,2027-03-05,annual-leave\nE4,2027-03-01,2027-03-05,\nX,2027-03-01,2027-03-05,\n';
    const send = (who: string, mode: string) =>
      directory.call<ImportResult>('POST', `/v1/absences/import?mode=${mode}`, { ...as(who), csv });
    expect((await send('E3', 'good')).status).toBe(403);
    expect((await send('H1', 'preview')).body).toMatchObject({
      written: 0,
      rows: [{ verdict: 'new' }, { verdict: 'new' }, { verdict: 'wrong' }],
    });
    expect((await send('H1', 'all')).body.written).toBe(0);
    expect((await send('H1', 'good')).body.written).toBe(2);
    expect((await send('H1', 'good')).body).toMatchObject({
      written: 0,
      rows: [{ verdict: 'same' }, { verdict: 'same' }, { verdict: 'wrong' }],
    });
    expect(await listOf('H1', '?from=2027-01-01')).toEqual(['E5 2027-03-01', 'E4 2027-03-01']);
  });

  it('is part of what a service’s copy is rebuilt from', async () => {
    const snapshot = await directory.call<{ absences: { from: string; cancelled: boolean }[] }>(
      'GET',
      `/internal/v1/org-snapshot?tenant=${tenant.id}`,
      { token: SERVICE_KEYS.goals },
    );
    expect(snapshot.status).toBe(200);
    expect(snapshot.body.absences).toHaveLength(5);
    expect(JSON.stringify(snapshot.body.absences)).not.toContain('leave');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { employee, OTHER_TENANT, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { allPages, type Appraisal, startAppraisal, statuses } from './appraisal-service.js';
import { RULES } from './results.js';

describe('rule sets', () => {
  let appraisal: Appraisal;
  beforeAll(async () => {
    appraisal = await startAppraisal(1);
  });
  afterAll(() => appraisal.close());

  const put = (code: string, over: object, version?: number) =>
    appraisal.ask('hr', 'PUT', `/v1/rule-sets/${code}`, {
      data: { ...RULES, ...over },
      ...(version === undefined ? {} : { version }),
    });

  it('declares who may use each route', () => {
    expect(undeclaredEndpoints(appraisal.app)).toEqual([]);
  });

  it('adds versions and edits none that was shipped', async () => {
    const first = await put('points', {});
    expect(first).toMatchObject({ status: 200, body: { code: 'points', version: 1, data: RULES } });
    expect(await put('points', { maxScore: '110' }, 1)).toMatchObject({
      status: 200,
      body: { id: first.body['id'], version: 2, data: { maxScore: '110' } },
    });
    expect(
      await appraisal.rows(`SELECT version, data->>'maxScore' AS max FROM rule_set WHERE code = 'points' ORDER BY 1`),
    ).toEqual([
      { version: 1, max: '120' },
      { version: 2, max: '110' },
    ]);
    expect(await appraisal.ask('boss', 'GET', '/v1/rule-sets/points')).toMatchObject({ body: { version: 2 } });
    await expect(
      appraisal.uow.write(TENANT, (tx) => tx.execute(`UPDATE rule_set SET data = '{}' WHERE code = 'points'`)),
    ).rejects.toThrow('permission denied');
  });

  it('wants the version that was read', async () => {
    await put('guarded', {});
    for (const version of [undefined, 2]) {
      expect(await put('guarded', { maxScore: '100' }, version)).toMatchObject({
        status: 409,
        body: { code: 'stale-version', field: 'version', details: { current: 1 } },
      });
    }
    expect(await put('unheard-of', {}, 1)).toMatchObject({ status: 409, body: { details: { current: null } } });
  });

  it('lets one of two win who change it at once', async () => {
    const fresh = await Promise.all([1, 2, 3, 4].map(() => put('raced', {})));
    expect(statuses(fresh)).toEqual([200, 409, 409, 409]);
    const next = await Promise.all([1, 2, 3, 4].map((n) => put('raced', { maxScore: String(100 + n) }, 1)));
    expect(statuses(next)).toEqual([200, 409, 409, 409]);
    expect(await appraisal.rows(`SELECT DISTINCT id FROM rule_set WHERE code = 'raced'`)).toHaveLength(1);
  });

  const groups = (...weights: string[]) => ({ groups: weights.map((weight, n) => ({ code: `g${n}`, weight })) });
  const bands = (...from: string[]) => ({ bands: from.map((one, n) => ({ code: `b${n}`, from: one })) });
  it.each<[string, object, number, string, string]>([
    ['weights below 100', groups('70', '29.999999'), 422, 'weights-not-100', 'data.groups'],
    ['weights above 100', groups('70', '30.000001'), 422, 'weights-not-100', 'data.groups'],
    ['no group', { groups: [] }, 400, 'validation', 'data.groups'],
    ['a weight below 0', groups('-10', '110'), 400, 'validation', 'data.groups.0.weight'],
    ['one group twice', { groups: [RULES.groups[0], { code: 'kpi', weight: '30' }] }, 400, 'validation', 'data.groups'],
    ['one band twice', { bands: [RULES.bands[0], { code: 'excellent', from: '0' }] }, 400, 'validation', 'data.bands'],
    ['bands that rise', bands('0', '60'), 400, 'validation', 'data.bands.1.from'],
    ['bands at one threshold', bands('60', '60.0'), 400, 'validation', 'data.bands.1.from'],
    ['no band', { bands: [] }, 400, 'validation', 'data.bands'],
    ['a number for a decimal', { maxScore: 120 }, 400, 'validation', 'data.maxScore'],
    ['a version of tomorrow', { version: 2 }, 400, 'validation', 'data.version'],
    ['a field nobody knows', { bonus: true }, 400, 'unknown-field', 'data.bonus'],
  ])('refuses %s', async (_what, over, status, code, field) => {
    const answer = await put('bad', over);
    expect([answer.status, answer.body['code'], answer.body['field']]).toEqual([status, code, field]);
    expect(await appraisal.rows(`SELECT 1 FROM rule_set WHERE code = 'bad'`)).toEqual([]);
  });

  it('takes thirds that add up and bands to the hundredth', async () => {
    expect(
      await put('fine', { ...groups('33.333333', '33.333333', '33.333334'), ...bands('99.99', '60', '-1') }),
    ).toMatchObject({
      status: 200,
    });
  });

  it('is written by the HR lead and read by everybody of the tenant', async () => {
    await put('shared', {});
    for (const who of [staff('hr2'), staff('partner'), staff('lead'), employee(worker(0))]) {
      expect(await appraisal.ask(who, 'PUT', '/v1/rule-sets/mine', { data: RULES })).toMatchObject({ status: 403 });
      expect(await appraisal.ask(who, 'GET', '/v1/rule-sets/shared')).toMatchObject({ status: 200 });
    }
    expect(await appraisal.ask(staff('hr', OTHER_TENANT), 'GET', '/v1/rule-sets/shared')).toMatchObject({
      status: 404,
    });
    expect((await appraisal.ask(staff('hr', OTHER_TENANT), 'GET', '/v1/rule-sets')).body).toEqual({
      items: [],
      next: null,
    });
    expect(await appraisal.ask(keyPrincipal(['goals'], TENANT), 'GET', '/v1/rule-sets')).toMatchObject({ status: 403 });
  });

  it('lists the newest version of each, page by page', async () => {
    const listed = await allPages<{ code: string; version: number }>((after) =>
      appraisal.ask('boss', 'GET', `/v1/rule-sets?limit=2${after}`),
    );
    const seen = listed.map((item) => `${item.code} ${item.version}`);
    expect(seen).toEqual(['fine 1', 'guarded 1', 'points 2', 'raced 2', 'shared 1']);
    expect(await appraisal.ask('boss', 'GET', '/v1/rule-sets?after=nonsense')).toMatchObject({ status: 400 });
  });

  it('shows HR who changed it, and nobody else', async () => {
    const [row] = await appraisal.rows<{ id: string }>(`SELECT DISTINCT id FROM rule_set WHERE code = 'points'`);
    const log = `/v1/process-log?subject=rule-set:${row?.id}`;
    const seen = await appraisal.ask('partner', 'GET', log);
    expect((seen.body['items'] as { action: string }[]).map((one) => one.action)).toEqual(['created', 'changed']);
    expect(await appraisal.ask(employee(worker(0)), 'GET', log)).toMatchObject({ status: 403 });
    expect(await appraisal.ask('partner', 'GET', `/v1/process-log?subject=sheet:${row?.id}`)).toMatchObject({
      status: 403,
    });
  });
});

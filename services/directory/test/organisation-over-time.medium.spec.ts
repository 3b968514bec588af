import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueChangesWorker } from '../src/change/due-changes.worker.js';
import { DirectoryHarness } from './directory-harness.js';
import { HeldCompany } from './held-company.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const applyAll = () => directory.app.get(DueChangesWorker, { strict: false }).applyAll();

describe('a change of a person', () => {
  it('of today holds from now, of a later day from its start, by itself and once', async () => {
    const company = await HeldCompany.found(directory);
    const before = await company.person('E4');
    const units = await company.units();
    const now = await company.now();
    const first = await company.change('E4', '2026-11-23', { grade: 'P4' });
    expect(first).toMatchObject({ status: 200, body: { state: 'applied', effectiveAt: now } });
    expect(await company.person('E4')).toMatchObject({ grade: 'P4', version: before.version + 1 });

    const dev = units.get('DEV')!;
    const lead = await company.person('E3');
    const move = await company.change('E4', '2026-11-25', {
      unitId: dev.id,
      managerId: lead.id,
      grant: [{ role: 'ops', unitId: null }],
    });
    expect(move).toMatchObject({ status: 200, body: { state: 'planned', effectiveAt: '2026-11-24T16:00:00.000Z' } });
    expect(await applyAll()).toBe(0);
    expect(await company.person('E4')).toMatchObject({ unitId: before.unitId, version: before.version + 1 });
    expect(await company.changes('E4', 'planned')).toEqual([expect.objectContaining({ id: move.body.id })]);
    expect((await company.people('&asOf=2026-11-25T00:00:00Z')).get('E4')).toMatchObject({
      unitId: dev.id,
      grade: 'P4',
    });

    await company.passUntil('2026-11-24T16:00:00.000Z');
    const counts = await Promise.all([applyAll(), applyAll(), applyAll()]);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    expect(await company.person('E4')).toMatchObject({
      unitId: dev.id,
      managerId: lead.id,
      roles: [{ role: 'ops', unitId: null }],
      version: before.version + 2,
    });
    expect(await company.changes('E4')).toEqual([
      expect.objectContaining({ id: move.body.id, state: 'applied' }),
      expect.objectContaining({ id: first.body.id, state: 'applied' }),
    ]);
    expect((await company.people('&asOf=2026-11-24T15:59:59.999Z')).get('E4')).toMatchObject({
      unitId: before.unitId,
      roles: [],
    });
    expect((await company.people('&asOf=2026-11-24T16:00:00Z')).get('E4')).toMatchObject({ unitId: dev.id });
  });

  it('of a past day changes that past and nothing that was said of later days', async () => {
    const company = await HeldCompany.found(directory);
    const units = await company.units();
    await company.passUntil('2026-11-26T02:00:00.000Z');
    await company.change('E4', '2026-11-26', { grade: 'P9' });
    const late = await company.change('E4', '2026-11-24', { grade: 'P5', unitId: units.get('DEV')!.id });
    expect(late).toMatchObject({ status: 200, body: { state: 'applied', effectiveAt: '2026-11-23T16:00:00.000Z' } });
    expect(await company.person('E4')).toMatchObject({ grade: 'P9', unitId: units.get('DEV')!.id });
    const at = async (instant: string) => (await company.people(`&asOf=${instant}`)).get('E4');
    expect(await at('2026-11-23T12:00:00Z')).toMatchObject({ grade: 'P3', unitId: units.get('SALES')!.id });
    expect(await at('2026-11-24T12:00:00Z')).toMatchObject({ grade: 'P5', unitId: units.get('DEV')!.id });
    expect(await company.change('E4', '2026-11-20', { grade: 'P1' })).toMatchObject({
      status: 400,
      body: { code: 'validation', field: 'effectiveOn' },
    });
  });

  it('that is cancelled never happens; one that has happened is not cancelled', async () => {
    const company = await HeldCompany.found(directory);
    const { id } = await company.person('E4');
    const planned = await company.change('E4', '2026-11-25', { leftOn: '2026-11-30' });
    const path = `/v1/people/${id}/changes/${planned.body.id}`;
    const token = company.tenant.admin;
    expect(await directory.call('DELETE', path, { token })).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    expect((await company.people('&asOf=2026-12-25T00:00:00Z')).get('E4')).toMatchObject({ leftOn: null });
    await company.passUntil('2026-11-25T16:00:00.000Z');
    expect(await applyAll()).toBe(0);
    const done = await company.change('E4', '2026-11-24', { grade: 'P6' });
    expect(await directory.call('DELETE', `/v1/people/${id}/changes/${done.body.id}`, { token })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
  });

  it('is refused naming the field when it cannot be', async () => {
    const company = await HeldCompany.found(directory);
    const [e4, e2] = [await company.person('E4'), await company.person('E2')];
    const nobody = '00000000-0000-4000-8000-000000000000';
    const cases: [object, number, string, string][] = [
      [{ unitId: nobody }, 422, 'unknown-unit', 'set.unitId'],
      [{ managerId: nobody }, 422, 'unknown-person', 'set.managerId'],
      [{ managerId: e4.id }, 400, 'validation', 'set.managerId'],
      [{ leftOn: '2019-01-01' }, 400, 'validation', 'set.leftOn'],
      [{ grant: [{ role: 'hr-partner', unitId: null }] }, 400, 'validation', 'set.grant.0.unitId'],
      [{ salary: 5 }, 400, 'validation', 'set.salary'],
    ];
    for (const [set, status, code, field] of cases) {
      expect(await company.change('E4', '2026-11-25', set)).toMatchObject({ status, body: { code, field } });
    }
    expect((await company.change('E4', '2026-11-25', {})).status).toBe(400);
    expect((await company.change('E4', '2026-02-30', { grade: 'P1' })).status).toBe(400);
    const stale = await directory.call('POST', `/v1/people/${e2.id}/changes`, {
      token: company.tenant.admin,
      body: { effectiveOn: '2026-11-25', set: { grade: 'P1' }, version: 99 },
    });
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version' } });
  });

  it('is for HR of the unit, roles for administrators; what is planned is not for the one concerned to find', async () => {
    const company = await HeldCompany.found(directory);
    const [hrOfSales, employee] = [await company.as('H2'), await company.as('E4')];
    const dev = (await company.units()).get('DEV')!;
    expect((await company.change('E4', '2026-11-25', { grade: 'P4' }, hrOfSales)).status).toBe(200);
    expect((await company.change('E5', '2026-11-25', { grade: 'P4' }, hrOfSales)).status).toBe(403);
    expect((await company.change('E4', '2026-11-25', { unitId: dev.id }, hrOfSales)).status).toBe(403);
    const ops = { grant: [{ role: 'ops', unitId: null }] };
    expect((await company.change('E4', '2026-11-25', ops, hrOfSales)).status).toBe(403);
    expect((await company.change('E4', '2026-11-25', { grade: 'P4' }, employee)).status).toBe(403);
    const { id } = await company.person('E4');
    expect((await directory.call('GET', `/v1/people/${id}/changes`, { token: employee })).status).toBe(403);
    const later = await directory.call('GET', `/v1/people/${id}?asOf=2027-01-01T00:00:00Z`, { token: employee });
    expect(later.status).toBe(403);
    const past = await directory.call('GET', `/v1/people/${id}?asOf=${await company.now()}`, { token: employee });
    expect(past).toMatchObject({ status: 200, body: { grade: 'P3' } });
    const other = await directory.tenant();
    expect((await directory.call('GET', `/v1/people/${id}/changes`, { token: other.admin })).status).toBe(404);
  });
});

describe('rings of reporting lines', () => {
  it('are refused naming everybody, also those that come about only on a later day', async () => {
    const company = await HeldCompany.found(directory);
    const id = async (number: string) => (await company.person(number)).id;
    const now = await company.change('E1', '2026-11-23', { managerId: await id('E4') });
    expect(now).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'set.managerId' } });
    for (const name of ['E1 王总', 'E2 李销售', 'E4 赵一']) expect(now.body.detail).toContain(name);

    expect((await company.change('E1', '2026-12-01', { managerId: await id('E5') })).status).toBe(409);
    expect((await company.change('E5', '2026-11-25', { managerId: null })).status).toBe(200);
    expect((await company.change('E1', '2026-12-01', { managerId: await id('E5') })).status).toBe(200);
    // From 1 December on this closes the line that the plan opens; today it would not.
    const later = await company.change('E5', '2026-12-05', { managerId: await id('E3') });
    expect(later).toMatchObject({ status: 409, body: { field: 'set.managerId' } });
    for (const name of ['E1', 'E3', 'E5']) expect(later.body.detail).toContain(name);
    expect((await company.change('E5', '2026-11-28', { managerId: await id('E3') })).status).toBe(409);
    const [planned] = await company.changes('E5', 'planned');
    const cancelled = await directory.call('DELETE', `/v1/people/${await id('E5')}/changes/${planned!.id}`, {
      token: company.tenant.admin,
    });
    expect(cancelled).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('in a file are judged by its days', async () => {
    const company = await HeldCompany.found(directory);
    const heading = 'number,name,unit,job_family,grade,joined,manager,effective_on';
    const send = (rows: string[], mode = 'all') =>
      directory.call<{
        written: number;
        rows: { key: string; verdict: string; problems: { column: string; message: string }[] }[];
      }>('POST', `/v1/people/import?mode=${mode}`, {
        token: company.tenant.admin,
        csv: `${heading}\n${rows.join('\n')}\n`,
        headers: { 'accept-language': 'en' },
      });
    const ring = await send(
      [
        'E1,王总,HQ,lead,M3,2020-01-01,E5,2026-12-01',
        'E5,钱二,DEV,development,P4,2021-01-01,E3,2026-12-02',
        'E4,赵一,SALES,sales,P5,2021-01-01,E2,2026-11-30',
      ],
      'good',
    );
    expect(ring.body.rows.map((row) => `${row.key} ${row.verdict}`)).toEqual(['E1 wrong', 'E5 wrong', 'E4 changed']);
    expect(ring.body.rows[0]!.problems[0]!.message).toMatch(/^goes round in a ring on 2026-12-01: E.* → E/);
    expect(await company.changes('E4', 'planned')).toEqual([
      expect.objectContaining({ effectiveOn: '2026-11-30', set: { grade: 'P5' } }),
    ]);
    const odd = await send(
      [
        'N1,新人,DEV,development,P3,2026-12-01,E3,2026-12-01',
        'E2,李销售,SALES,lead,M1,2020-01-01,E1,2026-13-01',
        'E3,张研发,DEV,lead,M1,2020-01-01,E1,2025-01-01',
      ],
      'preview',
    );
    expect(odd.body.rows.map((row) => row.problems[0]?.column)).toEqual([
      'effective_on',
      'effective_on',
      'effective_on',
    ]);
  });
});

describe('units', () => {
  it('are renamed, moved and get another head from a day on, and are read as of any instant', async () => {
    const company = await HeldCompany.found(directory);
    const [units, e5] = [await company.units(), await company.person('E5')];
    const [sales, dev, hq] = ['SALES', 'DEV', 'HQ'].map((code) => units.get(code)!);
    expect((await company.changeUnit('SALES', '2026-11-25', { parentId: dev!.id, name: '渠道部' })).status).toBe(200);
    expect((await company.changeUnit('DEV', '2026-11-26', { headPersonId: e5.id })).status).toBe(200);
    const ring = await company.changeUnit('DEV', '2026-11-27', { parentId: sales!.id });
    expect(ring).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'set.parentId' } });
    expect(ring.body.detail).toContain('SALES');
    const root = await company.changeUnit('ROOT', '2026-11-27', { parentId: sales!.id });
    expect(root).toMatchObject({ status: 409, body: { field: 'set.parentId' } });
    await company.passUntil('2026-11-25T20:00:00.000Z');
    expect(await applyAll()).toBe(2);
    expect((await company.units()).get('SALES')).toMatchObject({ name: '渠道部', parentId: dev!.id });
    expect((await company.units()).get('DEV')).toMatchObject({ headPersonId: e5.id });
    const then = await company.units('&asOf=2026-11-24T00:00:00Z');
    expect(then.get('SALES')).toMatchObject({ name: '销售部', parentId: hq!.id });
    expect(then.get('DEV')).toMatchObject({ headPersonId: dev!.headPersonId });
    const below = await company.people(`&unit=${dev!.id}`);
    expect([...below.keys()]).toEqual(['E2', 'E3', 'E4', 'E5']);
    const belowThen = await company.people(`&unit=${dev!.id}&asOf=2026-11-24T00:00:00Z`);
    expect([...belowThen.keys()]).toEqual(['E3', 'E5']);
  });
});

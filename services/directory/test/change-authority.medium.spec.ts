import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DueChangesWorker } from '../src/change/due-changes.worker.js';
import type { ImportResult } from '../src/csv/verdicts.js';
import { DirectoryHarness } from './directory-harness.js';
import { HeldCompany } from './held-company.js';

const TODAY = '2026-11-23';
const LATER = '2026-11-25';
const START_OF_LATER = '2026-11-24T16:00:00.000Z';
const HEADING = 'number,name,email,unit,job_family,grade,manager,joined,left,roles';
const ADMIN = [{ role: 'admin', unitId: null }];

let directory: DirectoryHarness;
let company: HeldCompany;
let admin: string;
/** An HR partner of the sales department, who works there. */
let hr: string;
let hrLead: string;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());
beforeEach(async () => {
  company = await HeldCompany.found(directory);
  admin = company.tenant.admin;
  await directory.importAll(
    'people',
    admin,
    `${HEADING}\nF1,吴财务,f1@example.com,SALES,finance,P5,,2021-01-01,,finance-lead\n` +
      'H3,郑人事,h3@example.com,SALES,hr,P4,,2021-01-01,,hr-partner@SALES\n',
  );
  const accounts = ['F1', 'H3'].map((number) => ({ number, password: `password ${number}` }));
  await directory.call('POST', '/v1/accounts', { token: admin, body: { accounts } });
  [hr, hrLead] = [await company.as('H3'), await company.as('H1')];
}, 30_000);

const applyAll = () => directory.app.get(DueChangesWorker, { strict: false }).applyAll();
const forbidden = (field: string) => ({ status: 403, body: { code: 'forbidden', field: `set.${field}` } });
const FOUR_EYES = { status: 403, body: { code: 'four-eyes' } };
const key = async (...scopes: string[]) => {
  const made = await directory.call<{ id: string; secret: string }>('POST', '/v1/api-keys', {
    token: admin,
    body: { name: 'HR system', scopes },
  });
  return { id: made.body.id, token: await directory.token(made.body.secret) };
};
const importRow = async (row: string, token: string) => {
  const csv = `${HEADING}\n${row}\n`;
  const { body } = await directory.call<ImportResult>('POST', '/v1/people/import?mode=good', { token, csv });
  return body.rows.map(({ verdict, problems }) => [verdict, ...problems.map(({ column }) => column)])[0];
};
const cancel = async (number: string, changeId: string, token: string) => {
  const { id } = await company.person(number);
  return directory.call('DELETE', `/v1/people/${id}/changes/${changeId}`, { token });
};

describe('an e-mail address by which somebody signs in', () => {
  it('is changed by administrators only when its owner holds a role, and never by a key', async () => {
    const set = { email: 'another@example.com' };
    expect(await company.change('F1', TODAY, set, hr)).toMatchObject(forbidden('email'));
    expect(await company.change('F1', LATER, set, hr)).toMatchObject(forbidden('email'));
    expect(await company.change('F1', TODAY, set, hrLead)).toMatchObject(forbidden('email'));
    const { token } = await key('directory.people.write');
    expect(await company.change('E4', TODAY, set, token)).toMatchObject(forbidden('email'));
    expect((await company.change('E4', TODAY, { grade: 'P7' }, token)).status).toBe(200);
    expect((await company.change('E4', TODAY, set, hr)).status).toBe(200);
    expect(await company.person('F1')).toMatchObject({ email: 'f1@example.com' });
    const planned = await company.change('F1', LATER, set);
    expect(planned.status).toBe(200);
    expect(await cancel('F1', planned.body.id, hr)).toMatchObject(forbidden('email'));
    expect((await cancel('F1', planned.body.id, admin)).status).toBe(200);
  });

  it('is held by files too', async () => {
    const changed = 'F1,吴财务,another@example.com,SALES,finance,P5,,2021-01-01,,finance-lead';
    expect(await importRow(changed, hrLead)).toEqual(['wrong', 'email']);
    const { token } = await key('directory.people.import');
    expect(await importRow('E4,赵一,another@example.com,SALES,sales,P3,E2,2021-01-01,,', token)).toEqual([
      'wrong',
      'email',
    ]);
    expect(await importRow('N1,新人,n1@example.com,SALES,sales,P3,E2,2021-01-01,,', token)).toEqual(['new']);
    expect(await importRow(changed, admin)).toEqual(['changed']);
  });
});

describe('one’s own record', () => {
  it('is for somebody else to change, to plan and to take back', async () => {
    expect(await company.change('H3', TODAY, { grade: 'P9' }, hr)).toMatchObject(FOUR_EYES);
    expect(await company.change('H1', LATER, { managerId: null }, hrLead)).toMatchObject(FOUR_EYES);
    expect(await company.change('A1', TODAY, { grade: 'P9' })).toMatchObject(FOUR_EYES);
    const planned = await company.change('H3', LATER, { grade: 'P3' }, hrLead);
    expect(await cancel('H3', planned.body.id, hr)).toMatchObject(FOUR_EYES);
    expect((await company.change('A1', TODAY, { email: 'a1@example.com', name: '管理' })).status).toBe(200);
  });

  it('is held by files too, when it would change', async () => {
    const same = 'H1,孙人事,h1@example.com,HQ,hr,P5,E1,2021-01-01,,hr-lead';
    expect(await importRow(same, hrLead)).toEqual(['same']);
    expect(await importRow(same.replace('P5', 'P9'), hrLead)).toEqual(['wrong', 'number']);
    expect(await importRow(same.replace('P5', 'P9'), admin)).toEqual(['changed']);
  });
});

describe('joining and leaving', () => {
  it('of administrators and of finance are for administrators', async () => {
    for (const number of ['A1', 'F1']) {
      expect(await company.change(number, TODAY, { leftOn: '2026-11-30' }, hrLead)).toMatchObject(forbidden('leftOn'));
    }
    expect(await company.change('F1', TODAY, { joinedOn: '2020-01-01' }, hr)).toMatchObject(forbidden('joinedOn'));
    expect(
      await importRow('F1,吴财务,f1@example.com,SALES,finance,P5,,2021-01-01,2026-11-30,finance-lead', hrLead),
    ).toEqual(['wrong', 'left']);
    expect((await company.change('E4', TODAY, { leftOn: '2026-11-30' }, hr)).status).toBe(200);
    expect((await company.change('F1', TODAY, { leftOn: '2026-11-30' })).status).toBe(200);
  });

  it('again, with the roles of before, is for administrators', async () => {
    expect((await company.change('H2', TODAY, { leftOn: '2026-11-20' })).status).toBe(200);
    expect(await company.change('H2', TODAY, { leftOn: null }, hrLead)).toMatchObject(forbidden('leftOn'));
    expect((await company.change('E5', TODAY, { leftOn: '2026-11-20' })).status).toBe(200);
    expect((await company.change('E5', TODAY, { leftOn: null }, hrLead)).status).toBe(200);
    expect((await company.change('H2', TODAY, { leftOn: null })).status).toBe(200);
  });

  it('never leaves a company without an administrator, now or by what is planned', async () => {
    const last = { status: 409, body: { code: 'wrong-state' } };
    expect((await company.change('E1', TODAY, { grant: ADMIN })).status).toBe(200);
    const second = await company.as('E1');
    const leaving = await company.change('A1', LATER, { leftOn: '2026-12-31' }, second);
    expect(leaving.status).toBe(200);
    expect(await company.change('E1', TODAY, { leftOn: '2026-12-31' })).toMatchObject(last);
    expect(await company.change('E1', LATER, { remove: ADMIN })).toMatchObject(last);
    const csv = `${HEADING}\nE1,王总,e1@example.com,HQ,lead,M3,,2020-01-01,,\n`;
    expect(await directory.call('POST', '/v1/people/import', { token: admin, csv })).toMatchObject(last);
    expect((await cancel('A1', leaving.body.id, second)).status).toBe(200);
    expect((await company.change('E1', TODAY, { remove: ADMIN })).status).toBe(200);
  });
});

describe('a manager', () => {
  it('is nobody who reaches some units only and names themself', async () => {
    const [h3, h1] = [await company.person('H3'), await company.person('H1')];
    expect(await company.change('E4', TODAY, { managerId: h3.id }, hr)).toMatchObject(forbidden('managerId'));
    expect((await company.change('E4', TODAY, { managerId: h3.id }, hrLead)).status).toBe(200);
    expect((await company.change('E4', TODAY, { managerId: h1.id }, hrLead)).status).toBe(200);
  });
});

describe('a plan', () => {
  it('is carried out by the rights that its author has then', async () => {
    const { id, token } = await key('directory.people.write');
    const sales = (await company.units()).get('SALES')!;
    await company.change('E4', LATER, { grade: 'P9' }, hr);
    await company.change('E2', LATER, { grade: 'M9' }, token);
    await company.change('E5', LATER, { grade: 'P6' }, hrLead);
    await directory.call('DELETE', `/v1/api-keys/${id}`, { token: admin });
    await company.change('H3', TODAY, { remove: [{ role: 'hr-partner', unitId: sales.id }] });
    await company.passUntil(START_OF_LATER);
    await applyAll();
    for (const [number, grade] of [['E4', 'P3'] as const, ['E2', 'M1'] as const]) {
      expect(await company.person(number)).toMatchObject({ grade });
      expect(await company.changes(number)).toEqual([
        expect.objectContaining({ state: 'failed', problem: expect.stringContaining('no right') }),
      ]);
    }
    expect(await company.person('E5')).toMatchObject({ grade: 'P6' });
  });

  it('puts nobody under a manager who has left meanwhile', async () => {
    const e3 = await company.person('E3');
    expect((await company.change('E4', LATER, { managerId: e3.id })).status).toBe(200);
    expect((await company.change('E3', TODAY, { leftOn: TODAY })).status).toBe(200);
    await company.passUntil(START_OF_LATER);
    await applyAll();
    expect(await company.changes('E4')).toEqual([
      expect.objectContaining({ state: 'failed', problem: 'the manager it names left on 2026-11-23' }),
    ]);
  });
});

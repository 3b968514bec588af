import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportResult } from '../src/csv/verdicts.js';
import { DirectoryHarness } from './directory-harness.js';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());
beforeEach(async () => {
  tenant = await directory.tenant();
});

const HEADING = 'number,name,email,unit,job_family,grade,manager,joined,left,roles';
const send = (what: 'units' | 'people', csv: string | Buffer, mode = 'all', token = tenant.admin) =>
  directory.call<ImportResult & { code: string; field: string }>('POST', `/v1/${what}/import?mode=${mode}`, {
    token,
    csv,
    headers: { 'accept-language': 'en' },
  });
const people = (rows: string[], mode?: string) => send('people', `${HEADING}\n${rows.join('\n')}\n`, mode);
const verdicts = (result: ImportResult) => result.rows.map((row) => `${row.key} ${row.verdict}`);
const problemsOf = (result: ImportResult, key: string) =>
  result.rows
    .filter((row) => row.key === key)
    .flatMap((row) => row.problems.map((one) => `${one.column}: ${one.message}`));
const numbers = async () => {
  const { body } = await directory.call<{ items: { number: string }[] }>('GET', '/v1/people?limit=200', {
    token: tenant.admin,
  });
  return body.items.map((person) => person.number);
};
const units = async () => {
  const { body } = await directory.call<{ items: Record<string, unknown>[] }>('GET', '/v1/units?limit=200', {
    token: tenant.admin,
  });
  return new Map(body.items.map((unit) => [unit['code'], unit]));
};

describe('units', () => {
  it('inherit what they do not set, and follow when it changes above', async () => {
    const csv =
      'code,name,kind,parent,zone,currency,calendar\nHK,Hong Kong,branch,,Asia/Hong_Kong,HKD,plain\nHK-S,Sales,department,HK,,,\n';
    expect(verdicts((await send('units', csv)).body)).toEqual(['HK new', 'HK-S new']);
    expect((await units()).get('HK-S')).toMatchObject({
      zone: 'Asia/Hong_Kong',
      currency: 'HKD',
      calendar: 'plain',
      version: 1,
    });
    const again = await send('units', csv.replace('HKD', 'USD'));
    expect(again.body).toMatchObject({ written: 2 });
    expect(verdicts(again.body)).toEqual(['HK changed', 'HK-S changed']);
    expect((await units()).get('HK-S')).toMatchObject({ currency: 'USD', version: 2 });
  });

  it('are refused row by row', async () => {
    const csv = [
      'code,name,kind,parent,head,zone,currency,calendar',
      'A,甲,department,B,,,,',
      'B,乙,department,A,,,,',
      'C,丙,squad,,,,,',
      'D,丁,department,NONE,,,,',
      'E,戊,department,NONE,,Mars/Olympus,ZZZ,LUNAR',
      'F,己,department,,,,,',
      'F,己,department,,,,,',
      'G,庚,department,D,,,,',
      '!,,department,,,,,',
    ].join('\n');
    const { body } = await send('units', csv, 'good');
    expect(body.written).toBe(1);
    expect(problemsOf(body, 'A')).toEqual([
      expect.stringMatching(/^parent: goes round in a ring: (A → B → A|B → A → B)$/),
    ]);
    expect(problemsOf(body, 'C')).toEqual(['kind: is one of group, branch, department']);
    expect(problemsOf(body, 'D')).toEqual(['parent: NONE is not known']);
    expect(problemsOf(body, 'E')).toEqual([
      expect.stringMatching(/^zone: /),
      'currency: ZZZ is not an ISO 4217 code',
      'calendar: LUNAR is not known',
      'parent: NONE is not known',
    ]);
    expect(problemsOf(body, 'F')).toEqual(['code: is in row 7 already']);
    expect(problemsOf(body, 'G')).toEqual(['parent: D is not known']);
    expect(problemsOf(body, '!')).toHaveLength(2);
    expect([...(await units()).keys()]).toEqual(['F', 'ROOT']);
  });

  it('get their head when the person comes', async () => {
    await send('units', 'code,name,kind,parent,head\nS,销售,department,,E1\n');
    expect((await units()).get('S')).toMatchObject({ headPersonId: null });
    await people(['E1,王,e1@example.com,S,sales,M1,,2020-01-01,,']);
    expect((await units()).get('S')).toMatchObject({ headPersonId: expect.any(String), version: 2 });
  });
});

describe('people', () => {
  beforeEach(() =>
    directory.importAll('units', tenant.admin, 'code,name,kind\nS,销售,department\nD,研发,department\n'),
  );

  it('preview writes nothing, all writes nothing if one is wrong, good writes the good ones', async () => {
    const rows = ['E1,王,e1@example.com,S,sales,M1,,2020-01-01,,', 'E2,李,nonsense,S,sales,P3,E1,2020-02-30,,'];
    for (const mode of ['preview', 'all']) {
      const { body } = await people(rows, mode);
      expect(body).toMatchObject({ mode, written: 0 });
      expect(verdicts(body)).toEqual(['E1 new', 'E2 wrong']);
      expect(problemsOf(body, 'E2')).toEqual([
        'email: is not an e-mail address',
        'joined: is not a date such as 2026-11-23',
      ]);
      expect(await numbers()).toEqual(['A1']);
    }
    expect((await people(rows, 'good')).body.written).toBe(1);
    expect(await numbers()).toEqual(['A1', 'E1']);
  });

  it('tell all that is wrong with a row at once', async () => {
    await people(['E1,王,e1@example.com,S,sales,M1,,2020-01-01,,', 'E2,李,e2@example.com,S,sales,P3,E1,2020-01-01,,']);
    const { body } = await people(
      [
        'E3,赵,e3@example.com,MOON,sales,P3,E9,2020-01-01,,captain',
        'E4,钱,nonsense,S,sales,P3,E9,2020-01-01,,',
        'E5,孙,e5@example.com,MOON,sales,P3,E4,2020-01-01,,',
        'E1,王,e1@example.com,MOON,sales,M1,E2,2020-01-01,,',
      ],
      'preview',
    );
    expect(problemsOf(body, 'E3')).toEqual([
      'unit: there is no unit MOON',
      expect.stringContaining('roles: captain is not a role'),
      'manager: E9 is not known',
    ]);
    expect(problemsOf(body, 'E4')).toEqual(['email: is not an e-mail address', 'manager: E9 is not known']);
    expect(problemsOf(body, 'E5')).toEqual(['unit: there is no unit MOON']);
    expect(problemsOf(body, 'E1')).toEqual([
      'unit: there is no unit MOON',
      expect.stringMatching(/^manager: goes round in a ring: /),
    ]);
  });

  it('re-imported say what changed and keep each version', async () => {
    const rows = ['E1,王,e1@example.com,S,sales,M1,,2020-01-01,,', 'E2,李,e2@example.com,S,sales,P3,E1,2020-01-01,,'];
    await people(rows);
    const again = await people([rows[0]!, rows[1]!.replace('P3', 'P4').replace(',S,', ',D,')]);
    expect(verdicts(again.body)).toEqual(['E1 same', 'E2 changed']);
    expect(again.body.written).toBe(1);
    const history = await directory.database.query(
      `SELECT h.version, h.patch->>'grade' AS grade FROM person_history h JOIN person p ON p.id = h.person_id
       WHERE p.tenant_id = $1 AND p.number = 'E2' ORDER BY 1`,
      [tenant.id],
    );
    expect(history.rows).toEqual([
      { version: 1, grade: 'P3' },
      { version: 2, grade: 'P4' },
    ]);
  });

  it('leave alone what the file has no column for', async () => {
    await people(['E1,王,e1@example.com,S,sales,M1,,2020-01-01,,hr-lead']);
    await send('people', 'number,name,unit,job_family,grade,joined\nE1,王五,S,sales,M1,2020-01-01\n');
    const { body } = await directory.call<{ items: object[] }>('GET', '/v1/people?number=E1', { token: tenant.admin });
    expect(body.items[0]).toMatchObject({
      name: '王五',
      email: 'e1@example.com',
      roles: [{ role: 'hr-lead', unitId: null }],
    });
  });

  it('rings of reporting lines are refused by name, also those that the file closes with what is there', async () => {
    await people(['E1,甲,,S,sales,M1,,2020-01-01,,', 'E2,乙,,S,sales,P3,E1,2020-01-01,,']);
    const { body } = await people(
      ['E1,甲,,S,sales,M1,E3,2020-01-01,,', 'E3,丙,,S,sales,P3,E2,2020-01-01,,', 'E4,丁,,S,sales,P3,E4,2020-01-01,,'],
      'good',
    );
    expect(body.written).toBe(0);
    expect(problemsOf(body, 'E1')[0]).toMatch(/^manager: goes round in a ring: .*E1.*E3.*|.*E3.*E1/);
    expect(problemsOf(body, 'E4')).toEqual(['manager: nobody reports to oneself']);
  });

  it('whose manager is refused are refused too', async () => {
    const { body } = await people(
      ['E1,甲,,NONE,sales,M1,,2020-01-01,,', 'E2,乙,,S,sales,P3,E1,2020-01-01,,', 'E3,丙,,S,sales,P3,E2,2020-01-01,,'],
      'good',
    );
    expect(verdicts(body)).toEqual(['E1 wrong', 'E2 wrong', 'E3 wrong']);
    expect(problemsOf(body, 'E3')).toEqual(['manager: E2 is not known']);
  });

  it('roles are checked, and granted by administrators only', async () => {
    const { body } = await people(
      [
        'E1,甲,,S,hr,M1,,2020-01-01,,hr-lead;finance-reviewer',
        'E2,乙,,S,hr,P3,,2020-01-01,,hr-partner@S',
        'E3,丙,,S,hr,P3,,2020-01-01,,hr-partner',
        'E4,丁,,S,hr,P3,,2020-01-01,,king',
        'E5,戊,,S,hr,P3,,2020-01-01,,hr-partner@NONE',
      ],
      'good',
    );
    expect(verdicts(body)).toEqual(['E1 new', 'E2 new', 'E3 wrong', 'E4 wrong', 'E5 wrong']);
    await directory.call('POST', '/v1/accounts', {
      token: tenant.admin,
      body: { accounts: [{ number: 'E1', password: 'password E1' }] },
    });
    const hr = await directory.signIn(tenant.slug, 'E1', 'password E1');
    const mine = await send('people', `${HEADING}\nE1,甲,,S,hr,M1,,2020-01-01,,admin\n`, 'good', hr);
    expect(problemsOf(mine.body, 'E1')).toEqual(['roles: only an administrator grants or takes roles']);
    const renamed = await send('people', `${HEADING}\nE2,乙乙,,S,hr,P3,,2020-01-01,,hr-partner@S\n`, 'good', hr);
    expect(verdicts(renamed.body)).toEqual(['E2 changed']);
  });
});

describe('a file', () => {
  beforeEach(() => directory.importAll('units', tenant.admin, 'code,name,kind\nS,销售,department\n'));
  const row = 'E1,王小明,S,sales,P3,2020-01-01';

  it.each([
    ['with a byte order mark', Buffer.from(`\ufeffnumber,name,unit,job_family,grade,joined\r\n${row}\r\n`)],
    [
      'in GB18030',
      Buffer.from([
        ...Buffer.from('number,name,unit,job_family,grade,joined\nE1,'),
        0xcd,
        0xf5,
        0xd0,
        0xa1,
        0xc3,
        0xf7,
        ...Buffer.from(',S,sales,P3,2020-01-01\n'),
      ]),
    ],
    [
      'with quotes and columns in another order',
      'name,number,joined,grade,job_family,unit\n"王小明",E1,2020-01-01,P3,sales,S',
    ],
  ])('%s is read', async (_, csv) => {
    expect((await send('people', csv)).body).toMatchObject({ written: 1 });
    const { body } = await directory.call<{ items: object[] }>('GET', '/v1/people?number=E1', { token: tenant.admin });
    expect(body.items).toEqual([expect.objectContaining({ name: '王小明' })]);
  });

  it.each([
    ['an unknown column', 'number,salary\nE1,5\n', 400, 'salary'],
    ['a missing column', 'number,name\nE1,x\n', 400, 'unit'],
    ['a doubled column', 'number,number\nE1,x\n', 400, 'number'],
    ['a broken quote', 'number,"name,unit,job_family,grade,joined\nE1,x,S,sales,P3,2020-01-01\n', 400, 'body'],
    ['bytes that are no text', Buffer.from([0x6e, 0xff, 0xff, 0xff, 0x0a]), 400, 'body'],
  ])('with %s is refused as a whole', async (_, csv, status, field) => {
    expect(await send('people', csv)).toMatchObject({ status, body: { field } });
  });

  it('sent as JSON is refused naming the body', async () => {
    expect(
      (await directory.call('POST', '/v1/people/import', { token: tenant.admin, body: { rows: [] } })).status,
    ).toBe(400);
  });

  it('is for those who may', async () => {
    await people(['E1,王,,S,sales,M1,,2020-01-01,,']);
    await directory.call('POST', '/v1/accounts', {
      token: tenant.admin,
      body: { accounts: [{ number: 'E1', password: 'password E1' }] },
    });
    const employee = await directory.signIn(tenant.slug, 'E1', 'password E1');
    expect((await send('people', `${HEADING}\n`, 'preview', employee)).status).toBe(403);
  });

  it('sent again with its Idempotency-Key is answered the same and written once', async () => {
    const call = {
      token: tenant.admin,
      csv: `number,name,unit,job_family,grade,joined\n${row}\n`,
      headers: { 'idempotency-key': 'import-1' },
    };
    const first = await directory.call<ImportResult>('POST', '/v1/people/import', call);
    const second = await directory.call<ImportResult>('POST', '/v1/people/import', call);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-hit']).toBe('true');
    const other = await directory.call('POST', '/v1/people/import', {
      ...call,
      csv: `${call.csv}E2,李,S,sales,P3,2020-01-01\n`,
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });

  it('of 20,000 people is taken within seconds', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, n) => `N${n},员工${n},n${n}@example.com,S,sales,P3,${n < 20 ? '' : `N${n % 20}`},2020-01-01,,`,
    );
    const { status, body } = await people(rows);
    expect({ status, written: body.written }).toEqual({ status: 200, written: 20_000 });
    const { rows: counted } = await directory.database.query(
      `SELECT count(*)::int AS events, max((payload->'event'->'data'->>'seq')::int) AS last FROM outbox WHERE tenant_id = $1`,
      [tenant.id],
    );
    expect(counted[0]).toEqual({ events: expect.any(Number), last: (counted[0] as { events: number }).events });
  }, 60_000);
});

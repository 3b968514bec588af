import { beforeAll, describe, expect, it } from '@jest/globals';
import { Company } from './company.js';
import { cookieOf } from './cookie.js';
import { installation, problemOf, type Problem } from './installation.js';
import { present } from './until.js';

let company: Company;

beforeAll(async () => {
  company = await Company.found({
    name: 'credentials',
    people: [
      { number: 'H1', family: 'board', roles: 'hr-lead' },
      { number: 'L1', manager: 'H1' },
    ],
  });
});

describe('who does not say who it is', () => {
  const asked = (headers: Record<string, string>): Promise<Problem> => problemOf('/api/goals/v1/cycles', { headers });
  const refused = { status: 401, code: 'not-signed-in' };

  it('is not heard: no session, a forged one, an ended one, a key that is none, a forged token', async () => {
    expect(await asked({})).toMatchObject(refused);
    expect(await asked({ cookie: `goalbeat_session=gbs_${'a'.repeat(43)}` })).toMatchObject(refused);
    expect(await asked({ cookie: 'goalbeat_session=nonsense' })).toMatchObject(refused);
    expect(await asked({ authorization: `Bearer gbk_${'a'.repeat(43)}` })).toMatchObject(refused);
    expect(await asked({ authorization: `Bearer ${forgedToken()}` })).toMatchObject(refused);
    expect(await asked({ authorization: 'Basic aGVsbG86d29ybGQ=' })).toMatchObject(refused);

    const cookie = await cookieOf(company.slug, 'L1');
    expect((await fetch(`${installation.url}/api/goals/v1/cycles`, { headers: { cookie } })).status).toBe(200);
    const leave = { method: 'DELETE', headers: { cookie, 'x-goalbeat-csrf': '1' } };
    expect((await fetch(`${installation.url}/api/session`, leave)).status).toBe(204);
    expect(await asked({ cookie })).toMatchObject(refused);
  });

  it('is not believed by a service itself either', async () => {
    for (const name of [
      'GOALBEAT_DIRECTORY_URL',
      'GOALBEAT_GOALS_URL',
      'GOALBEAT_APPRAISAL_URL',
      'GOALBEAT_PAYROLL_URL',
    ]) {
      const url = `${present(process.env[name], name)}/v1/process-log`;
      for (const token of [forgedToken(), forgedToken({ exp: 1 }), 'nonsense']) {
        const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
        expect([name, response.status]).toEqual([name, 401]);
        expect(await response.json()).toMatchObject({ code: 'not-signed-in' });
      }
    }
  });

  it('learns nothing from a wrong password, and nothing of whether there is such a person', async () => {
    const attempt = (number: string) =>
      problemOf('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tenant: company.slug, number, password: 'certainly wrong' }),
      });
    const [known, unknown] = [await attempt('L1'), await attempt('NOBODY')];
    const { correlationId: _a, ...one } = known.body;
    const { correlationId: _b, ...two } = unknown.body;
    expect(one).toEqual(two);
    expect(known).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});

/** Says that it is an administrator of the company, and has no signature of directory's. */
function forgedToken(change: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'goalbeat-directory',
    aud: 'goalbeat',
    sub: company.personId('H1'),
    tid: company.tenantId,
    exp: Math.floor(Date.now() / 1000) + 300,
    roles: [{ role: 'admin', unitId: null }],
    ...change,
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

import { afterEach, describe, expect, it } from '@jest/globals';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

const CODE = 'K7Q0-1M4T-ZZ9A-B2CD';
const wanted = (slug = 'first', code = CODE) => ({
  code,
  company: { slug, name: '第一家公司', zone: 'Asia/Shanghai', currency: 'CNY' },
  admin: { number: 'A1', name: '王管理', email: 'a@example.com', password: 'correct horse' },
});

let directory: DirectoryHarness;
afterEach(() => directory.stop());

const state = async (): Promise<unknown> =>
  (await directory.call('GET', '/internal/v1/first-run', { token: SERVICE_KEYS.gateway })).body;
const found = (body: unknown, token: string = SERVICE_KEYS.gateway) =>
  directory.call('POST', '/internal/v1/first-run', { token, body: { wanted: body, address: '192.0.2.1' } });
const tenants = async (): Promise<unknown[]> => (await directory.database.query('SELECT slug, kind FROM tenant')).rows;

describe('the first run', () => {
  it('founds a company of real people, signs its administrator in, and is over', async () => {
    directory = await DirectoryHarness.start({ SETUP_CODE: CODE });
    expect(await state()).toEqual({ open: true });
    const answer = await found(wanted('first', 'k7qo im4t zz9a b2cd'));
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { me: { tenant: { slug: 'first' }, person: { number: 'A1' }, roles: [{ role: 'admin' }] } },
    ]);
    expect(await tenants()).toEqual([{ slug: 'first', kind: 'production' }]);
    const token = await directory.token(String(answer.body['secret']));
    expect((await directory.call('GET', '/v1/tenant', { token })).body).toMatchObject({ name: '第一家公司' });
    const { rows } = await directory.database.query("SELECT details FROM process_log WHERE action = 'created'");
    expect(rows).toEqual([{ details: { kind: 'production', by: 'set-up code' } }]);
    expect(await state()).toEqual({ open: false });
    expect((await found(wanted('second'))).body).toMatchObject({ code: 'wrong-state' });
  });

  it('of two at once founds one company', async () => {
    directory = await DirectoryHarness.start({ SETUP_CODE: CODE });
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map((slug) => found(wanted(slug))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    expect(await tenants()).toHaveLength(1);
  });

  it('founds nothing with a wrong code or a wrong word, and stays open', async () => {
    directory = await DirectoryHarness.start({ SETUP_CODE: CODE });
    expect((await found(wanted('first', 'K7Q0-1M4T-ZZ9A-B2CE'))).body).toMatchObject({
      code: 'forbidden',
      field: 'code',
    });
    const zone = { ...wanted(), company: { ...wanted().company, zone: 'Mars/Olympus' } };
    expect((await found(zone)).body).toMatchObject({ code: 'validation', field: 'company.zone' });
    const currency = { ...wanted(), company: { ...wanted().company, currency: 'XXQ' } };
    expect((await found(currency)).body).toMatchObject({ field: 'company.currency' });
    const easy = { ...wanted(), admin: { ...wanted().admin, password: '1234567890' } };
    expect((await found(easy)).body).toMatchObject({ code: 'validation', field: 'admin.password' });
    expect(await tenants()).toEqual([]);
    expect(await state()).toEqual({ open: true });
  });

  it('is over where the installation’s key founded a company', async () => {
    directory = await DirectoryHarness.start({ SETUP_CODE: CODE });
    await directory.tenant();
    expect(await state()).toEqual({ open: false });
    expect((await found(wanted())).status).toBe(409);
  });

  it('is for nobody where there is no code, nor for other services', async () => {
    directory = await DirectoryHarness.start();
    expect(await state()).toEqual({ open: false });
    expect((await found(wanted())).status).toBe(409);
    expect((await found(wanted(), SERVICE_KEYS.goals)).status).toBe(403);
    expect((await directory.call('GET', '/internal/v1/first-run')).status).toBe(401);
  });

  it('never comes back: neither service nor anybody else takes the row away', async () => {
    directory = await DirectoryHarness.start({ SETUP_CODE: CODE });
    const { status } = await found(wanted());
    expect(status).toBe(201);
    await directory.database.query('SET ROLE goalbeat_directory');
    await expect(directory.database.query('DELETE FROM first_run')).rejects.toThrow(/permission denied/);
    await directory.database.query('RESET ROLE');
  });
});

import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operations } from '@goalbeat/contracts/operations-http';
import { createGateway, type Gateway } from '../src/gateway.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

const NOWHERE = 'http://127.0.0.1:1';
const CODE = 'K7Q0-1M4T-ZZ9A-B2CD';
const JSON_TYPE = { 'content-type': 'application/json' };
let directory: RealDirectory;
let gateway: Gateway;
let origin: string;

beforeAll(async () => {
  directory = await RealDirectory.start({ SETUP_CODE: CODE });
  gateway = await createGateway({
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'local',
    LOG_LEVEL: 'silent',
    DIRECTORY_URL: directory.url,
    GOALS_URL: NOWHERE,
    APPRAISAL_URL: NOWHERE,
    PAYROLL_URL: NOWHERE,
    AMQP_URL: 'amqp://127.0.0.1:1',
    SERVICE_KEY: GATEWAY_KEY,
    TEMPORAL_UI_URL: 'http://temporal.example:8233/',
    PUBLIC_URL: 'http://127.0.0.1:8080',
  });
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  gateway.app.server.closeAllConnections();
  await gateway.app.close();
  await directory.stop();
});

const wanted = (code = CODE) => ({
  code,
  company: { slug: 'first', name: 'First', zone: 'Europe/Berlin', currency: 'EUR' },
  admin: { number: 'A1', name: 'Ann', email: 'a@example.com', password: 'correct horse' },
});
const found = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin}/api/first-run`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  });

describe('an installation without a company', () => {
  it('refuses a foreign page, a wrong code and what is no company, and says which word is wrong', async () => {
    expect(await (await fetch(`${origin}/api/first-run`)).json()).toEqual({ open: true });
    expect((await found(wanted(), { origin: 'https://evil.example' })).status).toBe(403);
    expect(await (await found(wanted('nonsense'))).json()).toMatchObject({ code: 'forbidden', field: 'code' });
    const { company, ...rest } = wanted();
    const german = { ...rest, company: { ...company, currency: 'Mark' } };
    const refused = await found(german, { 'accept-language': 'zh-CN' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/company\.currency/);
    expect((await found({ ...wanted(), kind: 'demo' })).status).toBe(400);
  });

  it('founds one with the code; its administrator is signed in, and sees how the installation is', async () => {
    const answer = await found(wanted());
    expect(answer.status).toBe(201);
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^goalbeat_session=gbs_.*HttpOnly/);
    expect(await answer.text()).not.toContain('gbs_');
    const cookie = set.split(';', 1)[0] ?? '';
    const me = await fetch(`${origin}/api/session`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ tenant: { slug: 'first' }, roles: [{ role: 'admin' }] });

    const seen = await fetch(`${origin}/api/operations`, { headers: { cookie } });
    expect(seen.status).toBe(200);
    const operations = (await seen.json()) as Operations;
    expect(operations.services.map(({ service, state }) => [service, state])).toEqual([
      ['directory', 'answered'],
      ['goals', 'unavailable'],
      ['appraisal', 'unavailable'],
      ['payroll', 'unavailable'],
    ]);
    expect(operations.services[0]?.report).toMatchObject({ ready: true, deadLetters: null });
    expect(operations.company).toMatchObject({ temporal: { reachable: false }, tasks: { open: 0 } });
    expect(operations.workflowUrl).toMatch(/^http:\/\/temporal\.example:8233\/namespaces\/[\w-]+\/workflows$/);
    expect(operations.live).toEqual({ connected: false, pages: 0 });
    expect((await fetch(`${origin}/api/operations`)).status).toBe(401);
  });

  it('is one no longer: the code founds nothing more', async () => {
    expect(await (await fetch(`${origin}/api/first-run`)).json()).toEqual({ open: false });
    const again = await found(wanted());
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'wrong-state' });
  });
});

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TcpProxy } from '../../../libs/service-kit/test/tcp-proxy.js';
import { createGateway, type Gateway } from '../src/gateway.js';
import { EventStream } from './event-stream.js';
import { GATEWAY_KEY, RealDirectory } from './real-directory.js';

const NOWHERE = 'http://127.0.0.1:1';
const OWN_PAGE = { 'x-goalbeat-csrf': '1', 'content-type': 'application/json' };
const amqp = new URL(process.env['TEST_AMQP_URL'] ?? 'amqp://127.0.0.1:1');
const broker = new TcpProxy({ host: amqp.hostname, port: Number(amqp.port) });
let directory: RealDirectory;
let gateway: Gateway;
let origin: string;
const open: EventStream[] = [];

beforeAll(async () => {
  if (amqp.port === '1') throw new Error('Medium specs need TEST_AMQP_URL');
  await broker.start();
  const through = new URL(amqp.href);
  through.host = `127.0.0.1:${broker.port}`;
  directory = await RealDirectory.start({ AMQP_URL: through.href });
  await Promise.all(['acme', 'other'].map((slug) => directory.tenant(slug)));
  gateway = await createGateway({
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'demo',
    LOG_LEVEL: 'silent',
    DIRECTORY_URL: directory.url,
    GOALS_URL: NOWHERE,
    APPRAISAL_URL: NOWHERE,
    PAYROLL_URL: NOWHERE,
    AMQP_URL: through.href,
    SERVICE_KEY: GATEWAY_KEY,
    PUBLIC_URL: 'http://127.0.0.1:8080',
  });
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  for (const stream of open) stream.close();
  gateway.app.server.closeAllConnections();
  await gateway.app.close();
  await directory.stop();
  await broker.stop();
});

async function signIn(tenant = 'acme'): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: OWN_PAGE,
    body: JSON.stringify({ tenant, number: 'A1', password: 'correct horse' }),
  });
  expect(answer.status).toBe(201);
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

async function listen(cookie: string): Promise<EventStream> {
  const stream = await EventStream.open(`${origin}/api/live`, { cookie });
  open.push(stream);
  expect(stream.response.status).toBe(200);
  return stream;
}

/** Some command: a key is made. @returns its id */
async function makeKey(cookie: string): Promise<string> {
  const answer = await fetch(`${origin}/api/directory/v1/api-keys`, {
    method: 'POST',
    headers: { cookie, ...OWN_PAGE },
    body: JSON.stringify({ name: randomUUID(), scopes: ['goals.sheet.read'] }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 45_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const live = (stream: EventStream) => until('the stream is live', () => stream.of('state').at(-1)?.['live'] === true);
const hears = (stream: EventStream, id: string) =>
  until(`a change of ${id}`, () => stream.of('changed').some((one) => one['kind'] === 'api-key' && one['id'] === id));

describe('changes, live', () => {
  it('reach the other browsers of the company, and of no other company', async () => {
    const [mine, another, theirs] = [await signIn(), await signIn(), await signIn('other')];
    const [ours, foreign] = [await listen(another), await listen(theirs)];
    await Promise.all([live(ours), live(foreign)]);
    const id = await makeKey(mine);
    const otherId = await makeKey(theirs);
    await Promise.all([hears(ours, id), hears(foreign, otherId)]);
    expect(ours.of('changed').map((one) => one['id'])).not.toContain(otherId);
    expect(foreign.of('changed').map((one) => one['id'])).not.toContain(id);
    expect(JSON.stringify([ours.events, foreign.events])).not.toMatch(/correct|A1|name|scopes/);
  });

  it('never say who signed in', async () => {
    const stream = await listen(await signIn());
    await live(stream);
    const id = await makeKey(await signIn());
    await hears(stream, id);
    expect(stream.of('changed').map((one) => one['kind'])).toEqual(['api-key']);
  });

  it('are for people who have signed in', async () => {
    const nobody = await fetch(`${origin}/api/live`);
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('content-type')).toMatch('application/problem+json');
    const made = await fetch(`${origin}/api/directory/v1/api-keys`, {
      method: 'POST',
      headers: { cookie: await signIn(), ...OWN_PAGE },
      body: JSON.stringify({ name: 'listener', scopes: ['directory.tenant.read'] }),
    });
    const { secret } = (await made.json()) as { secret: string };
    expect((await fetch(`${origin}/api/live`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(403);
  });

  it('end with the session', async () => {
    const cookie = await signIn();
    const stream = await listen(cookie);
    await live(stream);
    await fetch(`${origin}/api/session`, { method: 'DELETE', headers: { cookie, 'x-goalbeat-csrf': '1' } });
    await until('the stream ends', () => stream.ended);
    expect((await fetch(`${origin}/api/live`, { headers: { cookie } })).status).toBe(401);
  });

  it('are missed while the broker is away, no command is; open pages are told both', async () => {
    const mine = await signIn();
    const stream = await listen(await signIn());
    await live(stream);
    await broker.stop();
    await until('it says so', () => stream.of('state').at(-1)?.['live'] === false);
    await makeKey(mine);
    await broker.start();
    await live(stream);
    // By its id, or, where the service is not back yet, by its kind.
    const before = stream.of('changed').length;
    await makeKey(mine);
    await until('a change after the gap', () => stream.of('changed').length > before);
    expect(stream.ended).toBe(false);
  });
});

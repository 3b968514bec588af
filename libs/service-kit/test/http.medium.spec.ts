import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { InjectOptions } from 'fastify';
import { generateKeyPair } from 'jose';
import { undeclaredEndpoints } from '../src/auth/undeclared-endpoints.js';
import { Readiness } from '../src/health/readiness.js';
import { InternalClient } from '../src/http/internal-client.js';
import {
  configFor,
  createDatabase,
  eventually,
  ownServiceName,
  SERVICE_KEY,
  type TestDatabase,
} from './environment.js';
import { OTHER_TENANT, startNotes, TENANT, type Notes } from './notes.js';

/** A note that is being written slowly. */
const SLEEPING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND state = 'active' AND query = 'SELECT pg_sleep(2)'`;

describe('a service over HTTP', () => {
  let database: TestDatabase;
  let notes: Notes;
  let token: string;

  beforeAll(async () => {
    database = await createDatabase();
    notes = await startNotes(ownServiceName(), configFor(database));
    token = await notes.token();
  });
  afterAll(async () => {
    await notes.close();
    await database.drop();
  });

  const ask = (options: InjectOptions, bearer: string | null = token) =>
    notes.app.inject({
      ...options,
      headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...options.headers },
    });
  const write = (payload: object, headers: Record<string, string> = {}) =>
    ask({ method: 'POST', url: '/v1/notes', payload, headers });

  it('answers, with an id to quote and headers that close doors', async () => {
    const answer = await write({ text: 'hello' }, { 'x-request-id': 'a-request-of-mine' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ text: 'hello' });
    expect(answer.headers).toMatchObject({
      'x-request-id': 'a-request-of-mine',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('says what is kept in both languages in the reader’s, and in both to whoever names none', async () => {
    const text = `W47 ${bothLanguages('补发"清单"', 'off-cycle "list"')} CNY`;
    const read = async (language?: string) => {
      const headers = language === undefined ? {} : { 'accept-language': language };
      return (await write({ text }, { ...headers, 'idempotency-key': 'in-both-languages' })).json().text as string;
    };
    expect([await read('en'), await read('zh-CN')]).toEqual(['W47 off-cycle "list" CNY', 'W47 补发"清单" CNY']);
    expect(await read()).toBe('W47 补发"清单" / off-cycle "list" CNY');
  });

  it.each([
    [{ text: 'x', colour: 'red', line: { amount: '1' } }, 'unknown-field', 'colour'],
    [{}, 'validation', 'text'],
    [undefined, 'validation', 'text'],
    [{ text: '' }, 'validation', 'text'],
    [{ text: 'x', line: { amount: 5 } }, 'validation', 'line.amount'],
  ])('names the field of %j', async (payload, code, field) => {
    const answer = await ask({ method: 'POST', url: '/v1/notes', ...(payload === undefined ? {} : { payload }) });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ code, field, status: 400, errors: [{ field }] });
    expect(answer.json().correlationId).toBe(answer.headers['x-request-id']);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=many', 'limit'],
    ['?colour=red', 'colour'],
    ['?after=nonsense', 'after'],
  ])('names the field of the query %s', async (query, field) => {
    const answer = await ask({ url: `/v1/notes${query}` });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ field });
  });

  it('turns what Fastify and PostgreSQL refuse into problems', async () => {
    const json = { 'content-type': 'application/json' };
    const malformed = await ask({ method: 'POST', url: '/v1/notes', payload: '{"text":', headers: json });
    expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'validation']);
    const large = await ask({
      method: 'POST',
      url: '/v1/notes',
      payload: JSON.stringify({ text: 'x'.repeat(1_100_000) }),
      headers: json,
    });
    expect([large.statusCode, large.json().code]).toEqual([413, 'too-large']);
    const media = await ask({
      method: 'POST',
      url: '/v1/notes',
      payload: '<x/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect([media.statusCode, media.json().code]).toEqual([415, 'unsupported-media']);
    for (const text of ['a\u0000b', '\ud800']) {
      const unreadable = await write({ text });
      expect([unreadable.statusCode, unreadable.json().code, unreadable.json().field]).toEqual([
        400,
        'validation',
        'text',
      ]);
    }
    const deep = await ask({
      method: 'POST',
      url: '/v1/notes',
      payload: '['.repeat(50_000) + ']'.repeat(50_000),
      headers: { ...json, 'idempotency-key': 'deep' },
    });
    expect([deep.statusCode, deep.json().code]).toEqual([400, 'validation']);
    const nowhere = await ask({ url: '/v1/nowhere' });
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'not-found']);
    const noId = await ask({ url: '/v1/notes/not-an-id' });
    expect([noId.statusCode, noId.json().code]).toEqual([400, 'validation']);
    const none = await ask({ url: `/v1/notes/${TENANT}` });
    expect([none.statusCode, none.json().code]).toEqual([404, 'not-found']);
  });

  it('says what happened on a refusal, and nothing of its own faults', async () => {
    const refused = await write({ text: 'refused' });
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'wrong-state', detail: 'Not now.', details: { state: 'closed' } });
    const broken = await ask({ url: '/v1/notes/broken/inside' });
    expect(broken.statusCode).toBe(500);
    expect(broken.body).not.toContain('secret');
    expect(Object.keys(broken.json()).toSorted()).toEqual(['code', 'correlationId', 'status', 'title', 'type']);
  });

  it('refuses who is not signed in, or not by us', async () => {
    const stranger = await generateKeyPair('ES256');
    const bad = [
      null,
      'nonsense',
      await notes.token({}, { typ: 'JWT' }),
      await notes.token({}, { aud: 'elsewhere' }),
      await notes.token({}, { expires: '-1m' }),
      await notes.token({}, { key: stranger.privateKey }),
    ];
    for (const bearer of bad) {
      const answer = await ask({ url: '/v1/notes' }, bearer);
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'not-signed-in']);
    }
    const key = await ask(
      { url: '/v1/notes' },
      await notes.token({ kind: 'key', personId: null, roles: [], scopes: ['payroll.answer'] }),
    );
    expect([key.statusCode, key.json().code]).toEqual([403, 'forbidden']);
  });

  it('refuses a route that declares nothing, and names it for the test every service has', async () => {
    const answer = await ask({ url: '/v1/notes/undeclared/route' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden']);
    expect(undeclaredEndpoints(notes.app)).toEqual(['NoteController.undeclared']);
  });

  it('keeps tenants apart and pages through a list', async () => {
    const mine = await notes.token({ tenantId: OTHER_TENANT });
    for (let n = 0; n < 5; n++) await ask({ method: 'POST', url: '/v1/notes', payload: { text: `n${n}` } }, mine);
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await ask({ url: `/v1/notes?limit=2${after}` }, mine)).json();
      seen.push(...page.items.map((item: { text: string }) => item.text));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(seen).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('replays a request with the same Idempotency-Key, however its body is ordered', async () => {
    const key = { 'idempotency-key': 'the-key-1' };
    const first = await write({ text: 'once', line: { amount: '1' } }, key);
    const again = await write({ line: { amount: '1' }, text: 'once' }, key);
    expect(again.statusCode).toBe(201);
    expect(again.body).toBe(first.body);
    expect(first.headers['idempotency-hit']).toBeUndefined();
    expect(again.headers['idempotency-hit']).toBe('true');
    const other = await write({ text: 'twice' }, key);
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency-mismatch']);
    const slow = write({ text: 'slow' }, { 'idempotency-key': 'the-key-2' });
    await eventually(
      async () => (await database.admin.query(SLEEPING)).rowCount,
      (n) => n === 1,
    );
    const early = await write({ text: 'slow' }, { 'idempotency-key': 'the-key-2' });
    expect([early.statusCode, early.json().code]).toEqual([409, 'idempotency-in-flight']);
    expect((await slow).statusCode).toBe(201);
    const spaces = await write({ text: 'x' }, { 'idempotency-key': 'a b' });
    expect([spaces.statusCode, spaces.json().field]).toEqual([400, 'Idempotency-Key']);
  });

  it('shows the process log to who may see it all, page by page', async () => {
    await write({ text: 'logged' });
    const one = (await ask({ url: '/v1/process-log?limit=1' })).json();
    expect(one.items[0]).toMatchObject({
      subjectKind: 'note',
      action: 'written',
      at: '2026-11-23T01:00:00.000Z',
      details: {},
    });
    const subject = `note:${one.items[0].subjectId}`;
    expect((await ask({ url: `/v1/process-log?subject=${subject}` })).json().items).toHaveLength(1);
    const next = (await ask({ url: `/v1/process-log?limit=1&after=${one.next}` })).json();
    expect(next.items[0].id).not.toBe(one.items[0].id);
    const employee = await ask({ url: `/v1/process-log?subject=${subject}` }, await notes.token({ roles: [] }));
    expect([employee.statusCode, employee.json().code]).toEqual([403, 'forbidden']);
  });

  it('serves other services by their key', async () => {
    const headers = { 'goalbeat-tenant': TENANT };
    const known = await ask({ url: '/internal/whoami', headers }, SERVICE_KEY);
    expect(known.json()).toMatchObject({ kind: 'service', tenantId: TENANT });
    expect((await ask({ url: '/internal/not-granted', headers }, SERVICE_KEY)).statusCode).toBe(403);
    for (const bearer of [null, token, `${SERVICE_KEY}x`]) {
      expect((await ask({ url: '/internal/whoami', headers }, bearer)).statusCode).toBe(401);
    }
  });

  it('asks other services, and passes on what they refuse', async () => {
    await notes.app.listen(0, '127.0.0.1');
    const url = (await notes.app.getUrl()).replace('[::1]', '127.0.0.1');
    const client = new InternalClient({
      name: 'goals',
      schema: 'notes',
      config: configFor(database),
      internalTargets: { notes: { url, key: SERVICE_KEY }, wrong: { url, key: 'not-the-key' } },
    });
    expect(await client.get('notes', '/internal/whoami', { tenantId: TENANT })).toMatchObject({ tenantId: TENANT });
    await expect(client.get('notes', '/internal/refuse')).rejects.toMatchObject({
      code: 'unknown-person',
      field: 'number',
      details: { number: 'E1' },
    });
    await expect(client.get('wrong', '/internal/whoami')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(client.get('directory', '/internal/whoami')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('documents its public routes from the schemas that check them', async () => {
    const document = (await ask({ url: '/openapi.json' }, null)).json();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/notes', '/v1/notes/{id}', '/v1/process-log']),
    );
    expect(Object.keys(document.paths).filter((path) => path.startsWith('/internal'))).toEqual([]);
    const body = document.paths['/v1/notes'].post.requestBody.content['application/json'].schema;
    expect(body).toMatchObject({ required: ['text'], properties: { text: { type: 'string' } } });
    const parameters = document.paths['/v1/notes'].get.parameters.map((parameter: { name: string }) => parameter.name);
    expect(parameters.toSorted()).toEqual(['after', 'limit', 'starts']);
  });

  it('tells its health and its numbers', async () => {
    expect((await ask({ url: '/health/live' }, null)).statusCode).toBe(200);
    const ready = await ask({ url: '/health/ready' }, null);
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { ready: true, draining: false, database: 'up', broker: 'unused', temporal: 'unused' },
    ]);
    expect((await ask({ url: '/metrics' }, null)).body).toMatch(
      /goalbeat_http_seconds_count\{[^}]*route="\/v1\/notes"/,
    );
    notes.app.get(Readiness).drain();
    expect((await ask({ url: '/health/ready' }, null)).statusCode).toBe(503);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailingMessage, ServiceReport } from '@goalbeat/contracts/operations-http';
import type { z } from 'zod';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import { configFor, createDatabase, ownServiceName, type TestDatabase } from './environment.js';
import { OTHER_TENANT, startNotes, TENANT, type Notes } from './notes.js';

let database: TestDatabase;
let notes: Notes;
let ops: string;
let elsewhere: string;
const OPS = { roles: [{ role: 'ops' as const, unitId: null }] };

beforeAll(async () => {
  database = await createDatabase();
  notes = await startNotes(ownServiceName(), configFor(database));
  ops = await notes.token(OPS);
  elsewhere = await notes.token({ ...OPS, tenantId: OTHER_TENANT });
});
afterAll(async () => {
  await notes.close();
  await database.drop();
});

async function call<T>(method: 'GET' | 'POST', url: string, token = ops): Promise<{ status: number; body: T }> {
  const answer = await notes.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });
  return { status: answer.statusCode, body: answer.json<T>() };
}
const report = async (token = ops) => (await call<ServiceReport>('GET', '/v1/operations', token)).body;
const failing = async (token = ops) =>
  (await call<{ items: z.infer<typeof FailingMessage>[] }>('GET', '/v1/operations/messages', token)).body.items;

/** @param held kept back for good, as payouts are while they are stopped */
async function message(attempts: number, held = false): Promise<string> {
  const id = randomUUID();
  const event = { type: 'goalbeat.test.v1', subject: 'note-1', data: { secret: 'of the company' } };
  await database.admin.query(
    `INSERT INTO outbox (id, tenant_id, destination, payload, attempts, last_error, next_attempt_at)
     VALUES ($1, $2, 'events', $3, $4, 'unroutable', ${held ? "'infinity'" : "now() + interval '30 seconds'"})`,
    [id, TENANT, JSON.stringify({ exchange: 'e', routingKey: 'k', event }), attempts],
  );
  return id;
}

describe('what operations see of a service', () => {
  it('is their own company’s: what waits, what is refused, what is held, what is not sealed', async () => {
    const [refused, held] = [await message(3), await message(1, true)];
    await message(0);
    await notes.app.get(UnitOfWork).write(TENANT, async (tx) =>
      tx.log({
        subjectKind: 'note',
        subjectId: 'n',
        action: 'written',
        actorKind: 'service',
        actorId: 'test',
        channel: 'api',
        at: '2026-11-23T01:00:00.000Z',
      }),
    );
    const mine = await report();
    expect(mine).toMatchObject({ ready: true, broker: 'unused', temporal: 'unused', deadLetters: null });
    expect(mine.outbox).toEqual([
      { destination: 'events', waiting: 3, failing: 2, held: 1, oldestAt: expect.any(String) },
      { destination: 'workflows', waiting: 0, failing: 0, held: 0, oldestAt: null },
    ]);
    expect(mine.processLog).toMatchObject({ sealed: 0, lastSealAt: null, unsealed: 1 });
    const list = await failing();
    expect(list.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      [refused, held].toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(list.find(({ id }) => id === held)?.nextAttemptAt).toBeNull();
    expect(list[0]).toMatchObject({ what: 'goalbeat.test.v1', about: 'note-1', error: 'unroutable' });
    expect(JSON.stringify(list)).not.toContain('secret');

    const theirs = await report(elsewhere);
    expect(theirs.outbox.map(({ waiting }) => waiting)).toEqual([0, 0]);
    expect(theirs.processLog.unsealed).toBe(0);
    expect(await failing(elsewhere)).toEqual([]);
  });

  it('is for nobody else', async () => {
    const hr = await notes.token();
    for (const path of ['/v1/operations', '/v1/operations/messages'])
      expect((await call('GET', path, hr)).status).toBe(403);
    expect((await call('POST', `/v1/operations/messages/${await message(1)}/retry`, hr)).status).toBe(403);
  });

  it('can be tried again at once, which is logged; not another company’s, nor what is held or on its way', async () => {
    const retry = (id: string, token = ops) =>
      call<{ code?: string }>('POST', `/v1/operations/messages/${id}/retry`, token);
    const id = await message(7);
    expect((await retry(id, elsewhere)).status).toBe(404);
    expect((await retry(id)).status).toBe(200);
    const { rows } = await database.admin.query('SELECT next_attempt_at <= now() AS due FROM outbox WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ due: true }]);
    const logged = await database.admin.query(
      "SELECT actor_kind, details FROM process_log WHERE subject_kind = 'message' AND subject_id = $1",
      [id],
    );
    expect(logged.rows).toEqual([
      { actor_kind: 'person', details: { destination: 'events', what: 'goalbeat.test.v1', attempts: 7 } },
    ]);
    expect((await retry(await message(2, true))).body.code).toBe('wrong-state');
    expect((await retry(await message(0))).body.code).toBe('wrong-state');
    expect((await retry(randomUUID())).status).toBe(404);
  });
});

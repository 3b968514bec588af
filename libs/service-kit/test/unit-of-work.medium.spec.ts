import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { CommandRequest } from '../src/db/command-request.js';
import { IdempotencyPruner } from '../src/db/idempotency-pruner.js';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import { BY_DEADLINE } from '../src/process-log/actor.js';
import { heldToLog } from '../src/temporal/held.js';
import { configFor, createDatabase, ownServiceName, type TestDatabase } from './environment.js';
import { LEAD, OTHER_TENANT, startNotes, TENANT, type Notes } from './notes.js';

const INSERT = 'INSERT INTO note (id, tenant_id, text) VALUES ($1, $2, $3)';

describe('UnitOfWork', () => {
  let database: TestDatabase;
  let notes: Notes;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await createDatabase();
    notes = await startNotes(ownServiceName(), configFor(database));
    work = notes.app.get(UnitOfWork);
  });
  afterAll(async () => {
    await notes.close();
    await database.drop();
  });

  const count = async (table: string): Promise<number> =>
    Number((await database.admin.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n);

  it('shows nothing without a tenant, and nothing of another', async () => {
    const id = uuidv7();
    await work.write(TENANT, (tx) => tx.execute(INSERT, [id, TENANT, 'mine']));
    const bare = new pg.Client({ connectionString: database.serviceUrl });
    await bare.connect();
    expect((await bare.query('SELECT * FROM note')).rows).toEqual([]);
    await bare.query(`SELECT set_config('app.tenant', '', false)`);
    expect((await bare.query('SELECT * FROM note')).rows).toEqual([]);
    await bare.end();
    expect(await work.read(OTHER_TENANT, (tx) => tx.maybe('SELECT * FROM note WHERE id = $1', [id]))).toBeUndefined();
    expect(await work.read(TENANT, (tx) => tx.maybe('SELECT text FROM note WHERE id = $1', [id]))).toEqual({
      text: 'mine',
    });
    await expect(work.write(OTHER_TENANT, (tx) => tx.execute(INSERT, [uuidv7(), TENANT, 'foreign']))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('leaves no tenant behind on a connection it gives back', async () => {
    await Promise.all(Array.from({ length: 20 }, () => work.read(TENANT, (tx) => tx.query('SELECT 1'))));
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        work.read(OTHER_TENANT, (tx) => tx.one<{ t: string }>(`SELECT current_setting('app.tenant') AS t`)),
      ),
    );
    expect(new Set(seen.map(({ t }) => t))).toEqual(new Set([OTHER_TENANT]));
  });

  it('gives numbers, instants and dates as text', async () => {
    const id = uuidv7();
    const row = await work.write(TENANT, (tx) =>
      tx.one(
        `INSERT INTO note (id, tenant_id, text, amount, big, day, at, tags)
         VALUES ($1, $2, 't', '12.5', '9007199254740993', '2026-02-28', '2026-11-23 09:00:00.1239+08', '{"a":[1]}')
         RETURNING amount, big, day, at, tags, ARRAY[at] AS ats, ARRAY[day] AS days`,
        [id, TENANT],
      ),
    );
    expect(row).toEqual({
      amount: '12.5000',
      big: '9007199254740993',
      day: '2026-02-28',
      at: '2026-11-23T01:00:00.123Z',
      tags: { a: [1] },
      ats: ['2026-11-23T01:00:00.123Z'],
      days: ['2026-02-28'],
    });
  });

  it('writes events, messages and log with the effect, or nothing at all', async () => {
    const counts = async () => [
      await count('note'),
      await count('outbox'),
      await count('process_log'),
      await count('process_log_unsealed'),
    ];
    const before = await counts();
    const told: string[] = [];
    const run = (fail: boolean) =>
      work.write(TENANT, async (tx) => {
        const id = uuidv7();
        await tx.execute(INSERT, [id, TENANT, 'told']);
        tx.publish({ type: 'goalbeat.test.x.v1', subject: id, data: { quote: `'"\\ ü` } });
        tx.tell({ kind: 'signal', workflowId: 'w', signal: 's', signalInput: null });
        tx.log({
          subjectKind: 'note',
          subjectId: id,
          action: 'told',
          actorKind: 'service',
          actorId: null,
          channel: 'event',
          at: '2026-11-23T01:00:00.000Z',
          dueAt: '2026-11-24T01:00:00.000Z',
          details: { n: 1 },
        });
        tx.afterCommit(() => told.push(id));
        if (fail) throw new DomainError('wrong-state', 'no');
      });
    await expect(run(true)).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await counts()).toEqual(before);
    expect(told).toEqual([]);
    await run(false);
    expect(await counts()).toEqual([1, 2, 1, 1].map((more, at) => (before[at] ?? 0) + more));
    expect(told).toHaveLength(1);
    const { rows } = await database.admin.query(
      `SELECT payload FROM outbox WHERE destination = 'events' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0].payload).toMatchObject({
      exchange: 'goalbeat.events',
      routingKey: 'goalbeat.test.x.v1',
      event: { tenantid: TENANT, specversion: '1.0', data: { quote: `'"\\ ü` } },
    });
  });

  it('refuses a change of the process log', async () => {
    await expect(work.write(TENANT, (tx) => tx.execute(`UPDATE process_log SET action = 'x'`))).rejects.toThrow(
      /permission denied/,
    );
    await expect(work.write(TENANT, (tx) => tx.execute('DELETE FROM process_log'))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('does not let a swallowed error pass as a commit', async () => {
    const before = await count('note');
    const swallow = work.write(TENANT, async (tx) => {
      await tx.execute(INSERT, [uuidv7(), TENANT, 'lost']);
      await tx.query('SELECT 1/0').catch(() => undefined);
    });
    await expect(swallow).rejects.toThrow(/aborted|failed before its commit/);
    expect(await count('note')).toBe(before);
  });

  it('runs again after a deadlock', async () => {
    const [a, b] = [uuidv7(), uuidv7()];
    await work.write(TENANT, async (tx) => {
      for (const id of [a, b]) await tx.execute(INSERT, [id, TENANT, 'row']);
    });
    const both = (first: string, second: string) =>
      work.write(TENANT, async (tx) => {
        await tx.execute('UPDATE note SET version = version + 1 WHERE id = $1', [first]);
        await tx.query('SELECT pg_sleep(0.1)');
        await tx.execute('UPDATE note SET version = version + 1 WHERE id = $1', [second]);
      });
    await Promise.all([both(a, b), both(b, a)]);
    expect(await work.read(TENANT, (tx) => tx.query('SELECT version FROM note WHERE id = ANY($1)', [[a, b]]))).toEqual([
      { version: 3 },
      { version: 3 },
    ]);
  });

  it('outlives a server that goes away in the midst of a transaction', async () => {
    const lost = work.write(TENANT, async (tx) => {
      const { pid } = await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.admin.query('SELECT pg_terminate_backend($1)', [pid]);
      // Nothing is under way when the connection ends: only the connection itself can say so.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return tx.query('SELECT 1');
    });
    await expect(lost).rejects.toThrow(/connection/i);
    expect(await work.read(TENANT, (tx) => tx.one('SELECT 1 AS one'))).toEqual({ one: 1 });
  });

  it('survives a migration that changes what a prepared statement returns', async () => {
    const all = () =>
      Promise.all(Array.from({ length: 10 }, () => work.read(TENANT, (tx) => tx.query('SELECT * FROM note LIMIT 1'))));
    await all();
    await database.admin.query('ALTER TABLE note ADD COLUMN added text');
    expect((await all())[0]?.[0]).toHaveProperty('added');
  });

  it('lends TypeORM its own transaction', async () => {
    const id = uuidv7();
    await expect(
      work.write(TENANT, async (tx) => {
        await tx.manager.query(INSERT, [id, TENANT, 'through TypeORM']);
        await tx.manager
          .createQueryBuilder()
          .update('note')
          .set({ text: 'changed' })
          .where('id = :id', { id })
          .execute();
        expect(await tx.one('SELECT text FROM note WHERE id = $1', [id])).toEqual({ text: 'changed' });
        throw new DomainError('wrong-state', 'back');
      }),
    ).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await work.read(TENANT, (tx) => tx.maybe('SELECT 1 FROM note WHERE id = $1', [id]))).toBeUndefined();
  });

  describe('commands with a key', () => {
    const request = (key: string, bodyHash = 'hash-1', more: Partial<CommandRequest> = {}): CommandRequest => ({
      principal: LEAD,
      route: 'POST /v1/notes',
      idempotencyKey: key,
      bodyHash,
      requestId: 'request-1',
      ...more,
    });
    const insert =
      (meanwhile: () => Promise<void> = () => Promise.resolve()) =>
      async (tx: Parameters<Parameters<UnitOfWork['write']>[1]>[0]) => {
        const id = uuidv7();
        await tx.execute(INSERT, [id, TENANT, 'keyed']);
        await meanwhile();
        tx.log({
          ...BY_DEADLINE,
          subjectKind: 'note',
          subjectId: id,
          action: 'written',
          at: '2026-11-23T01:00:00.000Z',
        });
        return { z: id, a: 1 };
      };

    it('answers the same body once more, with one effect', async () => {
      let replays = 0;
      const before = await count('note');
      const first = await work.command(request('k1'), insert());
      const again = await work.command(request('k1', 'hash-1', { replayed: () => (replays += 1) }), insert());
      expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      expect(replays).toBe(1);
      expect(await count('note')).toBe(before + 1);
    });

    it('refuses another body, but not another principal or route', async () => {
      await work.command(request('k2'), insert());
      await expect(work.command(request('k2', 'hash-2'), insert())).rejects.toMatchObject({
        code: 'idempotency-mismatch',
      });
      await work.command(request('k2', 'hash-2', { principal: { ...LEAD, id: 'account-2' } }), insert());
      await work.command(request('k2', 'hash-2', { route: 'POST /v1/other' }), insert());
    });

    it('says so while the first is in flight', async () => {
      const before = await count('note');
      await work.command(
        request('k3'),
        insert(async () => {
          await expect(work.command(request('k3'), insert())).rejects.toMatchObject({ code: 'idempotency-in-flight' });
        }),
      );
      await work.command(request('k3'), insert());
      expect(await count('note')).toBe(before + 1);
    });

    it('has one effect however many come at once', async () => {
      const before = await count('note');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, () => work.command(request('k4'), insert())),
      );
      expect(await count('note')).toBe(before + 1);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code);
      expect(refused.filter((code) => code !== 'idempotency-in-flight')).toEqual([]);
    });

    it('does not let a command pass that leaves no trace, unless it says that nothing changed', async () => {
      await expect(work.command(request('k6'), () => Promise.resolve())).rejects.toThrow(
        'logged nothing: POST /v1/notes',
      );
      await expect(work.command(request('k6'), (tx) => Promise.resolve(tx.changedNothing()))).resolves.toBeUndefined();
    });

    it('remembers nothing of what was refused', async () => {
      const refuse = () => Promise.reject(new DomainError('wrong-state', 'no'));
      await expect(work.command(request('k5'), refuse)).rejects.toMatchObject({ code: 'wrong-state' });
      await expect(work.command(request('k5'), insert())).resolves.toMatchObject({ a: 1 });
    });

    it('forgets after 7 days, payouts never', async () => {
      await work.command(request('old'), insert());
      await work.command(request('old-payout', 'h', { keepForever: true }), insert());
      await database.admin.query(
        `UPDATE idempotency_key SET created_at = now() - interval '8 days' WHERE key LIKE 'old%'`,
      );
      await notes.app.get(IdempotencyPruner).prune();
      const { rows } = await database.admin.query(`SELECT key FROM idempotency_key WHERE key LIKE 'old%'`);
      expect(rows).toEqual([{ key: 'old-payout' }]);
      expect(await count('idempotency_key')).toBeGreaterThan(1);
    });
  });

  describe('an activity', () => {
    const write = () => work.write(TENANT, (tx) => tx.execute(INSERT, [uuidv7(), TENANT, 'by an activity']));
    const log = () =>
      work.write(TENANT, (tx) => {
        tx.log({
          subjectKind: 'note',
          subjectId: 'x',
          action: 'written',
          ...BY_DEADLINE,
          at: '2026-11-16T01:00:00.000Z',
        });
        return Promise.resolve(1);
      });
    const activities = heldToLog({
      silent: write,
      silentlyTells: () =>
        work.write(TENANT, (tx) => {
          tx.publish({ type: 'goalbeat.note.written.v1', subject: 'x', data: {} });
          return Promise.resolve(1);
        }),
      hidden: () =>
        work.write(TENANT, (tx) =>
          tx.query(`WITH made AS (${INSERT} RETURNING id) SELECT id FROM made`, [
            uuidv7(),
            TENANT,
            'inside a question',
          ]),
        ),
      inPages: () => write().then(write).then(log),
      looks: () => work.write(TENANT, (tx) => tx.query('SELECT id FROM note FOR UPDATE')),
      changesNone: () => work.write(TENANT, (tx) => tx.execute(`UPDATE note SET text = '' WHERE false`)),
      excused: () =>
        work.write(TENANT, (tx) => {
          tx.changedNothing();
          return tx.execute(INSERT, [uuidv7(), TENANT, 'bookkeeping']);
        }),
    });

    it.each(['silent', 'silentlyTells', 'hidden'] as const)(
      'that changes something and logs nothing fails: %s',
      async (name) => {
        await expect(activities[name]()).rejects.toThrow(`logged nothing: ${name}`);
      },
    );

    it.each(['inPages', 'looks', 'changesNone', 'excused'] as const)('passes: %s', async (name) => {
      await expect(activities[name]()).resolves.toBeDefined();
    });

    it('leaves what is no activity alone', async () => {
      await expect(write()).resolves.toBe(1);
    });
  });
});

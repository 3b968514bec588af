import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runMigrations } from '../src/migrate/run-migrations.js';
import { createDatabase, PASSWORDS, PLAN, SCHEMA, type TestDatabase } from './environment.js';

const KIT = join(import.meta.dirname, '../migrations');

describe('migrations', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createDatabase();
    folder = await mkdtemp(join(tmpdir(), 'goalbeat-migrations-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const plan = () => [{ schema: SCHEMA, sources: [...(PLAN[0]?.sources ?? []), { name: 'more', folder }] }];
  const migrate = () => runMigrations({ adminUrl: database.adminUrl, passwords: PASSWORDS, plan: plan() });
  const add = async (name: string, sql: string): Promise<void> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'up.sql'), sql);
  };

  it('are applied once, in the order of their numbers', async () => {
    await add('10-last', 'ALTER TABLE thing ADD COLUMN name text');
    await add('2-first', `CREATE TABLE thing (tenant_id uuid NOT NULL); SELECT protect('thing')`);
    expect(await migrate()).toBe(2);
    expect(await migrate()).toBe(0);
    const { rows } = await database.admin.query('SELECT source, name FROM migration ORDER BY applied_at, name');
    const kit = (await readdir(KIT)).toSorted((a, b) => Number.parseInt(a) - Number.parseInt(b));
    expect(kit.slice(0, 2)).toEqual(['1-foundation', '2-process-log-seal']);
    expect(rows.map(({ source, name }) => `${source}/${name}`)).toEqual([
      ...kit.map((name) => `service-kit/${name}`),
      'notes/1-note',
      'more/2-first',
      'more/10-last',
    ]);
  });

  it('run side by side without doing anything twice', async () => {
    await add('1-thing', 'CREATE TABLE thing (tenant_id uuid)');
    const [one, other] = await Promise.all([migrate(), migrate()]);
    expect((one ?? 0) + (other ?? 0)).toBe(1);
  });

  it('refuse a migration that has changed since', async () => {
    await add('1-thing', 'CREATE TABLE thing (tenant_id uuid)');
    await migrate();
    await add('1-thing', 'CREATE TABLE thing (tenant_id uuid, more text)');
    await expect(migrate()).rejects.toThrow(/more\/1-thing was applied and has changed since/);
  });

  it('leave nothing of one that fails', async () => {
    await add('1-broken', 'CREATE TABLE thing (tenant_id uuid); SELECT nonsense');
    await expect(migrate()).rejects.toThrow(/more\/1-broken: .*nonsense/);
    expect((await database.admin.query(`SELECT to_regclass('thing') AS t`)).rows[0].t).toBeNull();
  });

  it('protect every table that has a tenant', async () => {
    const { rows } = await database.admin.query(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
       WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });

  it('check what the log takes by its types: a CHECK is made ready anew for each statement of 64 writers', async () => {
    const { rows: checks } = await database.admin.query(
      `SELECT conname FROM pg_constraint WHERE conrelid = 'process_log'::regclass AND contype = 'c'`,
    );
    expect(checks).toEqual([]);
    const write = (column: string, value: string) => {
      const values = { actor_kind: `'person'`, channel: `'web'`, at: 'now()', due_at: 'NULL', started_at: 'NULL' };
      return database.admin.query(
        `INSERT INTO process_log (id, tenant_id, subject_kind, subject_id, action, ${Object.keys(values).join(', ')})
         VALUES (gen_random_uuid(), gen_random_uuid(), 'note', 'x', 'told', ${Object.values({ ...values, [column]: value }).join(', ')})`,
      );
    };
    await write('due_at', 'now()');
    for (const [column, value] of [
      ['actor_kind', `'ghost'`],
      ['channel', `'rumour'`],
      ['at', `'-infinity'`],
      ['due_at', `'infinity'`],
      ['started_at', `'1969-12-31 23:59:59+00'`],
    ] as const) {
      await expect(write(column, value)).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('take over log rows that a check would refuse today, and leave them to the audit', async () => {
    await database.admin.query(`
      DROP DOMAIN process_log_instant, process_log_actor_kind, process_log_channel CASCADE;
      ALTER TABLE process_log ADD actor_kind text CONSTRAINT process_log_actor_kind_check CHECK (actor_kind = 'person'),
        ADD channel text CONSTRAINT process_log_channel_check CHECK (channel = 'web'),
        ADD at timestamptz, ADD due_at timestamptz, ADD started_at timestamptz, ADD recorded_at timestamptz DEFAULT now();
      INSERT INTO process_log (id, tenant_id, subject_kind, subject_id, action, at)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'note', 'x', 'told', 'infinity');
      ALTER TABLE process_log ADD CONSTRAINT process_log_instants CHECK (isfinite(at)) NOT VALID;
      DELETE FROM migration WHERE name = '6-process-log-types'`);
    expect(await migrate()).toBe(1);
    const { rows } = await database.admin.query(
      `SELECT at::text AS at, recorded_at > now() - interval '1 minute' AS now FROM process_log`,
    );
    expect(rows).toEqual([{ at: 'infinity', now: true }]);
    await expect(database.admin.query("UPDATE process_log SET at = at + interval '1 hour'")).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('give each role its own and no more', async () => {
    const as = async (url: string, sql: string): Promise<string> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(sql);
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      } finally {
        await client.end();
      }
    };
    expect(await as(database.serviceUrl, 'SELECT 1 FROM note')).toBe('done');
    expect(await as(database.serviceUrl, 'DROP TABLE note')).toMatch(/must be owner/);
    expect(await as(database.serviceUrl, 'ALTER TABLE note DISABLE ROW LEVEL SECURITY')).toMatch(/must be owner/);
    expect(await as(database.serviceUrl, 'SELECT 1 FROM migration')).toMatch(/permission denied/);
    expect(await as(database.serviceUrl, 'CREATE TABLE x (a int)')).toMatch(/permission denied/);
    expect(await as(database.serviceUrl, 'TRUNCATE process_log')).toMatch(/permission denied/);
    expect(await as(database.relayUrl, 'SELECT 1 FROM outbox')).toBe('done');
    expect(await as(database.relayUrl, 'SELECT 1 FROM note')).toMatch(/permission denied/);
    expect(
      await as(
        database.relayUrl,
        `INSERT INTO outbox (id, tenant_id, destination, payload) VALUES (gen_random_uuid(), gen_random_uuid(), 'events', '{}')`,
      ),
    ).toMatch(/permission denied/);
  });
});

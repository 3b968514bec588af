import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { auditSchema, type ChainAudit } from '../src/process-log/audit.js';
import { canonicalColumns, type CanonicalRow } from '../src/process-log/canonical-row.js';
import { CheckpointFiles } from '../src/process-log/checkpoint-files.js';
import { CheckpointKeys } from '../src/process-log/checkpoint.js';
import { linkRows } from '../src/process-log/link-rows.js';
import { configFor, createDatabase, eventually, ownServiceName, SCHEMA, type TestDatabase } from './environment.js';
import { type Notes, startNotes } from './notes.js';

const ROWS = 12;
const jwk = (): string => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
const KEY = jwk();

let database: TestDatabase;
let service: pg.Client;
let folder: string;
const sealers: Notes[] = [];

async function startSealer(): Promise<Notes> {
  const notes = await startNotes(
    ownServiceName(),
    configFor(database, {
      RUN: ['sealer'],
      SEALER_DATABASE_URL: database.sealerUrl,
      AUDIT_CHECKPOINTS: folder,
      AUDIT_KEY: KEY,
    }),
  );
  sealers.push(notes);
  return notes;
}

async function stopSealers(): Promise<void> {
  for (const sealer of sealers.splice(0)) await sealer.close();
}

/** Rows as the service's role writes them, `n` in one transaction. */
async function write(tenant: string, n = 1): Promise<string[]> {
  const ids = Array.from({ length: n }, () => uuidv7());
  await service.query('BEGIN');
  await service.query(`SET LOCAL app.tenant = '${tenant}'`);
  await service.query(INSERT, [tenant, ids]);
  await service.query('COMMIT');
  return ids;
}
const INSERT = `WITH logged AS (
  INSERT INTO process_log (id, tenant_id, subject_kind, subject_id, action, actor_kind, actor_id, channel, at, reason, details)
  SELECT id, $1, 'note', id::text, 'written', 'person', 'ann', 'web', now(), '理由', '{"n": 1.50, "b": {"x": null}}'
  FROM unnest($2::uuid[]) AS t(id) RETURNING id
) INSERT INTO process_log_unsealed (tenant_id, log_id) SELECT $1, id FROM logged`;

const untilSealed = (tenant: string, n: number) =>
  eventually(
    async () =>
      (
        await database.admin.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM process_log_seal WHERE tenant_id = $1',
          [tenant],
        )
      ).rows[0]?.n,
    (seen) => seen === n,
  );

async function audit(tenant: string): Promise<ChainAudit> {
  const { checkpoints } = await new CheckpointFiles(folder, SCHEMA).read();
  const keys = new CheckpointKeys(KEY);
  const [found] = await auditSchema(
    database.admin,
    SCHEMA,
    {
      checkpoints: checkpoints.filter((one) => keys.isGenuine(one)),
      forged: checkpoints.filter((one) => !keys.isGenuine(one)),
    },
    tenant,
  );
  await database.admin.query(`SET search_path = ${SCHEMA}`);
  if (found === undefined) throw new Error('no chain of this tenant');
  return found;
}

/** A tenant with a sealed and checkpointed chain. */
async function sealedTenant(): Promise<{ tenant: string; ids: string[] }> {
  const tenant = uuidv7();
  const ids: string[] = [];
  for (let at = 0; at < ROWS; at += 3) ids.push(...(await write(tenant, 3)));
  await startSealer();
  await untilSealed(tenant, ROWS);
  await stopSealers();
  const chain = await audit(tenant);
  expect(chain).toMatchObject({ sealed: ROWS, witnessed: ROWS, unsealed: 0, finding: null });
  return { tenant, ids };
}

beforeAll(async () => {
  database = await createDatabase();
  service = new pg.Client({ connectionString: database.serviceUrl });
  await service.connect();
  folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
});

afterAll(async () => {
  await stopSealers();
  await service.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('the sealer', () => {
  it('seals each row once, whoever commits late and however many sealers there are', async () => {
    const tenant = uuidv7();
    const late = new pg.Client({ connectionString: database.serviceUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(`SET LOCAL app.tenant = '${tenant}'`);
    const lateId = uuidv7();
    await late.query(INSERT, [tenant, [lateId]]);
    await startSealer();
    await startSealer();
    const ids = await write(tenant, 40);
    await untilSealed(tenant, 40);
    await late.query('COMMIT');
    await late.end();
    await untilSealed(tenant, 41);
    await stopSealers();
    const { rows } = await database.admin.query<{ id: string }>(
      'SELECT log_id AS id FROM process_log_seal WHERE tenant_id = $1 ORDER BY n',
      [tenant],
    );
    expect(lateId < (ids[0] ?? '')).toBe(true);
    expect(rows.at(-1)?.id).toBe(lateId);
    expect(new Set(rows.map((row) => row.id))).toEqual(new Set([...ids, lateId]));
    expect(await audit(tenant)).toMatchObject({ sealed: 41, witnessed: 41, finding: null });
  });

  it('is not held up by what cannot be sealed, even where there is more of it than a batch', async () => {
    const tenant = uuidv7();
    // Ids before all others: at the queue's head. Only a superuser can bring the queue there.
    await database.admin.query(
      `INSERT INTO process_log_unsealed (tenant_id, log_id)
       SELECT $1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid FROM generate_series(1, 1500) n`,
      [tenant],
    );
    const ids = await write(tenant, 2_500);
    await startSealer();
    await untilSealed(tenant, ids.length);
    await stopSealers();
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-removed' });
    await database.admin.query('DELETE FROM process_log_unsealed WHERE tenant_id = $1', [tenant]);
    expect(await audit(tenant)).toMatchObject({ sealed: 2_500, unsealed: 0, finding: null });
  });

  it('hands over to the one that stood by', async () => {
    const tenant = uuidv7();
    const first = await startSealer();
    await write(tenant);
    await untilSealed(tenant, 1);
    await startSealer();
    await first.close();
    await write(tenant);
    await untilSealed(tenant, 2);
    await stopSealers();
    expect((await audit(tenant)).finding).toBeNull();
  });

  it('says after a kill what it had not said before', async () => {
    const { tenant } = await sealedTenant();
    for (const name of await readdir(folder)) {
      const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => !line.includes(tenant));
      await writeFile(join(folder, name), lines.join('\n'));
    }
    expect((await audit(tenant)).witnessed).toBe(0);
    await startSealer();
    await eventually(
      async () => (await audit(tenant)).witnessed,
      (n) => n === ROWS,
    );
    await stopSealers();
  });

  it('is not kept from its work by an advisory lock, which any role may take', async () => {
    const tenant = uuidv7();
    await service.query('SELECT pg_advisory_lock(7153003, hashtext($1))', [SCHEMA]);
    try {
      await write(tenant);
      await startSealer();
      await untilSealed(tenant, 1);
      expect(await audit(tenant)).toMatchObject({ sealed: 1, unsealed: 0 });
    } finally {
      await service.query('SELECT pg_advisory_unlock_all()');
      await stopSealers();
    }
  });

  it('leaves to the service’s role no way to alter what was written', async () => {
    const tenant = uuidv7();
    await write(tenant);
    await service.query(`SELECT set_config('app.tenant', '${tenant}', false)`);
    for (const attempt of [
      `UPDATE process_log SET reason = 'other'`,
      'DELETE FROM process_log',
      'TRUNCATE process_log',
      'DELETE FROM process_log_unsealed',
      'SELECT FROM process_log_unsealed',
      'SELECT 1; LOCK TABLE process_log_sealer IN EXCLUSIVE MODE NOWAIT',
      'SELECT FROM process_log_sealer',
      `UPDATE process_log_unsealed SET log_id = gen_random_uuid()`,
      `INSERT INTO process_log_seal VALUES ('${tenant}', 1, gen_random_uuid(), sha256(''), sha256(''))`,
      'UPDATE process_log_seal SET n = n + 1',
      'DELETE FROM process_log_seal',
      'DELETE FROM idempotency_key',
      `UPDATE idempotency_key SET response = '{}'`,
    ]) {
      await expect(service.query(attempt)).rejects.toMatchObject({ code: '42501' });
    }
    await service.query('RESET app.tenant');
  });

  it('may itself do nothing but read, seal and take from the queue', async () => {
    const sealer = new pg.Client({ connectionString: database.sealerUrl });
    await sealer.connect();
    for (const attempt of [
      `UPDATE process_log SET reason = 'other'`,
      'DELETE FROM process_log',
      'UPDATE process_log_seal SET n = n + 1',
      'DELETE FROM process_log_seal',
      'INSERT INTO process_log_unsealed VALUES (gen_random_uuid(), gen_random_uuid())',
      'SELECT FROM outbox',
      'SELECT FROM note',
    ]) {
      await expect(sealer.query(attempt)).rejects.toMatchObject({ code: '42501' });
    }
    await sealer.end();
  });
});

describe('the documented canonical form', () => {
  it('gives the same hashes by another tool: SQL alone', async () => {
    const { tenant } = await sealedTenant();
    const text = [
      'id',
      'tenant_id',
      'subject_kind',
      'subject_id',
      'cycle_id',
      'action',
      'actor_kind',
      'actor_id',
      'on_behalf_of',
    ];
    const instant = (column: string) => `to_char(l.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    const columns: [string, string][] = [
      ...[...text, 'channel'].map((name): [string, string] => [name, `l.${name}::text`]),
      ...['at', 'due_at', 'started_at'].map((name): [string, string] => [name, instant(name)]),
      ...['rule_version', 'reason', 'details'].map((name): [string, string] => [name, `l.${name}::text`]),
      ['recorded_at', instant('recorded_at')],
    ];
    const line = ([name, value]: [string, string]) =>
      `'${name}=' || coalesce(octet_length(${value}) || ':' || ${value}, '-') || E'\\n'`;
    const { rows } = await database.admin.query<{ same: boolean }>(
      `SELECT encode(sha256(convert_to(E'goalbeat-process-log-1\\n' || ${columns.map(line).join(' || ')}, 'UTF8')), 'hex')
         = encode(s.row_hash, 'hex') AS same
       FROM process_log l JOIN process_log_seal s ON s.log_id = l.id WHERE l.tenant_id = $1`,
      [tenant],
    );
    expect(rows.map((row) => row.same)).toEqual(Array.from({ length: ROWS }, () => true));
    const first = await database.admin.query<{ follows: boolean }>(
      `SELECT sha256(convert_to(format(E'%s\\n1\\n%s\\n',
          encode(sha256(convert_to(format(E'goalbeat-chain-1\\n%s\\n%s\\n', current_schema(), tenant_id), 'UTF8')), 'hex'),
          encode(row_hash, 'hex')), 'UTF8')) = chain_hash AS follows
       FROM process_log_seal WHERE n = 1 AND tenant_id = $1`,
      [tenant],
    );
    expect(first.rows).toEqual([{ follows: true }]);
  });
});

describe('the audit, after a superuser', () => {
  const sql = (text: string, values: unknown[]) => database.admin.query(text, values);

  it.each([
    ["changed a row's reason", `UPDATE process_log SET reason = 'other' WHERE id = $1`],
    [
      "moved a row's instant by a microsecond",
      `UPDATE process_log SET at = at + interval '1 microsecond' WHERE id = $1`,
    ],
    ['changed a digit in its details', `UPDATE process_log SET details = '{"n": 1.5, "b": {"x": null}}' WHERE id = $1`],
  ])('%s, names that row', async (_what, statement) => {
    const { tenant, ids } = await sealedTenant();
    await sql(statement, [ids[8]]);
    await sql(statement, [ids[4]]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-altered', n: 5, logId: ids[4], tenant });
  });

  it.each([
    ['before Christ', 'at', `(at::timestamp::text || ' BC')::timestamptz`],
    ['to infinity where there was nothing', 'due_at', `'infinity'`],
    ['to minus infinity where there was nothing', 'started_at', `'-infinity'`],
  ])('moved an instant %s, names that row', async (_what, column, value) => {
    const { tenant, ids } = await sealedTenant();
    const moved = `UPDATE process_log SET ${column} = ${value} WHERE id = $1`;
    await expect(sql(moved, [ids[3]])).rejects.toMatchObject({ code: '23514' });
    const { rows } = await database.admin.query<{ says: string }>(
      `SELECT pg_get_constraintdef(oid) AS says FROM pg_constraint WHERE conname = 'process_log_instant_finite'`,
    );
    await sql('ALTER DOMAIN process_log_instant DROP CONSTRAINT process_log_instant_finite', []);
    try {
      await sql(moved, [ids[3]]);
      expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-altered', n: 4, logId: ids[3] });
    } finally {
      await sql(
        `ALTER DOMAIN process_log_instant ADD CONSTRAINT process_log_instant_finite ${rows[0]?.says ?? ''}`,
        [],
      );
    }
  });

  it.each(['-', '+'])('kept a row waiting (%s), names it', async (sign) => {
    const { tenant } = await sealedTenant();
    const [id] = await write(tenant);
    await sql(`UPDATE process_log SET recorded_at = now() ${sign} interval '6 minutes' WHERE id = $1`, [id]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'seal-missing', n: null, logId: id });
    await sql('DELETE FROM process_log_unsealed WHERE log_id = $1', [id]);
    await sql('DELETE FROM process_log WHERE id = $1', [id]);
  });

  it('deleted a row, names it', async () => {
    const { tenant, ids } = await sealedTenant();
    await sql('DELETE FROM process_log WHERE id = $1', [ids[6]]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-removed', n: 7, logId: ids[6] });
  });

  it('inserted a row, names it', async () => {
    const { tenant } = await sealedTenant();
    const id = uuidv7();
    await sql(
      `INSERT INTO process_log (id, tenant_id, subject_kind, subject_id, action, actor_kind, channel, at)
       VALUES ($1, $2, 'note', 'x', 'approved', 'person', 'web', now())`,
      [id, tenant],
    );
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-inserted', logId: id });
  });

  it('deleted a waiting row, names it', async () => {
    const { tenant } = await sealedTenant();
    const [id] = await write(tenant);
    await sql('DELETE FROM process_log WHERE id = $1', [id]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-removed', n: null, logId: id });
  });

  it('deleted a row with its seal, names the gap', async () => {
    const { tenant, ids } = await sealedTenant();
    await sql('DELETE FROM process_log WHERE id = $1', [ids[2]]);
    await sql('DELETE FROM process_log_seal WHERE log_id = $1', [ids[2]]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'seal-removed', n: 3 });
  });

  it('cut the tail off, says where the checkpoint saw more', async () => {
    const { tenant, ids } = await sealedTenant();
    await sql('DELETE FROM process_log WHERE id = ANY($1)', [ids.slice(9)]);
    await sql('DELETE FROM process_log_seal WHERE log_id = ANY($1)', [ids.slice(9)]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'tail-removed', n: 10 });
  });

  it('removed a tenant from the log, says that there was one', async () => {
    const { tenant } = await sealedTenant();
    await sql('DELETE FROM process_log WHERE tenant_id = $1', [tenant]);
    await sql('DELETE FROM process_log_seal WHERE tenant_id = $1', [tenant]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'tail-removed', n: 1 });
  });

  it('changed a row and its seal only, names the next link', async () => {
    const { tenant, ids } = await sealedTenant();
    await sql(`UPDATE process_log_seal SET row_hash = sha256('x'), chain_hash = sha256('y') WHERE log_id = $1`, [
      ids[3],
    ]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'row-altered', n: 4 });
    await rewrite(tenant, 4);
    expect((await audit(tenant)).finding).toBeNull();
    await sql(`UPDATE process_log_seal SET chain_hash = sha256('y') WHERE log_id = $1`, [ids[3]]);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'seal-altered', n: 4 });
  });

  it('rewrote the chain so that it is consistent, is given away by the checkpoint', async () => {
    const { tenant, ids } = await sealedTenant();
    await sql(`UPDATE process_log SET actor_id = 'bob' WHERE id = $1`, [ids[1]]);
    await rewrite(tenant, ROWS);
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'chain-rewritten', n: ROWS, tenant });
  });

  it('made a checkpoint for it with a key of their own, is not believed', async () => {
    const { tenant } = await sealedTenant();
    const files = new CheckpointFiles(folder, SCHEMA);
    const last = (await files.read()).checkpoints.findLast((one) => one.tenant === tenant);
    if (last === undefined) throw new Error('no checkpoint');
    await files.append([{ ...last, chainHash: 'f'.repeat(64) }], '2026-12');
    expect((await audit(tenant)).finding).toMatchObject({ kind: 'checkpoint-forged', n: ROWS });
  });

  /** The chain of the first `n` rows as the present rows would make it. */
  async function rewrite(tenant: string, n: number): Promise<void> {
    const { rows } = await database.admin.query<CanonicalRow>(
      `SELECT ${canonicalColumns('l')} FROM process_log l JOIN process_log_seal s ON s.log_id = l.id
       WHERE s.tenant_id = $1 ORDER BY s.n LIMIT $2`,
      [tenant, n],
    );
    for (const seal of linkRows(SCHEMA, rows, [])) {
      await sql(
        `UPDATE process_log_seal SET row_hash = decode($2, 'hex'), chain_hash = decode($3, 'hex') WHERE log_id = $1`,
        [seal.logId, seal.rowHash, seal.chainHash],
      );
    }
  }
});

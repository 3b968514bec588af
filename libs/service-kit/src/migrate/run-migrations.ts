import pg from 'pg';
import { INSTALLATION, type SchemaPlan } from './installation.js';
import { readMigrations, type Migration } from './read-migrations.js';
import { ensureRoles, ensureSchema, OWNER } from './roles.js';

const { escapeIdentifier: ident } = pg;
/** Two runs at once: the second waits and finds nothing to do. */
const LOCK = 7_153_002;

export interface MigrateOptions {
  /** Superuser; names the database, which is created when it is not there. */
  adminUrl: string;
  passwords: ReadonlyMap<string, string>;
  plan?: readonly SchemaPlan[];
  say?: (line: string) => void;
}

/**
 * Brings an installation's database up to date: database, roles, schemas, rights, migrations. Safe to run again.
 * @returns how many migrations were applied
 * @throws when a migration that was applied has changed since
 */
export async function runMigrations(options: MigrateOptions): Promise<number> {
  const plan = options.plan ?? INSTALLATION;
  const database = decodeURIComponent(new URL(options.adminUrl).pathname.slice(1));
  if (database === '') throw new Error('ADMIN_DATABASE_URL names no database');
  // Roles belong to the whole cluster: the lock is taken where every run can see it.
  return connected(withDatabase(options.adminUrl, 'postgres'), async (cluster) => {
    await cluster.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await cluster.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await cluster.query(`CREATE DATABASE ${ident(database)} ENCODING 'UTF8' TEMPLATE template0`);
    await ensureRoles(
      cluster,
      plan.map(({ schema }) => schema),
      options.passwords,
    );
    return connected(options.adminUrl, async (client) => {
      await client.query(
        `REVOKE ALL ON DATABASE ${ident(database)} FROM PUBLIC; REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
      );
      let applied = 0;
      for (const schema of plan)
        applied += await migrateSchema(client, schema, database, options.say ?? (() => undefined));
      return applied;
    });
  });
}

async function migrateSchema(
  client: pg.Client,
  { schema, sources }: SchemaPlan,
  database: string,
  say: (line: string) => void,
): Promise<number> {
  await ensureSchema(client, schema, database);
  const { rows } = await client.query<{ source: string; name: string; checksum: string }>(
    `SELECT source, name, checksum FROM ${ident(schema)}.migration`,
  );
  const done = new Map(rows.map((row) => [`${row.source}/${row.name}`, row.checksum]));
  let applied = 0;
  for (const source of sources) {
    for (const migration of await readMigrations(source)) {
      const before = done.get(`${source.name}/${migration.name}`);
      if (before === migration.checksum) continue;
      if (before !== undefined)
        throw new Error(`${schema}: ${source.name}/${migration.name} was applied and has changed since`);
      await apply(client, schema, migration);
      say(`${schema}: ${source.name}/${migration.name}`);
      applied += 1;
    }
  }
  return applied;
}

/** One transaction: the change and the note that it was made. */
async function apply(client: pg.Client, schema: string, migration: Migration): Promise<void> {
  try {
    await client.query(`BEGIN; SET LOCAL ROLE ${ident(OWNER)}; SET LOCAL search_path = ${ident(schema)}`);
    await client.query(migration.sql);
    await client.query('INSERT INTO migration (source, name, checksum) VALUES ($1, $2, $3)', [
      migration.source,
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`${schema}: ${migration.source}/${migration.name}: ${describe(error)}`, { cause: error });
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const where = 'position' in error && typeof error.position === 'string' ? ` (at character ${error.position})` : '';
  return `${error.message}${where}`;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'goalbeat-migrate' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

import { createHash } from 'node:crypto';
import type { SchemaPlan } from '@goalbeat/service-kit/migrate/installation';
import { readMigrations } from '@goalbeat/service-kit/migrate/read-migrations';
import { type MigrateOptions, runMigrations } from '@goalbeat/service-kit/migrate/run-migrations';
import pg from 'pg';

const { escapeIdentifier: ident } = pg;
/** Specs that run at once: one makes the template, the others wait for it. */
const LOCK = 7_153_901;

/**
 * A new database with a plan's migrations, as `runMigrations` leaves it. They are applied once a server, to a template; each
 * database is a copy of it, which takes a tenth of the time.
 */
export async function migratedDatabase(options: MigrateOptions & { plan: readonly SchemaPlan[] }): Promise<void> {
  const { adminUrl, plan } = options;
  const name = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const server = new pg.Client({ connectionString: inDatabase(adminUrl, 'postgres') });
  await server.connect();
  try {
    await server.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const family = `template_${plan.map(({ schema }) => schema).join('_')}`;
    const template = `${family}_${await fingerprintOf(plan)}`;
    const { rows } = await server.query<{ datname: string; datistemplate: boolean }>(
      `SELECT datname, datistemplate FROM pg_database WHERE datname LIKE $1`,
      [`${family}\\_%`],
    );
    if (!rows.some(({ datname, datistemplate }) => datname === template && datistemplate)) {
      await runMigrations({ ...options, adminUrl: inDatabase(adminUrl, template) });
      await server.query(`ALTER DATABASE ${ident(template)} IS_TEMPLATE true`);
      for (const { datname } of rows) if (datname !== template) await dropTemplate(server, datname);
    }
    await server.query(`CREATE DATABASE ${ident(name)} TEMPLATE ${ident(template)}`);
  } finally {
    await server.end();
  }
  // Nothing is left to apply: this gives the copy what belongs to a database and not to what is in it, its rights.
  await runMigrations(options);
}

/** One of migrations as they were before. */
async function dropTemplate(server: pg.Client, name: string): Promise<void> {
  await server.query(`ALTER DATABASE ${ident(name)} IS_TEMPLATE false`);
  await server.query(`DROP DATABASE ${ident(name)} WITH (FORCE)`);
}

async function fingerprintOf(plan: readonly SchemaPlan[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { schema, sources } of plan) {
    hash.update(`${schema}\n`);
    for (const source of sources)
      for (const { name, checksum } of await readMigrations(source))
        hash.update(`${source.name}/${name} ${checksum}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}

function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

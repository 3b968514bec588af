import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Company } from '../e2e/company.js';
import { installation } from '../e2e/installation.js';

const SCHEMAS = ['directory', 'goals', 'appraisal', 'payroll'];
/** Tables that belong to no company, and why. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  migration: 'which migrations were applied: of the installation',
  service_heartbeat: 'since when each service is heard: of the installation',
};

let database: pg.Client;

beforeAll(async () => {
  database = new pg.Client({ connectionString: installation.postgresUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
});

/** Each row as one text, for a message that names what is wrong. */
async function found(sql: string, values: readonly unknown[] = [SCHEMAS]): Promise<string[]> {
  const { rows } = await database.query<{ what: string }>(sql, [...values]);
  return rows.map(({ what }) => what);
}

const TABLES = `SELECT c.oid, c.relname, n.nspname, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS tenant
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p', 'm', 'f')`;

describe('tenants in the database', () => {
  it('are told apart by a tenant_id in every table but the few of the installation', async () => {
    expect((await found(`SELECT t.relname AS what FROM (${TABLES}) t WHERE t.tenant`)).length).toBeGreaterThan(60);
    const without = await found(`SELECT t.nspname || '.' || t.relname AS what FROM (${TABLES}) t WHERE NOT t.tenant`);
    expect(without.filter((name) => OF_NOBODY[name.split('.')[1] ?? ''] === undefined)).toEqual([]);
  });

  it('are kept apart by forced row level security and a policy that reads the tenant of the transaction', async () => {
    expect(
      await found(`SELECT t.nspname || '.' || t.relname AS what FROM (${TABLES}) t
        WHERE t.tenant AND NOT (t.relrowsecurity AND t.relforcerowsecurity)`),
    ).toEqual([]);
    expect(
      await found(`SELECT t.nspname || '.' || t.relname AS what FROM (${TABLES}) t
        WHERE t.tenant AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.tenant%'
          AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.tenant%')`),
    ).toEqual([]);
  });

  it('have no policy for services that looks past the tenant', async () => {
    // Policies of one table add up: one that lets everything through undoes the others.
    const wide = await found(`SELECT t.nspname || '.' || t.relname || ' ' || p.polname || ' to ' ||
          (SELECT string_agg(COALESCE(r.rolname, 'public'), ',') FROM unnest(p.polroles) u(oid) LEFT JOIN pg_roles r ON r.oid = u.oid) AS what
        FROM (${TABLES}) t JOIN pg_policy p ON p.polrelid = t.oid
        WHERE t.tenant AND COALESCE(pg_get_expr(p.polqual, p.polrelid), '') NOT LIKE '%app.tenant%'
        ORDER BY 1`);
    expect(wide.filter((one) => !/^\w+\.\w+ \w+ to goalbeat_\w+$/.test(one))).toEqual([]);
    // The relay serves all tenants, and sees nothing but what is to be sent.
    const beyond = wide.filter((one) => !/^(\w+)\.outbox \w+ to goalbeat_\1_relay$/.test(one));
    expect(beyond.filter((one) => !JUSTIFIED.some((known) => known.test(one)))).toEqual([]);
  });

  it('are served by roles that own nothing, bypass nothing and inherit nothing', async () => {
    const services = SCHEMAS.flatMap((schema) => [`goalbeat_${schema}`, `goalbeat_${schema}_relay`]);
    const roles = await found(
      `SELECT rolname AS what FROM pg_roles WHERE rolname LIKE 'goalbeat_%' AND rolname <> 'goalbeat_owner' ORDER BY 1`,
      [],
    );
    expect(roles).toEqual(expect.arrayContaining(services));
    expect(
      await found(
        `SELECT rolname AS what FROM pg_roles WHERE rolname = ANY($1)
           AND (rolbypassrls OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication)`,
        [roles],
      ),
    ).toEqual([]);
    expect(
      await found(
        `SELECT r.rolname || ' owns ' || c.relname AS what FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ANY($1)
         UNION ALL SELECT r.rolname || ' owns function ' || p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = ANY($1)
         UNION ALL SELECT r.rolname || ' owns schema ' || n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = ANY($1)
         UNION ALL SELECT r.rolname || ' is a member' FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = ANY($1)`,
        [roles],
      ),
    ).toEqual([]);
  });

  it('are out of reach of another service’s role, and of nobody’s', async () => {
    expect(
      await found(`SELECT r.rolname || ' reaches ' || t.nspname || '.' || t.relname AS what
        FROM (${TABLES}) t CROSS JOIN pg_roles r
        WHERE r.rolname LIKE 'goalbeat_%' AND r.rolname <> 'goalbeat_owner' AND r.rolname NOT LIKE 'goalbeat_' || t.nspname || '%'
          AND (has_table_privilege(r.oid, t.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') OR has_schema_privilege(r.oid, t.nspname, 'USAGE'))`),
    ).toEqual([]);
    expect(
      await found(`SELECT t.nspname || '.' || t.relname AS what FROM (${TABLES}) t
        WHERE EXISTS (SELECT FROM aclexplode((SELECT relacl FROM pg_class WHERE oid = t.oid)) a WHERE a.grantee = 0)`),
    ).toEqual([]);
    expect(
      await found(`SELECT r.rolname || ' may empty ' || t.relname AS what FROM (${TABLES}) t CROSS JOIN pg_roles r
        WHERE r.rolname LIKE 'goalbeat_%' AND r.rolname <> 'goalbeat_owner' AND has_table_privilege(r.oid, t.oid, 'TRUNCATE')`),
    ).toEqual([]);
  });

  it('are not given away by functions that run with their owner’s rights', async () => {
    const definers = `SELECT p.oid, n.nspname, p.proname, p.proconfig, p.proacl FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY($1) AND p.prosecdef`;
    expect((await found(`SELECT d.proname AS what FROM (${definers}) d`)).length).toBeGreaterThan(0);
    // With a path of the caller's choosing, such a function runs the caller's code as the owner.
    expect(
      await found(`SELECT d.nspname || '.' || d.proname AS what FROM (${definers}) d
        WHERE NOT EXISTS (SELECT FROM unnest(d.proconfig) setting WHERE setting LIKE 'search_path=%')`),
    ).toEqual([]);
    expect(
      await found(`SELECT d.nspname || '.' || d.proname AS what FROM (${definers}) d
        WHERE d.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(d.proacl) a WHERE a.grantee = 0)`),
    ).toEqual([]);
    // A temporary table is found before the function's own one, whatever its path says.
    expect(
      await found(
        `SELECT rolname AS what FROM pg_roles WHERE rolname LIKE 'goalbeat_%' AND rolname <> 'goalbeat_owner'
           AND has_database_privilege(rolname, current_database(), 'TEMP')`,
        [],
      ),
    ).toEqual([]);
    // Views run as their owner too, unless they say otherwise.
    expect(
      await found(`SELECT n.nspname || '.' || c.relname AS what FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1) AND c.relkind = 'v' AND NOT COALESCE('security_invoker=true' = ANY(c.reloptions), false)`),
    ).toEqual([]);
  });

  it('show nothing to a transaction that names no tenant, and only its own to one that does', async () => {
    const tenant = await anyCompany();
    const { rows: tables } = await database.query<{ schema: string; name: string }>(
      `SELECT t.nspname AS schema, t.relname AS name FROM (${TABLES}) t WHERE t.tenant AND t.relname <> 'outbox'`,
      [SCHEMAS],
    );
    const seen: string[] = [];
    for (const { schema, name } of tables) {
      await database.query(`BEGIN; SET LOCAL ROLE goalbeat_${schema}`);
      if (!(await mayRead(`${schema}.${name}`))) {
        await database.query('ROLLBACK');
        continue;
      }
      const { rows: none } = await database.query(`SELECT FROM ${schema}.${name} LIMIT 1`);
      await database.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      const { rows: others } = await database.query(
        `SELECT FROM ${schema}.${name} WHERE tenant_id <> current_setting('app.tenant')::uuid LIMIT 1`,
      );
      // Whoever names a company that is nobody's is shown as little: also where there is one company alone.
      await database.query(`SELECT set_config('app.tenant', $1, true)`, [NOBODY]);
      const { rows: strangers } = await database.query(`SELECT FROM ${schema}.${name} LIMIT 1`);
      await database.query('ROLLBACK');
      if (none.length + others.length + strangers.length > 0) seen.push(`${schema}.${name}`);
    }
    expect(seen).toEqual([]);
  });
});

/** Policies for one role that see all tenants, and why that role may. */
const JUSTIFIED: readonly RegExp[] = [
  // One sealer chains the log rows of all companies; it reads rows and adds seals, nothing else.
  /^(\w+)\.process_log(_seal|_unsealed)? sealer to goalbeat_\1_sealer$/,
];

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** One that is there already, or on a fresh installation one of its own: without any row nothing would be shown to anybody. */
async function anyCompany(): Promise<string> {
  const { rows } = await database.query<{ id: string }>('SELECT tenant_id AS id FROM directory.tenant LIMIT 1');
  const [found] = rows;
  if (found !== undefined) return found.id;
  const people = [
    { number: 'G1', grade: 'M', family: 'lead' },
    { number: 'H1', unit: 'HR', manager: 'G1', family: 'hr', roles: 'hr-lead' },
    { number: 'W1', unit: 'SALES', manager: 'G1' },
  ];
  return (await Company.found({ name: 'tables', people, accounts: ['H1'] })).tenantId;
}

async function mayRead(table: string): Promise<boolean> {
  const { rows } = await database.query<{ may: boolean }>('SELECT has_table_privilege($1, $2) AS may', [
    table,
    'SELECT',
  ]);
  return rows[0]?.may === true;
}

import pg, { type Client } from 'pg';

export const OWNER = 'goalbeat_owner';
export const serviceRole = (schema: string): string => `goalbeat_${schema}`;
export const relayRole = (schema: string): string => `goalbeat_${schema}_relay`;
export const sealerRole = (schema: string): string => `goalbeat_${schema}_sealer`;

const { escapeIdentifier: ident, escapeLiteral: literal } = pg;

/** `owner=<pw>,goals=<pw>,goals_relay=<pw>,goals_sealer=<pw>,…` */
export function parseRolePasswords(list: string): Map<string, string> {
  const passwords = new Map<string, string>();
  for (const entry of list.split(',').filter((part) => part.trim() !== '')) {
    const at = entry.indexOf('=');
    if (at < 1 || at === entry.length - 1) throw new Error('ROLE_PASSWORDS is not a list of role=password');
    passwords.set(entry.slice(0, at).trim(), entry.slice(at + 1).trim());
  }
  return passwords;
}

/** Creates or corrects the roles. A role without a password given keeps the one it has; a new one needs it. */
export async function ensureRoles(
  client: Client,
  schemas: readonly string[],
  passwords: ReadonlyMap<string, string>,
): Promise<void> {
  await ensureRole(client, OWNER, passwords.get('owner'), 'BYPASSRLS');
  for (const schema of schemas) {
    await ensureRole(client, serviceRole(schema), passwords.get(schema), 'NOBYPASSRLS');
    await ensureRole(client, relayRole(schema), passwords.get(`${schema}_relay`), 'NOBYPASSRLS');
    await ensureSealer(client, sealerRole(schema), passwords.get(`${schema}_sealer`));
  }
}

async function ensureRole(client: Client, role: string, password: string | undefined, bypass: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0 && password === undefined)
    throw new Error(`ROLE_PASSWORDS has no password for the new role ${role}`);
  if (rowCount === 0) await client.query(`CREATE ROLE ${ident(role)}`);
  const secret = password === undefined ? '' : ` PASSWORD ${literal(password)}`;
  await client.query(
    `ALTER ROLE ${ident(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION ${bypass}${secret}`,
  );
}

/** Rights are given to it in any case; without a password nobody can be it, and nothing is sealed. */
async function ensureSealer(client: Client, role: string, password: string | undefined): Promise<void> {
  if (password !== undefined) return ensureRole(client, role, password, 'NOBYPASSRLS');
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${ident(role)} NOLOGIN`);
}

/** Schema, rights and the functions that up.sql calls. Safe to run again. */
export async function ensureSchema(client: Client, schema: string, database: string): Promise<void> {
  const at = ident(schema);
  const role = ident(serviceRole(schema));
  const relay = ident(relayRole(schema));
  const sealer = ident(sealerRole(schema));
  const owner = ident(OWNER);
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS ${at} AUTHORIZATION ${owner};
    REVOKE ALL ON SCHEMA ${at} FROM PUBLIC;
    GRANT USAGE ON SCHEMA ${at} TO ${role}, ${relay}, ${sealer};
    GRANT CONNECT ON DATABASE ${ident(database)} TO ${role}, ${relay}, ${sealer}, ${owner};
    GRANT CREATE ON DATABASE ${ident(database)} TO ${owner};
    ALTER ROLE ${role} IN DATABASE ${ident(database)} SET search_path = ${at};
    ALTER ROLE ${relay} IN DATABASE ${ident(database)} SET search_path = ${at};
    ALTER ROLE ${sealer} IN DATABASE ${ident(database)} SET search_path = ${at};
    ALTER ROLE ${role} IN DATABASE ${ident(database)} SET statement_timeout = '60s';
    ALTER ROLE ${role} IN DATABASE ${ident(database)} SET lock_timeout = '10s';
    ALTER ROLE ${role} IN DATABASE ${ident(database)} SET idle_in_transaction_session_timeout = '60s';
    ALTER ROLE ${relay} IN DATABASE ${ident(database)} SET statement_timeout = '30s';
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${at} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${at} GRANT USAGE, SELECT ON SEQUENCES TO ${role};
  `);
  await client.query(`SET ROLE ${owner}; SET search_path = ${at}`);
  try {
    await client.query(functions(serviceRole(schema)));
  } finally {
    await client.query('RESET search_path; RESET ROLE');
  }
}

/** On a reused connection the setting is '' and a bare cast would fail, hence NULLIF: unset or empty sees nothing. */
const functions = (role: string): string => `
CREATE TABLE IF NOT EXISTS migration (
  source text NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, name)
);
CREATE OR REPLACE FUNCTION protect(target regclass) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE
  own constant text := $$tenant_id = NULLIF(current_setting('app.tenant', true), '')::uuid$$;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('DROP POLICY IF EXISTS tenant ON %s', target);
  EXECUTE format('CREATE POLICY tenant ON %s USING (%s) WITH CHECK (%s)', target, own, own);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', target, ${literal(role)});
END $fn$;
CREATE OR REPLACE FUNCTION protect_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $fn$
BEGIN
  PERFORM protect(target);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %I', target, ${literal(role)});
END $fn$;
REVOKE EXECUTE ON FUNCTION protect(regclass), protect_append_only(regclass) FROM PUBLIC;
REVOKE ALL ON migration FROM ${ident(role)};
`;

import { randomBytes } from 'node:crypto';
import { INSTALLATION, type SchemaPlan } from '@goalbeat/service-kit/migrate/installation';
import pg from 'pg';
import { migratedDatabase } from './migrated-database.js';
import { required } from './test-environment.js';

/** Roles are one set a server, so every spec of a run gives them the same passwords. */
const passwordOf = (role: string): string => `${role}-for-tests`;

export interface TestDatabase {
  serviceUrl: string;
  relayUrl: string;
  /** Superuser, searching the schema: sees every tenant's rows. */
  admin: pg.Client;
  drop(): Promise<void>;
}

/** A migrated database of its own for one schema of the installation, or for a plan of the spec's. */
export async function createTestDatabase(schema: string, plan?: SchemaPlan[]): Promise<TestDatabase> {
  const server = new URL(required('TEST_POSTGRES_ADMIN_URL'));
  const name = `${schema}_${randomBytes(5).toString('hex')}`;
  const url = (role?: string): string => {
    const copy = new URL(server.href);
    copy.pathname = `/${name}`;
    if (role !== undefined) {
      copy.username = `goalbeat_${role}`;
      copy.password = passwordOf(role);
    }
    return copy.href;
  };
  const drop = async (): Promise<void> => {
    const root = new pg.Client({ connectionString: server.href });
    await root.connect();
    await root.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await root.end();
  };
  try {
    await migratedDatabase({
      adminUrl: url(),
      passwords: new Map(['owner', schema, `${schema}_relay`].map((role) => [role, passwordOf(role)])),
      plan: plan ?? INSTALLATION.filter((one) => one.schema === schema),
    });
  } catch (error) {
    await drop();
    throw error;
  }
  const admin = new pg.Client({ connectionString: url() });
  await admin.connect();
  await admin.query(`SET search_path = ${pg.escapeIdentifier(schema)}`);
  return {
    serviceUrl: url(schema),
    relayUrl: url(`${schema}_relay`),
    admin,
    async drop() {
      await admin.end();
      await drop();
    },
  };
}

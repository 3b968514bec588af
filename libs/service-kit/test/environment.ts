import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';
import pg from 'pg';
import type { ServiceName } from '@goalbeat/contracts/names';
import type { KitConfig } from '../src/config/base-env.js';
import { KIT } from '../src/migrate/installation.js';
import { runMigrations } from '../src/migrate/run-migrations.js';

const NOTES = { name: 'notes', folder: fileURLToPath(new URL('./migrations/', import.meta.url)) };
export const SCHEMA = 'notes';
export const PLAN = [{ schema: SCHEMA, sources: [KIT, NOTES] }];
export const PASSWORDS = new Map([
  ['owner', 'owner-for-tests'],
  [SCHEMA, 'notes-for-tests'],
  [`${SCHEMA}_relay`, 'relay-for-tests'],
  [`${SCHEMA}_sealer`, 'sealer-for-tests'],
]);
/** Shared by every secret of the throw-away service. */
export const SERVICE_KEY = 'a-key-for-tests-only';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
}

export const amqpUrl = (): string => required('TEST_AMQP_URL');
export const temporalAddress = (): string => required('TEST_TEMPORAL_ADDRESS');
export const temporalNamespace = (): string => required('TEST_TEMPORAL_NAMESPACE');

export const randomName = (prefix: string): string => `${prefix}_${randomBytes(5).toString('hex')}`;

export interface TestDatabase {
  adminUrl: string;
  serviceUrl: string;
  relayUrl: string;
  sealerUrl: string;
  admin: pg.Client;
  drop(): Promise<void>;
}

/** A migrated database of its own. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = new URL(required('TEST_POSTGRES_ADMIN_URL'));
  const name = randomName('kit');
  const url = (user?: string): string => {
    const copy = new URL(server.href);
    copy.pathname = `/${name}`;
    if (user !== undefined) {
      copy.username = `goalbeat_${user}`;
      copy.password = PASSWORDS.get(user) ?? '';
    }
    return copy.href;
  };
  await runMigrations({ adminUrl: url(), passwords: PASSWORDS, plan: PLAN });
  const admin = new pg.Client({ connectionString: url() });
  await admin.connect();
  await admin.query(`SET search_path = ${SCHEMA}`);
  return {
    adminUrl: url(),
    serviceUrl: url(SCHEMA),
    relayUrl: url(`${SCHEMA}_relay`),
    sealerUrl: url(`${SCHEMA}_sealer`),
    admin,
    drop: async () => {
      await admin.end();
      const root = new pg.Client({ connectionString: server.href });
      await root.connect();
      await root.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await root.end();
    },
  };
}

/** A service name of its own, so that its queues belong to this run alone. */
export const ownServiceName = (): ServiceName => randomName('notes').replace('_', '-') as ServiceName;

export function configFor(database: TestDatabase, changes: Partial<KitConfig> = {}): KitConfig {
  return {
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'local',
    LOG_LEVEL: 'silent',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: 'none',
    DATABASE_URL: database.serviceUrl,
    RELAY_DATABASE_URL: database.relayUrl,
    PGPOOL: 10,
    AMQP_URL: 'amqp://127.0.0.1:1',
    DIRECTORY_URL: 'http://127.0.0.1:1',
    SERVICE_KEY,
    RUN: ['http'],
    ...changes,
  };
}

export async function deleteQueues(service: string): Promise<void> {
  const model = await connect(amqpUrl());
  const channel = await model.createChannel();
  for (const suffix of ['', '.dead', '.later']) await channel.deleteQueue(`goalbeat.${service}${suffix}`);
  await model.close();
}

/** Polls until it holds; fails with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  withinMs = 45_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > until) throw new Error(`Not within ${withinMs} ms; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

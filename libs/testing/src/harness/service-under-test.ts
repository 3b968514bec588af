import type { ServiceName } from '@goalbeat/contracts/names';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { SchemaPlan } from '@goalbeat/service-kit/migrate/installation';
import { createService, type StartOptions } from '@goalbeat/service-kit/start/bootstrap';
import type { ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { FakeDirectory } from './fake-directory.js';
import { offlineConfig } from './offline-config.js';
import { Opened } from './opened.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { TestTokens } from './test-tokens.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer {
  status: number;
  // Bodies are looked at by matchers, which check them whole.
  body: Record<string, unknown>;
  headers: Record<string, unknown>;
}

export interface UnderTest {
  app: Awaited<ReturnType<typeof createService>>;
  database: TestDatabase;
  directory: FakeDirectory;
  uow: UnitOfWork;
  /** A provider, wherever in the service it is. */
  get: <T>(type: new (...given: never[]) => T) => T;
  ask(who: Principal, method: Method, url: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** For requests whose answer is no JSON. */
  tokenOf: (who: Principal) => string;
  /** As superuser: sees every tenant's rows. */
  rows: <R>(sql: string, params?: unknown[]) => Promise<R[]>;
  /** Moves the (held) business clock of every tenant. */
  at: (instant: string) => Promise<void>;
  close: () => Promise<void>;
}

export interface UnderTestOptions {
  name: ServiceName;
  schema: string;
  /** Default: what an installation has for the schema. */
  plan?: SchemaPlan[];
  module(config: KitConfig, given: Required<Pick<ServiceOptions, 'tokenKeys'>>): StartOptions['module'];
  /** One that is there already, and is there afterwards; default: one of its own. */
  database?: TestDatabase;
  config?: Partial<KitConfig>;
  prepare?: NonNullable<StartOptions['prepare']>;
  /** What directory answers about a person's roles. */
  rolesOf?: (personId: string) => readonly RoleGrant[];
}

/** A whole service on a database of its own, beside a directory that answers what a spec tells it to. */
export async function startUnderTest(options: UnderTestOptions): Promise<UnderTest> {
  const opened = new Opened();
  try {
    return await start(options, opened);
  } catch (error) {
    // Nobody else could: who asked for it has got nothing to close.
    await opened.close();
    throw error;
  }
}

async function start(options: UnderTestOptions, opened: Opened): Promise<UnderTest> {
  const database =
    options.database ??
    opened.add(await createTestDatabase(options.schema, options.plan), (its: TestDatabase) => its.drop());
  const directory = opened.add(await FakeDirectory.start(options.rolesOf), (its) => its.close());
  const tokens = new TestTokens();
  const config = offlineConfig(database, { DIRECTORY_URL: directory.url, ...options.config });
  const module = options.module(config, { tokenKeys: () => Promise.resolve(tokens.publicKey) });
  const service = await createService({
    name: options.name,
    config,
    module,
    ...(options.prepare === undefined ? {} : { prepare: options.prepare }),
  });
  const app = opened.add(service, (its) => its.close());
  const get = <T>(type: new (...given: never[]) => T): T => app.get(type, { strict: false });
  return {
    app,
    database,
    directory,
    uow: get(UnitOfWork),
    get,
    async ask(who, method, url, body, headers = {}) {
      const answer = await app.inject({
        method,
        url,
        ...(body === undefined ? {} : { payload: body }),
        headers: { authorization: `Bearer ${tokens.for(who)}`, ...headers },
      });
      return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
    },
    tokenOf: (who) => tokens.for(who),
    rows: async <R>(sql: string, params: unknown[] = []) => (await database.admin.query(sql, params)).rows as R[],
    async at(instant) {
      await database.admin.query('UPDATE org_tenant SET clock_anchor_virtual = $1', [instant]);
    },
    close: () => opened.close(),
  };
}

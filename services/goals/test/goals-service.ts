import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GoalsActivities, LadderActivities } from '@goalbeat/contracts/activities';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import { DIRECTORY_EVENTS, type PersonChanged } from '@goalbeat/contracts/directory/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { ACCESS_TOKEN_ALGORITHM, ACCESS_TOKEN_TYPE, claimsOf } from '@goalbeat/service-kit/auth/access-token';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KIT } from '@goalbeat/service-kit/migrate/installation';
import { migratedDatabase } from '@goalbeat/testing/harness/migrated-database';
import { createService } from '@goalbeat/service-kit/start/bootstrap';
import { generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { appModule } from '../src/app.module.js';
import type { GoalsConfig } from '../src/config.js';
import { PeopleInCyclesConsumer } from '../src/cycle-step/people-in-cycles.consumer.js';
import { prepare } from '../src/prepare.js';
import { GoalsActivitiesProvider } from '../src/cycle-step/goals.activities.js';
import { calendar, OTHER_TENANT, people, PEOPLE, ROLES, TENANT, tenantOf, units, type Who } from './company.js';
import { Peers } from './peers.js';

const SCHEMA = 'goals_spec';
const PASSWORDS = new Map([
  ['owner', 'owner-for-tests'],
  [SCHEMA, 'service-for-tests'],
  [`${SCHEMA}_relay`, 'relay-for-tests'],
]);
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PLAN = [
  {
    schema: SCHEMA,
    sources: [
      KIT,
      { name: 'org-copy', folder: folder('../../../libs/org-copy/migrations/') },
      { name: 'approvals', folder: folder('../../../libs/approvals/migrations/') },
      { name: 'goals', folder: folder('../migrations/') },
    ],
  },
];

export interface Answer<T> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}
export interface Goals {
  app: NestFastifyApplication;
  activities: GoalsActivities;
  ladder: LadderActivities;
  evidenceDir: string;
  peers: Peers;
  /** Sets the held business clock of every tenant. */
  at(instant: string): Promise<void>;
  call<T>(
    who: Who | Principal,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  principal(who: Who, tenantId?: string): Principal;
  rows<R>(sql: string, params?: unknown[]): Promise<R[]>;
  /** Directory says so: the copy is written, then whoever listens hears of it, as the consumers' host does it. */
  hear(person: PersonChanged, tenantId?: string): Promise<void>;
  close(): Promise<void>;
}

/** HTTP alone, Temporal and RabbitMQ out of reach, unless `changes` says otherwise. */
export async function startGoals(changes: Partial<GoalsConfig> = {}): Promise<Goals> {
  const given = process.env['TEST_POSTGRES_ADMIN_URL'];
  if (given === undefined || given === '') throw new Error('Medium specs need TEST_POSTGRES_ADMIN_URL');
  const server = new URL(given);
  const database = `goals_${randomBytes(5).toString('hex')}`;
  const url = (user?: string): string => {
    const copy = new URL(server.href);
    copy.pathname = `/${database}`;
    if (user !== undefined) {
      copy.username = `goalbeat_${user}`;
      copy.password = PASSWORDS.get(user) ?? '';
    }
    return copy.href;
  };
  await migratedDatabase({ adminUrl: url(), passwords: PASSWORDS, plan: PLAN });
  const admin = new pg.Client({ connectionString: url() });
  await admin.connect();
  await admin.query(`SET search_path = ${SCHEMA}`);

  const peers = await new Peers().start();
  const evidenceDir = await mkdtemp(join(tmpdir(), 'goals-evidence-'));
  const keys = await generateKeyPair(ACCESS_TOKEN_ALGORITHM);
  const config = {
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'local' as const,
    LOG_LEVEL: 'silent' as const,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: 'none',
    DATABASE_URL: url(SCHEMA),
    RELAY_DATABASE_URL: url(`${SCHEMA}_relay`),
    PGPOOL: 10,
    AMQP_URL: 'amqp://127.0.0.1:1',
    DIRECTORY_URL: peers.url,
    APPRAISAL_URL: peers.url,
    PAYROLL_URL: peers.url,
    SERVICE_KEY: 'a-key-for-tests-only',
    EVIDENCE_DIR: evidenceDir,
    RUN: ['http' as const],
    ...changes,
  };
  const module = appModule(config, { schema: SCHEMA, tokenKeys: () => Promise.resolve(keys.publicKey) });
  const app = await createService({ name: 'goals', config, module, prepare });
  const unitOfWork = app.get(UnitOfWork, { strict: false });
  const writer = app.get(OrgWriter, { strict: false });
  for (const tenantId of [TENANT, OTHER_TENANT]) {
    await unitOfWork.write(tenantId, async (tx) => {
      await writer.tenant(tx, tenantOf(tenantId));
      await writer.calendars(tx, [calendar]);
      await writer.units(tx, units);
      await writer.people(tx, people);
    });
  }
  const principal = (who: Who, tenantId = TENANT): Principal => ({
    kind: 'person',
    tenantId,
    id: `account-${who}`,
    personId: PEOPLE[who],
    roles: ROLES[who] ?? [],
    scopes: [],
  });
  const token = (who: Principal) =>
    new SignJWT({ ...claimsOf(who) })
      .setProtectedHeader({ alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(keys.privateKey);
  return {
    app,
    activities: app.get(GoalsActivitiesProvider, { strict: false }).activities(),
    ladder: app.get(LadderActivitiesProvider, { strict: false }).activities(),
    evidenceDir,
    peers,
    at: async (instant) => {
      await admin.query('UPDATE org_tenant SET clock_anchor_virtual = $1', [instant]);
    },
    call: async <T>(who: Who | Principal, method: string, path: string, body?: unknown, headers = {}) => {
      const by = typeof who === 'string' ? principal(who) : who;
      const response = await app.inject({
        method: method as 'GET',
        url: path,
        headers: { authorization: `Bearer ${await token(by)}`, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const type = String(response.headers['content-type']);
      return {
        status: response.statusCode,
        body: (type.includes('json') ? response.json() : response.rawPayload) as T,
        headers: response.headers,
      };
    },
    principal,
    rows: async <R>(sql: string, params: unknown[] = []) => (await admin.query(sql, params)).rows as R[],
    hear: async (person, tenantId = TENANT) => {
      const event: CloudEvent = {
        specversion: '1.0',
        id: randomUUID(),
        source: 'goalbeat/directory',
        type: DIRECTORY_EVENTS.person,
        subject: person.personId,
        time: new Date().toISOString(),
        tenantid: tenantId,
        datacontenttype: 'application/json',
        data: person,
      };
      await unitOfWork.write(tenantId, (tx) => writer.people(tx, [person]));
      await unitOfWork.write(tenantId, (tx) => app.get(PeopleInCyclesConsumer, { strict: false }).handle(event, tx));
    },
    close: async () => {
      await app.close();
      await admin.end();
      peers.close();
      await rm(evidenceDir, { recursive: true });
      const root = new pg.Client({ connectionString: server.href });
      await root.connect();
      await root.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await root.end();
    },
  };
}

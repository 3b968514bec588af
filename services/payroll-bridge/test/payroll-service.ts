import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import type { PayrollActivities } from '@goalbeat/contracts/activities';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { claimsOf } from '@goalbeat/service-kit/auth/access-token';
import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { INSTALLATION } from '@goalbeat/service-kit/migrate/installation';
import { runMigrations } from '@goalbeat/service-kit/migrate/run-migrations';
import { createService } from '@goalbeat/service-kit/start/bootstrap';
import pg from 'pg';
import { appModule } from '../src/app.module.js';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { TakeAnswers } from '../src/payout/take-answers.js';
import { PayrollActivitiesProvider } from '../src/payout-run/payroll.activities.js';
import { ScoreBatchRepository } from '../src/score-batch/score-batch.repository.js';
import { BY_PAYROLL } from '../src/organisation/actor.js';
import {
  type Batch,
  batchOf,
  calendar,
  cycle,
  people,
  PLAN,
  rolesOf,
  STAFF,
  type Staff,
  tenant,
  TENANT,
  units,
} from './company.js';

const PASSWORDS = new Map([
  ['owner', 'owner-for-tests'],
  ['payroll', 'payroll-for-tests'],
  ['payroll_relay', 'relay-for-tests'],
]);

/** What directory says: specs change it. */
export interface FakeDirectory {
  seq: number;
  away: boolean;
  refused: Set<string>;
  /** Roles that directory has taken away and our copy still has. */
  withoutRoles: Set<string>;
}

export interface Answer {
  status: number;
  // Bodies are looked at by matchers, which check them whole.
  body: Record<string, unknown>;
}

export interface Payroll {
  app: NestFastifyApplication;
  admin: pg.Client;
  uow: UnitOfWork;
  directory: FakeDirectory;
  activities: PayrollActivities;
  ask(
    who: Staff | Principal,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  seed(tenantId: string, workers: number): Promise<void>;
  putPlan(over?: object): Promise<void>;
  receive(batch: Batch, tenantId?: string): Promise<void>;
  /** A whole cycle up to its draft lists. */
  build(cycleId: string, scores: PublishedScore[], period?: string): Promise<string>;
  /** Submits and signs every list of a run. */
  signAll(runId: string): Promise<void>;
  /** As if the broker had confirmed everything. */
  confirmAll(): Promise<void>;
  answer(...answers: PayoutAnswer[]): Promise<string[]>;
  rows<R>(sql: string, params?: unknown[]): Promise<R[]>;
  /** Moves the (held) business clock. */
  at(instant: string): Promise<void>;
  close(): Promise<void>;
}

export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
}

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function token(principal: Principal): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const head = part({ alg: 'ES256', typ: 'at+jwt' });
  const body = part({ ...claimsOf(principal), iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE, iat: now, exp: now + 3600 });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${head}.${body}.${signature.toString('base64url')}`;
}

export const staff = (who: Staff, tenantId = TENANT): Principal => ({
  kind: 'person',
  tenantId,
  id: STAFF[who],
  personId: STAFF[who],
  roles: rolesOf(who),
  scopes: [],
});
export const employee = (personId: string, tenantId = TENANT): Principal => ({
  kind: 'person',
  tenantId,
  id: personId,
  personId,
  roles: [],
  scopes: [],
});
export const key = (scopes: string[], tenantId = TENANT): Principal => ({
  kind: 'key',
  tenantId,
  id: randomUUID(),
  personId: null,
  roles: [],
  scopes,
});

function fakeDirectory(state: FakeDirectory): Promise<Server> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      if (state.away) {
        request.socket.destroy();
        return;
      }
      response.setHeader('content-type', 'application/json');
      if (request.url?.startsWith('/internal/v1/org-version') === true) {
        response.end(JSON.stringify({ seq: state.seq }));
        return;
      }
      const { personId } = JSON.parse(text) as { personId: string };
      const who = (Object.keys(STAFF) as Staff[]).find((name) => STAFF[name] === personId);
      const roles = who === undefined || state.withoutRoles.has(personId) ? [] : rolesOf(who);
      response.end(JSON.stringify({ allowed: !state.refused.has(personId), roles }));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export async function startPayroll(options: { run?: KitConfig['RUN']; amqpUrl?: string } = {}): Promise<Payroll> {
  const server = new URL(required('TEST_POSTGRES_ADMIN_URL'));
  const name = `payroll_${randomBytes(5).toString('hex')}`;
  const url = (user?: string): string => {
    const copy = new URL(server.href);
    copy.pathname = `/${name}`;
    if (user !== undefined) {
      copy.username = `goalbeat_${user}`;
      copy.password = PASSWORDS.get(user) ?? '';
    }
    return copy.href;
  };
  await runMigrations({
    adminUrl: url(),
    passwords: PASSWORDS,
    plan: INSTALLATION.filter((one) => one.schema === 'payroll'),
  });
  const admin = new pg.Client({ connectionString: url() });
  await admin.connect();
  await admin.query('SET search_path = payroll');
  const directory: FakeDirectory = { seq: 0, away: false, refused: new Set(), withoutRoles: new Set() };
  const directoryServer = await fakeDirectory(directory);
  const config: KitConfig = {
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'local',
    LOG_LEVEL: 'fatal',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: 'goalbeat',
    DATABASE_URL: url('payroll'),
    RELAY_DATABASE_URL: url('payroll_relay'),
    PGPOOL: 20,
    AMQP_URL: options.amqpUrl ?? 'amqp://127.0.0.1:1',
    DIRECTORY_URL: `http://127.0.0.1:${(directoryServer.address() as AddressInfo).port}`,
    SERVICE_KEY: 'a-key-for-tests-only',
    RUN: options.run ?? ['http'],
  };
  const module = appModule(config, { tokenKeys: () => Promise.resolve(keys.publicKey) });
  const app = await createService({ name: 'payroll-bridge', config, module });
  const get = <T>(type: new (...given: never[]) => T): T => app.get(type, { strict: false });
  const uow = get(UnitOfWork);
  const activities = get(PayrollActivitiesProvider).activities();

  const payroll: Payroll = {
    app,
    admin,
    uow,
    directory,
    activities,
    async ask(who, method, path, body, headers = {}) {
      const principal = typeof who === 'string' ? staff(who) : who;
      const answer = await app.inject({
        method,
        url: path,
        ...(body === undefined ? {} : { payload: body }),
        headers: { authorization: `Bearer ${token(principal)}`, ...headers },
      });
      return { status: answer.statusCode, body: answer.json() };
    },
    async seed(tenantId, workers) {
      const writer = get(OrgWriter);
      await uow.write(tenantId, async (tx) => {
        await writer.tenant(tx, tenant(tenantId));
        await writer.calendars(tx, [calendar()]);
        await writer.units(tx, units());
        await writer.people(tx, people(workers));
      });
    },
    async putPlan(over = {}) {
      const answer = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data: { ...PLAN, ...over } });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    async receive(batch, tenantId = TENANT) {
      for (const page of batch.pages) await uow.write(tenantId, (tx) => get(ScoreBatchRepository).addPage(tx, page));
    },
    async build(cycleId, scores, period = '2026-W47') {
      await uow.write(TENANT, (tx) => get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, period)));
      const batch = batchOf(randomUUID(), cycleId, scores, period);
      await payroll.receive(batch);
      const built = await activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref });
      return built.runIds[0] ?? '';
    },
    async signAll(runId) {
      const lists = await payroll.rows<{ id: string; part: string; version: number }>(
        'SELECT id, part, version::int AS version FROM bonus_list WHERE run_id = $1',
        [runId],
      );
      for (const list of lists) {
        const submitted = await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list.id}/submit`, {
          version: list.version,
        });
        if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
        await signList(payroll, list.id);
      }
    },
    async confirmAll() {
      await admin.query(`DELETE FROM outbox WHERE destination = 'events'`);
      await get(BatchCloser).closeConfirmed();
    },
    answer: (...answers) => uow.write(TENANT, (tx) => get(TakeAnswers).take(tx, answers, BY_PAYROLL)),
    async rows<R>(sql: string, params: unknown[] = []) {
      return (await admin.query(sql, params)).rows as R[];
    },
    async at(instant) {
      await admin.query('UPDATE org_tenant SET clock_anchor_virtual = $1', [instant]);
    },
    async close() {
      await app.close();
      await admin.end();
      await new Promise((resolve) => directoryServer.close(resolve));
      const root = new pg.Client({ connectionString: server.href });
      await root.connect();
      await root.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await root.end();
    },
  };
  return payroll;
}

/** Everybody asked approves, step by step, until the list's approval is closed. */
export async function signList(payroll: Payroll, listId: string): Promise<void> {
  for (let step = 0; step < 5; step++) {
    const [task] = await payroll.rows<{ approvalId: string; version: number; assigneeId: string }>(
      `SELECT t.approval_id AS "approvalId", t.version::int AS version, t.assignee_id AS "assigneeId" FROM approval_task t
       WHERE t.subject_kind = 'bonus-list' AND t.subject_id = $1 AND t.state = 'open' LIMIT 1`,
      [listId],
    );
    if (task === undefined) return;
    const decided = await payroll.ask(employee(task.assigneeId), 'POST', `/v1/approvals/${task.approvalId}/decisions`, {
      taskVersion: task.version,
      decision: 'approve',
    });
    if (decided.status >= 300) throw new Error(JSON.stringify(decided.body));
  }
}

export const answerOf = (
  payoutId: string,
  outcome: PayoutAnswer['outcome'],
  over: Partial<PayoutAnswer> = {},
): PayoutAnswer => ({
  answerId: randomUUID(),
  tenantId: TENANT,
  payoutId,
  outcome,
  at: '2026-11-23T08:00:00.000Z',
  ...over,
});

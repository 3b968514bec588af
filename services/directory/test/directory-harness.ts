import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '@goalbeat/service-kit/start/bootstrap';
import { INSTALLATION } from '@goalbeat/service-kit/migrate/installation';
import { migratedDatabase } from '@goalbeat/testing/harness/migrated-database';
import pg from 'pg';
import type { DirectoryConfig } from '../src/config.js';
import { XLSX_TYPE } from '../src/csv/csv-body.js';
import { directoryStart } from '../src/start.js';

export const INSTALL_KEY = 'installation-key-for-tests';
export const SERVICE_KEYS = {
  goals: 'goals-key-for-tests-only',
  appraisal: 'appraisal-key-for-tests',
  'payroll-bridge': 'payroll-key-for-tests-only',
  gateway: 'gateway-key-for-tests-only',
};
const PASSWORDS = new Map([
  ['owner', 'owner-for-tests'],
  ['directory', 'directory-for-tests'],
  ['directory_relay', 'relay-for-tests'],
]);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
}

export interface Answer<T> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}
export interface Call {
  token?: string;
  headers?: Record<string, string>;
  body?: unknown;
  csv?: string | Buffer;
  xlsx?: Buffer;
}

/** A directory with a migrated database of its own, spoken to without a network. */
export class DirectoryHarness {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: DirectoryConfig,
    readonly database: pg.Client,
    private readonly databaseName: string,
    private readonly folder: string,
  ) {}

  static async start(changes: Partial<DirectoryConfig> = {}): Promise<DirectoryHarness> {
    const server = new URL(required('TEST_POSTGRES_ADMIN_URL'));
    const name = `directory_${randomBytes(5).toString('hex')}`;
    const url = (user?: string) => {
      const copy = new URL(server.href);
      copy.pathname = `/${name}`;
      if (user !== undefined) {
        copy.username = `goalbeat_${user}`;
        copy.password = PASSWORDS.get(user) ?? '';
      }
      return copy.href;
    };
    await migratedDatabase({
      adminUrl: url(),
      passwords: PASSWORDS,
      plan: INSTALLATION.filter(({ schema }) => schema === 'directory'),
    });
    const folder = await mkdtemp(join(tmpdir(), 'directory-'));
    const config: DirectoryConfig = {
      HOST: '127.0.0.1',
      PORT: 0,
      GOALBEAT_MODE: 'demo',
      LOG_LEVEL: 'silent',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      TEMPORAL_NAMESPACE: 'none',
      DATABASE_URL: url('directory'),
      RELAY_DATABASE_URL: url('directory_relay'),
      PGPOOL: 10,
      AMQP_URL: process.env['TEST_AMQP_URL'] ?? 'amqp://127.0.0.1:1',
      DIRECTORY_URL: 'http://127.0.0.1:1',
      SERVICE_KEY: 'directory-key-for-tests',
      RUN: ['http'],
      SERVICE_KEYS,
      INSTALL_KEY,
      SESSION_IDLE_MINUTES: 120,
      SESSION_HOURS: 12,
      SECRETS_KEY: 'a key for tests that seals secrets',
      TOKEN_KEY_FILE: join(folder, 'token-key.json'),
      GOALS_URL: 'http://127.0.0.1:1',
      APPRAISAL_URL: 'http://127.0.0.1:1',
      PAYROLL_URL: 'http://127.0.0.1:1',
      ...changes,
    };
    const app = await createService(await directoryStart(config));
    const database = new pg.Client({ connectionString: url() });
    await database.connect();
    await database.query('SET search_path = directory');
    return new DirectoryHarness(app, config, database, name, folder);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.end();
    const root = new pg.Client({ connectionString: required('TEST_POSTGRES_ADMIN_URL') });
    await root.connect();
    await root.query(`DROP DATABASE ${this.databaseName} WITH (FORCE)`);
    await root.end();
    await rm(this.folder, { recursive: true });
  }

  async call<T = Record<string, unknown>>(method: string, url: string, call: Call = {}): Promise<Answer<T>> {
    const payload = call.xlsx ?? call.csv ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const csv = call.csv === undefined ? 'application/json' : 'text/csv';
    const type = call.xlsx === undefined ? csv : XLSX_TYPE;
    const response = await this.app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': type }),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        ...call.headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const body = (response.body === '' ? undefined : JSON.parse(response.body)) as T;
    return { status: response.statusCode, body, headers: response.headers };
  }

  /** A tenant with administrator A1; @returns its id and the administrator's token. */
  async tenant(slug = `t-${randomBytes(4).toString('hex')}`, kind: 'demo' | 'production' = 'demo') {
    const created = await this.call<{ id: string }>('POST', '/v1/tenants', {
      headers: { 'x-install-key': INSTALL_KEY },
      body: {
        slug,
        name: '示例公司',
        zone: 'Asia/Shanghai',
        currency: 'CNY',
        kind,
        ...(kind === 'demo' ? { clock: { rate: 60, start: '2026-11-23T00:00:00Z' } } : {}),
        admin: { number: 'A1', name: '管理员', email: 'admin@example.com', password: 'correct horse' },
      },
    });
    if (created.status !== 201) throw new Error(JSON.stringify(created.body));
    return { id: created.body.id, slug, admin: await this.signIn(slug, 'A1', 'correct horse') };
  }

  async signIn(tenant: string, number: string, password: string): Promise<string> {
    const session = await this.call<{ secret: string }>('POST', '/v1/sessions', { body: { tenant, number, password } });
    if (session.status !== 201) throw new Error(JSON.stringify(session.body));
    return this.token(session.body.secret);
  }

  async token(secret: string): Promise<string> {
    const answer = await this.exchange(secret);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body.token;
  }

  exchange(secret: string): Promise<Answer<{ token: string; expiresAt: string; code?: string }>> {
    return this.call('POST', '/internal/v1/tokens', { token: SERVICE_KEYS.gateway, body: { secret } });
  }

  /** Three units, a head, two leads, two more: enough for reporting lines and scopes. */
  async company(admin: string): Promise<void> {
    await this.importAll(
      'units',
      admin,
      'code,name,kind,parent,head\nHQ,总部,group,,E1\nSALES,销售部,department,HQ,E2\nDEV,研发部,department,HQ,E3\n',
    );
    const people = [
      'number,name,email,unit,job_family,grade,manager,joined,left,roles',
      'E1,王总,e1@example.com,HQ,lead,M3,,2020-01-01,,',
      'E2,李销售,e2@example.com,SALES,lead,M1,E1,2020-01-01,,',
      'E3,张研发,e3@example.com,DEV,lead,M1,E1,2020-01-01,,',
      'E4,赵一,e4@example.com,SALES,sales,P3,E2,2021-01-01,,',
      'E5,钱二,e5@example.com,DEV,development,P4,E3,2021-01-01,,',
      'H1,孙人事,h1@example.com,HQ,hr,P5,E1,2021-01-01,,hr-lead',
      'H2,周人事,h2@example.com,HQ,hr,P4,H1,2021-01-01,,hr-partner@SALES',
    ];
    await this.importAll('people', admin, `${people.join('\n')}\n`);
    const accounts = ['E1', 'E2', 'E3', 'E4', 'E5', 'H1', 'H2'].map((number) => ({
      number,
      password: `password ${number}`,
    }));
    const made = await this.call('POST', '/v1/accounts', { token: admin, body: { accounts } });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  }

  async importAll(what: 'units' | 'people', token: string, csv: string): Promise<void> {
    const answer = await this.call<{ rows: { verdict: string }[] }>('POST', `/v1/${what}/import`, { token, csv });
    if (answer.status !== 200 || answer.body.rows.some((row) => row.verdict === 'wrong')) {
      throw new Error(JSON.stringify(answer.body));
    }
  }
}

export async function eventually<T>(
  look: () => Promise<T> | T,
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

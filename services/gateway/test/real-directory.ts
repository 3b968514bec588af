import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INSTALLATION } from '@goalbeat/service-kit/migrate/installation';
import { migratedDatabase } from '@goalbeat/testing/harness/migrated-database';

const MAIN = fileURLToPath(new URL('../../directory/dist/main.js', import.meta.url));
const INSTALL_KEY = 'installation-key-for-tests';
export const GATEWAY_KEY = 'gateway-key-for-tests-only';
// Roles belong to the cluster, not the database: the same as in directory's own specs.
const PASSWORDS = new Map([
  ['owner', 'owner-for-tests'],
  ['directory', 'directory-for-tests'],
  ['directory_relay', 'relay-for-tests'],
]);

/** The built directory as a process of its own, with a migrated database. */
export class RealDirectory {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly tokenKeyFile: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<RealDirectory> {
    const admin = process.env['TEST_POSTGRES_ADMIN_URL'];
    if (admin === undefined) throw new Error('Medium specs need TEST_POSTGRES_ADMIN_URL');
    const url = (user?: string) => {
      const copy = new URL(admin);
      copy.pathname = `/${name}`;
      if (user !== undefined) {
        copy.username = `goalbeat_${user}`;
        copy.password = PASSWORDS.get(user) ?? '';
      }
      return copy.href;
    };
    const name = `gateway_${randomBytes(5).toString('hex')}`;
    await migratedDatabase({
      adminUrl: url(),
      passwords: PASSWORDS,
      plan: INSTALLATION.filter(({ schema }) => schema === 'directory'),
    });
    const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    const tokenKeyFile = join(folder, 'token-key.json');
    const port = await freePort();
    const here = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        GOALBEAT_MODE: 'demo',
        LOG_LEVEL: 'error',
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        DATABASE_URL: url('directory'),
        RELAY_DATABASE_URL: url('directory_relay'),
        AMQP_URL: 'amqp://127.0.0.1:1',
        DIRECTORY_URL: here,
        GOALS_URL: 'http://127.0.0.1:1',
        APPRAISAL_URL: 'http://127.0.0.1:1',
        PAYROLL_URL: 'http://127.0.0.1:1',
        SERVICE_KEY: 'directory-key-for-tests',
        SERVICE_KEYS: `gateway=${GATEWAY_KEY}`,
        INSTALL_KEY,
        TOKEN_KEY_FILE: tokenKeyFile,
        RUN: 'http',
        SECRETS_KEY: 'a key for tests that seals secrets',
        ...env,
      },
    });
    const directory = new RealDirectory(here, child, folder, tokenKeyFile);
    await directory.#ready();
    return directory;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true });
  }

  /** A demo tenant with administrator A1, password `correct horse`. */
  async tenant(slug: string): Promise<void> {
    const answer = await fetch(`${this.url}/v1/tenants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-install-key': INSTALL_KEY },
      body: JSON.stringify({
        slug,
        name: '示例公司',
        zone: 'Asia/Shanghai',
        currency: 'CNY',
        kind: 'demo',
        admin: { number: 'A1', name: '管理员', email: 'a@example.com', password: 'correct horse' },
      }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  }

  /** Stops answering without ending: connections hang as behind a broken switch. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  async #ready(): Promise<void> {
    const until = Date.now() + 50_000;
    for (;;) {
      const ok = await fetch(`${this.url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return;
      if (Date.now() > until || this.child.exitCode !== null) throw new Error('directory does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

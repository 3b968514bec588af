import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import pg from 'pg';
import type { Plan, PostgresPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { askProgram } from '../run-program.ts';
import type { Secrets } from '../state/secrets.ts';
import { baseEnvironment } from '../supervisor/managed-process.ts';
import type { ManagedProcess } from '../supervisor/managed-process.ts';

type OwnPostgres = Extract<PostgresPlan, { kind: 'own' }>;

const asUser = ({ user }: OwnPostgres): { uid?: number; gid?: number } =>
  user === undefined ? {} : { uid: user.uid, gid: user.gid };

const commandLineOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';

/** A pid file left by a killed server names a pid that a stranger may have by now; then the server refuses to start. */
const dropStalePidFile = (data: string): void => {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandLineOf(pid).includes(data)) rmSync(file, { force: true });
};

const makeCluster = async (plan: OwnPostgres, data: string, password: string, signal: AbortSignal): Promise<void> => {
  const user = asUser(plan);
  // Made beside and renamed: what an interrupted initdb leaves behind would be taken for a database.
  const fresh = join(plan.folder, `new-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${fresh}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (plan.user !== undefined) chownSync(passwordFile, plan.user.uid, plan.user.gid);
  // PostgreSQL's own C.UTF-8 sorts alike on every system, whatever locales are installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const { code, output } = await askProgram(join(plan.programs, 'initdb'), ['-D', fresh, ...locale, ...access], {
    ...user,
    cwd: plan.folder,
    env: { ...baseEnvironment(), LC_ALL: 'C' },
    signal,
  });
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new LauncherProblem(`initdb ended with ${code}: ${output.trim()}`);
  }
  renameSync(fresh, data);
};

const settings = (port: number): readonly string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=on',
    'shared_buffers=256MB',
    // A company's sheets arrive within seconds: a minute of plans made without counts is long on the fast clock.
    'autovacuum_naptime=5s',
    'max_connections=200',
    'max_wal_size=2GB',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_line_prefix=%m [%p] %u ',
  ].flatMap((setting) => ['-c', setting]);

const answers = async (port: number, password: string): Promise<boolean> => {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

export const postgresProcess = (own: OwnPostgres, { ports }: Plan, secrets: Secrets): ManagedProcess => {
  const data = join(own.folder, 'data');
  return {
    name: 'postgres',
    endRank: 1,
    command: join(own.programs, 'postgres'),
    args: ['-D', data, ...settings(ports.postgres)],
    cwd: own.folder,
    env: { ...baseEnvironment(), LC_ALL: 'C' },
    ...asUser(own),
    // The fast shutdown: sessions are ended, committed work is on disk.
    stopSignal: 'SIGINT',
    stopWithinMs: 15_000,
    prepare: async (signal) => {
      mkdirSync(own.folder, { recursive: true, mode: 0o700 });
      if (!lstatSync(own.folder).isDirectory()) throw new LauncherProblem(`${own.folder} is not a folder`);
      if (own.user !== undefined) chownSync(own.folder, own.user.uid, own.user.gid);
      if (existsSync(join(data, 'PG_VERSION'))) dropStalePidFile(data);
      else await makeCluster(own, data, secrets.postgres, signal);
    },
    isReady: async () => await answers(ports.postgres, secrets.postgres),
  };
};

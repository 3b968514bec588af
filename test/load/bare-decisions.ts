import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { inlined } from './replay.js';
import type { Statement } from './statement-log.js';

/** What one client does, transaction after transaction. */
export type Work = readonly (readonly Statement[])[];

const SETTINGS = '-c search_path=goals -c TimeZone=UTC';
/** The service's own role, so that row-level security is checked as it is for the service. */
const ROLE = 'goalbeat_goals';

/** One connection a client, the statements one after the other as the service sends them; transactions a second. */
export async function loopInNode(url: string, clients: readonly Work[]): Promise<number> {
  const connections = await Promise.all(
    clients.map(async () => {
      const connection = new pg.Client({ connectionString: url, options: SETTINGS });
      await connection.connect();
      await connection.query(`SET ROLE ${ROLE}`);
      return connection;
    }),
  );
  try {
    const began = performance.now();
    await Promise.all(
      connections.map(async (connection, n) => {
        for (const transaction of clients[n] ?? []) {
          for (const { sql, params } of transaction) {
            await connection.query(params.length === 0 ? { text: sql } : { text: sql, values: params });
          }
        }
      }),
    );
    return (transactions(clients) / (performance.now() - began)) * 1000;
  } finally {
    await Promise.all(connections.map((connection) => connection.end()));
  }
}

const transactions = (clients: readonly Work[]): number => clients.reduce((sum, work) => sum + work.length, 0);

export function findPgbench(): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'pgbench'));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function output(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`pgbench ended with ${code}: ${text.slice(-2000)}`));
    });
  });
}

/** The same by pgbench: one script in which each client takes its own branch, once, with its own rows. */
export async function loopInPgbench(program: string, url: string, clients: readonly Work[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'goalbeat-bench-'));
  try {
    const branches = clients.map(
      (work, n) => `${n === 0 ? '\\if' : '\\elif'} :client_id = ${n}\n${work.flat().map(inlined).join('\n')}\n`,
    );
    const script = join(folder, 'decisions.sql');
    writeFileSync(script, `${branches.join('')}\\endif\n`);
    const at = new URL(url);
    const text = await output(
      program,
      ['-n', '-c', `${clients.length}`, '-j', '2', '-t', '1', '-f', script, at.pathname.slice(1)],
      {
        ...process.env,
        PGHOST: at.hostname,
        PGPORT: at.port,
        PGUSER: decodeURIComponent(at.username),
        PGPASSWORD: decodeURIComponent(at.password),
        PGOPTIONS: `${SETTINGS} -c role=${ROLE}`,
      },
    );
    // A "transaction" of pgbench is one client's whole script here.
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(text)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench said: ${text.slice(-500)}`);
    return (transactions(clients) / clients.length) * perSecond;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

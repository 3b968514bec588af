import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { inlined, type Replay } from './replay.js';
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

/** Where each client of pgbench finds its values. */
const VALUES = 'public.goalbeat_bench_values';

/**
 * The same by pgbench: a script whose ids are variables. Each client reads its next values by one look-up, which is pgbench's
 * own addition, and then runs the transactions of one plan.
 * @param clients of each client the values of its plans; all have as many
 */
export async function loopInPgbench(
  program: string,
  url: string,
  replay: Replay,
  clients: readonly (readonly string[][])[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'goalbeat-bench-'));
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    const width = clients[0]?.[0]?.length ?? 0;
    const each = clients[0]?.length ?? 0;
    const names = Array.from({ length: width }, (_, n) => `v${n}`);
    const transactionsOfOne = replay.with(names.map((name) => `:${name}`));
    const columns = names.map((name, n) => `v[${n + 1}] AS ${name}`).join(', ');
    const script = [
      String.raw`\set i :i + 1`,
      `SELECT ${columns} FROM ${VALUES} WHERE client = :client_id AND n = :i ${String.raw`\gset`}`,
      ...transactionsOfOne.flat().map(inlined),
    ];
    const file = join(folder, 'decisions.sql');
    writeFileSync(file, `${script.join('\n')}\n`);
    await connection.query(`DROP TABLE IF EXISTS ${VALUES}`);
    await connection.query(`CREATE UNLOGGED TABLE ${VALUES} (client int, n int, v text[], PRIMARY KEY (client, n))`);
    const rows = clients.flatMap((plans, client) => plans.map((v, at) => ({ client, n: at + 1, v })));
    await connection.query(
      `INSERT INTO ${VALUES} SELECT client, n, ARRAY(SELECT jsonb_array_elements_text(v))
       FROM jsonb_to_recordset($1::jsonb) AS row (client int, n int, v jsonb)`,
      [JSON.stringify(rows)],
    );
    await connection.query(`GRANT SELECT ON ${VALUES} TO ${ROLE}`);
    await connection.query(`ANALYZE ${VALUES}`);
    const at = new URL(url);
    const text = await output(
      program,
      ['-n', '-c', `${clients.length}`, '-j', '2', '-t', `${each}`, '-D', 'i=0', '-f', file, at.pathname.slice(1)],
      {
        ...process.env,
        PGHOST: at.hostname,
        PGPORT: at.port,
        PGUSER: decodeURIComponent(at.username),
        PGPASSWORD: decodeURIComponent(at.password),
        PGOPTIONS: `${SETTINGS} -c role=${ROLE}`,
      },
    );
    // A "transaction" of pgbench is its whole script: one plan.
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(text)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench said: ${text.slice(-500)}`);
    return transactionsOfOne.length * perSecond;
  } finally {
    await connection.query(`DROP TABLE IF EXISTS ${VALUES}`);
    await connection.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

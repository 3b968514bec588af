import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.js';
import { transactionsOf, type Statement } from './statement-log.js';

const SETTLE_MS = 500;

const since = (file: string, offset: number): string => {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(statSync(file).size - offset);
    readSync(descriptor, buffer, 0, buffer.length, offset);
    return buffer.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
};

/** PostgreSQL's log, where this installation keeps it; undefined for somebody else's server. */
export function logFile({ env }: Bench): string | undefined {
  const file = env.logs === undefined ? undefined : join(env.logs, 'postgres.log');
  return file !== undefined && existsSync(file) ? file : undefined;
}

/** What a role's committed transactions sent while the work was done: the server writes each statement to its log meanwhile. */
export async function record(
  bench: Bench,
  file: string,
  role: string,
  work: () => Promise<void>,
): Promise<Statement[][]> {
  const reload = async (change: string): Promise<void> => {
    await bench.sql.rows(change);
    await bench.sql.rows('SELECT pg_reload_conf()');
    await sleep(SETTLE_MS);
  };
  const offset = statSync(file).size;
  await reload(`ALTER SYSTEM SET log_statement = 'all'`);
  try {
    await work();
  } finally {
    await reload('ALTER SYSTEM RESET log_statement');
  }
  return transactionsOf(since(file, offset), role);
}

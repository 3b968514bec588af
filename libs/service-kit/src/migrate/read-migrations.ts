import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationSource } from './installation.js';

export interface Migration {
  source: string;
  /** `<n>-<name>` */
  name: string;
  checksum: string;
  sql: string;
}

const NAME = /^(\d+)-[a-z0-9-]+$/;

/** Folders `<n>-<name>/up.sql` by their number; none when the folder does not exist. @throws on two with one number */
export async function readMigrations(source: MigrationSource): Promise<Migration[]> {
  const found: { number: number; name: string }[] = [];
  for (const entry of await entries(source.folder)) {
    const match = NAME.exec(entry.name);
    if (!entry.isDirectory() || match === null) continue;
    found.push({ number: Number(match[1]), name: entry.name });
  }
  found.sort((a, b) => a.number - b.number);
  for (const [at, { number, name }] of found.entries()) {
    if (found[at + 1]?.number === number)
      throw new Error(`${source.name}: two migrations have number ${number}, one is ${name}`);
  }
  return Promise.all(found.map(({ name }) => readOne(source, name)));
}

async function readOne(source: MigrationSource, name: string): Promise<Migration> {
  const sql = await readFile(join(source.folder, name, 'up.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
  return { source: source.name, name, checksum, sql };
}

async function entries(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { INSTALLATION } from './installation.js';
import { readMigrations } from './read-migrations.js';

const SOURCES = new Map(INSTALLATION.flatMap(({ sources }) => sources).map((source) => [source.name, source]));

describe('migrations of the installation', () => {
  // Two branches that each add a migration merge without a conflict, and then no installation starts.
  it.each([...SOURCES.values()])('of $name are numbered one by one', async (source) => {
    const read = await readMigrations(source);
    expect(read.map(({ name }) => Number.parseInt(name))).toEqual(read.map((_, at) => at + 1));
    // A folder whose name is not read is a migration that is never applied.
    expect(read.map(({ name }) => name).toSorted()).toEqual((await readdir(source.folder)).toSorted());
  });

  it.each([...SOURCES.values()])('of $name say what they do', async (source) => {
    for (const { name, sql } of await readMigrations(source)) {
      expect({ name, sql }).toEqual({ name, sql: expect.stringMatching(/\S/) });
      const notes = await readFile(join(source.folder, name, 'notes.md'), 'utf8');
      expect({ name, notes }).toEqual({ name, notes: expect.stringMatching(/\S/) });
    }
  });
});

describe('migrations of a package', () => {
  let folder: string;
  const add = async (name: string): Promise<void> => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'up.sql'), `SELECT '${name}'`);
  };
  const names = async () => (await readMigrations({ name: 'ours', folder })).map(({ name }) => name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goalbeat-migrations-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('come in the order of their numbers', async () => {
    for (const name of ['10-tenth', '9-ninth', '1-first']) await add(name);
    expect(await names()).toEqual(['1-first', '9-ninth', '10-tenth']);
  });

  it('are refused when two have one number', async () => {
    for (const name of ['1-first', '2-mine', '2-theirs']) await add(name);
    await expect(names()).rejects.toThrow(/ours: two migrations have number 2/);
    await rm(join(folder, '2-theirs'), { recursive: true });
    await add('02-theirs');
    await expect(names()).rejects.toThrow(/ours: two migrations have number 2/);
  });
});

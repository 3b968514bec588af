import { linkSync, rmSync } from 'node:fs';
import { readJson, writeJson } from './json-file.ts';
import { identify, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const take = (file: string): boolean => {
  const own = `${file}.${process.pid}.own`;
  writeJson(own, identify(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { force: true });
  }
};

/** Runs `work` while no other live process holds the lock; a dead holder's lock is taken over. */
export const withLock = async <T>(file: string, waitMs: number, work: () => Promise<T>): Promise<T> => {
  const end = Date.now() + waitMs;
  while (!take(file)) {
    if (!isAlive(readJson<ProcessIdentity>(file))) rmSync(file, { force: true });
    else if (Date.now() > end) throw new Error('another `goalbeat` command is starting or stopping this installation');
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

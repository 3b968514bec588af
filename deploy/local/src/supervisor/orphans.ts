import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readJson } from '../state/json-file.ts';
import type { StatePaths } from '../state/paths.ts';
import { isAlive, signal, untilGone } from '../state/process-identity.ts';
import type { ChildRecord } from './managed-process.ts';

const end = async (record: ChildRecord): Promise<void> => {
  if (isAlive(record)) {
    signal(record.pid, record.stopSignal, false);
    if (!(await untilGone(record, record.stopWithinMs))) {
      signal(record.pid, 'SIGKILL', true);
      await untilGone(record, 5_000);
    }
  }
  if (record.sweep !== undefined) {
    const [command, ...args] = record.sweep;
    spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 });
  }
};

/**
 * Ends what a killed supervisor left running, in the same order as it would have. A pid counts only with the start time
 * written down beside it, so that a stranger who was given the number later is left alone. Returns the names it ended.
 */
export const endOrphans = async (paths: StatePaths): Promise<readonly string[]> => {
  const written = readJson<ChildRecord[]>(paths.children) ?? [];
  const records = written.filter((record) => record.sweep !== undefined || isAlive(record));
  for (const rank of [5, 4, 3, 2, 1]) {
    await Promise.all(records.filter((record) => record.endRank === rank).map(end));
  }
  rmSync(paths.children, { force: true });
  rmSync(paths.supervisor, { force: true });
  rmSync(paths.controlSocket, { force: true });
  return records.map((record) => record.name);
};

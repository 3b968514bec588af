import { linkSync, rmSync } from 'node:fs';
import { LauncherProblem } from '../problem.ts';
import { readJson, writeJson } from '../state/json-file.ts';
import type { StatePaths } from '../state/paths.ts';
import { identify, isAlive, signal, untilGone } from '../state/process-identity.ts';
import type { ProcessIdentity } from '../state/process-identity.ts';

/** A demo or a bench. It needs the installation for itself, and as it is, until it has ended. */
interface RunningProgram {
  readonly name: string;
  readonly launcher: ProcessIdentity;
  /** Absent until the launcher has started it. It outlives a launcher that is killed. */
  readonly program?: ProcessIdentity;
}

const endsWithinMs = 20_000;

const find = (paths: StatePaths): RunningProgram | undefined => {
  const found = readJson<RunningProgram>(paths.program);
  return found !== undefined && (isAlive(found.launcher) || isAlive(found.program)) ? found : undefined;
};

const isOurs = (found: RunningProgram | undefined): boolean =>
  found?.launcher.pid === process.pid && isAlive(found.launcher);

/** @throws LauncherProblem when a program of another command uses the installation */
export const refuseOthers = (paths: StatePaths): void => {
  const found = find(paths);
  if (found === undefined || isOurs(found)) return;
  const pid = isAlive(found.launcher) ? found.launcher.pid : found.program?.pid;
  throw new LauncherProblem(
    `a ${found.name} is running here (process ${pid ?? '?'}): wait for its end, or end it by ./goalbeat down`,
  );
};

const take = (paths: StatePaths, name: string): boolean => {
  const launcher = identify(process.pid);
  if (launcher === undefined) throw new Error('this process cannot be identified');
  const own = `${paths.program}.${process.pid}.own`;
  writeJson(own, { name, launcher } satisfies RunningProgram);
  try {
    linkSync(own, paths.program);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { force: true });
  }
};

/**
 * Runs `work` as the only program that uses the installation. Within itself it may be called again.
 * @throws LauncherProblem when another uses it
 */
export const asOnlyProgram = async <T>(paths: StatePaths, name: string, work: () => Promise<T>): Promise<T> => {
  if (isOurs(readJson<RunningProgram>(paths.program))) return await work();
  while (!take(paths, name)) {
    refuseOthers(paths);
    rmSync(paths.program, { force: true });
  }
  try {
    return await work();
  } finally {
    if (isOurs(readJson<RunningProgram>(paths.program))) rmSync(paths.program, { force: true });
  }
};

/** Remembers the program's process, for when its launcher is killed. */
export const rememberProgram = (paths: StatePaths, pid: number): void => {
  const found = readJson<RunningProgram>(paths.program);
  const program = identify(pid);
  if (found !== undefined && program !== undefined) writeJson(paths.program, { ...found, program });
};

const end = async (identity: ProcessIdentity | undefined): Promise<void> => {
  if (!isAlive(identity)) return;
  signal(identity.pid, 'SIGTERM', false);
  if (await untilGone(identity, endsWithinMs)) return;
  signal(identity.pid, 'SIGKILL', false);
  await untilGone(identity, endsWithinMs);
};

/** Ends the program that uses the installation; its name, or undefined when there is none. */
export const endRunning = async (paths: StatePaths): Promise<string | undefined> => {
  const found = find(paths);
  if (found === undefined || isOurs(found)) return undefined;
  // The launcher first: it ends its program in good order.
  await end(found.launcher);
  await end(found.program);
  rmSync(paths.program, { force: true });
  return found.name;
};

import { LauncherProblem } from '../problem.ts';
import { readJson } from '../state/json-file.ts';
import type { StatePaths } from '../state/paths.ts';
import { isAlive } from '../state/process-identity.ts';
import type { ProcessIdentity } from '../state/process-identity.ts';

const lookEveryMs = 500;

/**
 * Runs work that cannot go on without the installation; it is cancelled when that goes away under it.
 * @throws LauncherProblem when it went away
 */
export const whileUp = async (
  paths: StatePaths,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const supervisor = readJson<ProcessIdentity>(paths.supervisor);
  const gone = new AbortController();
  const timer = setInterval(() => {
    if (!isAlive(supervisor)) gone.abort();
  }, lookEveryMs);
  try {
    const code = await work(AbortSignal.any([signal, gone.signal]));
    if (gone.signal.aborted && !signal.aborted) {
      throw new LauncherProblem('the installation was taken down meanwhile; repeat the command to start it again');
    }
    return code;
  } finally {
    clearInterval(timer);
  }
};

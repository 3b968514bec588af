import { withProgress } from '../progress.ts';
import { readJson } from '../state/json-file.ts';
import type { StatePaths } from '../state/paths.ts';
import { isAlive, signal, untilGone } from '../state/process-identity.ts';
import type { ProcessIdentity } from '../state/process-identity.ts';
import { endOrphans } from '../supervisor/orphans.ts';

const endSupervisor = async (paths: StatePaths): Promise<boolean> => {
  const identity = readJson<ProcessIdentity>(paths.supervisor);
  if (!isAlive(identity)) return false;
  signal(identity.pid, 'SIGTERM', false);
  if (!(await untilGone(identity, 60_000))) {
    signal(identity.pid, 'SIGKILL', false);
    await untilGone(identity, 5_000);
  }
  return true;
};

/** Ends the installation and what a killed supervisor left. True when there was anything to end. */
export const takeDown = async (paths: StatePaths): Promise<boolean> =>
  await withProgress('stopping', async () => {
    const supervised = await endSupervisor(paths);
    const orphans = await endOrphans(paths);
    return supervised || orphans.length > 0;
  });

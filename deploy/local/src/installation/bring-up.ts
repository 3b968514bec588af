import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../plan.ts';
import type { Mode, Plan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { say, withProgress } from '../progress.ts';
import { readJson, writeJson } from '../state/json-file.ts';
import { withLock } from '../state/lock.ts';
import { makeStateFolders, repositoryRoot } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';
import { rememberPorts } from '../state/ports.ts';
import { identify, isAlive } from '../state/process-identity.ts';
import type { ProcessIdentity } from '../state/process-identity.ts';
import { rememberAuditKey, rememberSecrets, rememberTokenKey } from '../state/secrets.ts';
import { askStatus } from '../supervisor/control-client.ts';
import { endOrphans } from '../supervisor/orphans.ts';
import { tailOf } from '../supervisor/supervisor.ts';
import type { InstallationStatus } from '../supervisor/supervisor.ts';
import { buildIfChanged } from './build.ts';
import { checkGiven } from './check-given.ts';
import { obtainPostgres } from './obtain-postgres.ts';
import { obtainRabbitmq } from './obtain-rabbitmq.ts';
import { obtainTemporal } from './obtain-temporal.ts';
import { registerTemporal } from './register-temporal.ts';
import { refuseOthers } from './running-program.ts';
import { takeDown } from './take-down.ts';

export interface UpOptions {
  /** `demo` allows demonstration accounts and fast clocks; an installation that runs so also serves as a local one. */
  readonly mode: Mode;
  readonly services: boolean;
  readonly build: boolean;
}

export interface Installation {
  readonly plan: Plan;
  readonly alreadyUp: boolean;
}

const suits = (plan: Plan, options: UpOptions): boolean =>
  (plan.services || !options.services) && (plan.mode === 'demo' || options.mode === 'local');

const running = async (paths: StatePaths): Promise<InstallationStatus | undefined> =>
  isAlive(readJson<ProcessIdentity>(paths.supervisor)) ? await askStatus(paths.controlSocket) : undefined;

const makePlan = async (paths: StatePaths, options: UpOptions, signal: AbortSignal): Promise<Plan> => {
  const [rabbitmq, temporal] = [await obtainRabbitmq(paths, signal), await obtainTemporal(signal)];
  const postgres = obtainPostgres(paths);
  await checkGiven({ postgres, rabbitmq, temporal });
  if (temporal.kind === 'given') await registerTemporal(temporal);
  const ports = await rememberPorts(paths.ports);
  const { mode, services } = options;
  return { mode, services, ports, postgres, rabbitmq, temporal };
};

const startSupervisor = (paths: StatePaths): ProcessIdentity => {
  const log = openSync(join(paths.logs, 'supervisor.log'), 'a', 0o600);
  const main = join(repositoryRoot, 'deploy/local/src/supervisor/main.ts');
  const child = spawn(process.execPath, [main], {
    cwd: repositoryRoot,
    env: { ...process.env, GOALBEAT_STATE: paths.root },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) throw new LauncherProblem(`the supervisor does not start; see ${paths.logs}`);
  // Written here as well as there: a command that is interrupted before the supervisor has read its plan can still end it.
  writeJson(paths.supervisor, identity);
  return identity;
};

const untilReady = async (paths: StatePaths, supervisor: ProcessIdentity, signal: AbortSignal): Promise<void> =>
  await withProgress('starting', async (note) => {
    for (;;) {
      signal.throwIfAborted();
      const status = await askStatus(paths.controlSocket);
      if (status?.phase === 'ready') return;
      if (status?.phase === 'failed') throw new LauncherProblem(status.problem ?? 'it does not start');
      if (!isAlive(supervisor)) {
        throw new LauncherProblem(`the supervisor ended:\n${tailOf(join(paths.logs, 'supervisor.log'), 20)}`);
      }
      const awaited = status?.processes.filter(({ state }) => state !== 'ready' && state !== 'stopped') ?? [];
      note(
        status?.phase === 'migrating' && awaited.length === 0
          ? 'migrations'
          : awaited.length === 0
            ? ''
            : `waiting for ${awaited.map(({ name }) => name).join(', ')}`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

const bringUpLocked = async (paths: StatePaths, options: UpOptions, signal: AbortSignal): Promise<Installation> => {
  const status = await running(paths);
  const plan = readPlan(paths);
  const rebuilt = options.build && options.services ? await buildIfChanged(signal) : false;
  if (status?.phase === 'ready' && plan !== undefined && suits(plan, options) && !rebuilt)
    return { plan, alreadyUp: true };
  if (status !== undefined) refuseOthers(paths);
  if (existsSync(paths.supervisor)) {
    const why = rebuilt ? 'The sources have changed: starting again.' : `Starting again, in ${options.mode} mode.`;
    say(status === undefined ? 'Clearing away what an interrupted run has left.' : why);
    await takeDown(paths);
  }
  await endOrphans(paths);
  const fresh = await makePlan(paths, options, signal);
  rememberSecrets(paths.secrets);
  rememberTokenKey(paths.tokenKey);
  rememberAuditKey(paths.auditKey);
  writeJson(paths.plan, fresh);
  const supervisor = startSupervisor(paths);
  try {
    await untilReady(paths, supervisor, signal);
  } catch (error) {
    await takeDown(paths);
    throw error;
  }
  return { plan: fresh, alreadyUp: false };
};

/** Builds, obtains, starts and waits until everything is ready; leaves nothing running when that fails. */
export const bringUp = async (paths: StatePaths, options: UpOptions, signal: AbortSignal): Promise<Installation> => {
  makeStateFolders(paths);
  return await withLock(paths.lock, 120_000, async () => await bringUpLocked(paths, options, signal));
};

import { addressesOf } from '../addresses.ts';
import { parseArguments } from '../arguments.ts';
import { bringUp } from '../installation/bring-up.ts';
import { openSetupCode } from '../installation/first-run.ts';
import { takeDown } from '../installation/take-down.ts';
import { orTakeDown } from '../interruptible.ts';
import type { Plan } from '../plan.ts';
import { readJson } from '../state/json-file.ts';
import { currentState } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';
import { isAlive } from '../state/process-identity.ts';
import type { ProcessIdentity } from '../state/process-identity.ts';
import { rememberSecrets } from '../state/secrets.ts';

const report = async (plan: Plan, paths: StatePaths, alreadyUp: boolean, tookMs: number): Promise<string> => {
  const secrets = rememberSecrets(paths.secrets);
  const at = addressesOf(plan, secrets);
  const code = plan.services ? await openSetupCode(plan, secrets) : undefined;
  const lines = [
    alreadyUp
      ? `Goalbeat is up already (${plan.mode}).`
      : `Goalbeat is up (${plan.mode}, ${(tookMs / 1000).toFixed(1)} s).`,
    ...(plan.services ? [`  console and API   ${at.http('gateway')}`] : []),
    ...(at.temporalUi === '' ? [] : [`  Temporal UI       ${at.temporalUi}`]),
    ...(code === undefined ? [] : [`  set-up code       ${code}   founds the first company in the browser`]),
    `  logs              ${paths.logs}`,
    '  more addresses: ./goalbeat env · end: ./goalbeat down',
  ];
  return `${lines.join('\n')}\n`;
};

const untilEnded = async (paths: StatePaths, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && isAlive(readJson<ProcessIdentity>(paths.supervisor))) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** Starts the installation and returns, or stays with it (`--foreground`) until Ctrl-C; what was up before stays up. */
export const up = async (given: readonly string[]): Promise<number> => {
  const { flags } = parseArguments(given, ['--foreground', '--demo', '--no-build', '--backing-only'], 'up');
  const paths = currentState();
  const since = performance.now();
  return await orTakeDown(paths, async (signal, ours) => {
    const options = {
      mode: flags.has('--demo') ? ('demo' as const) : ('local' as const),
      services: !flags.has('--backing-only'),
      build: !flags.has('--no-build'),
    };
    const { plan, alreadyUp } = await bringUp(paths, options, signal);
    ours(!alreadyUp);
    process.stdout.write(await report(plan, paths, alreadyUp, performance.now() - since));
    if (!flags.has('--foreground')) return 0;
    await untilEnded(paths, signal);
    if (!signal.aborted) await takeDown(paths);
    return 0;
  });
};

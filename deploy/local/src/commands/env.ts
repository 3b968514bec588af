import { parseArguments } from '../arguments.ts';
import { envLine, envValues } from '../env-values.ts';
import { readPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { currentState } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { askStatus } from '../supervisor/control-client.ts';

/** Prints what a program needs to talk to the running installation; passwords included, hence for the owner's eyes. */
export const env = async (given: readonly string[]): Promise<number> => {
  parseArguments(given, [], 'env');
  const paths = currentState();
  const plan = readPlan(paths);
  if (plan === undefined || (await askStatus(paths.controlSocket)) === undefined) {
    throw new LauncherProblem('not up; start it with: ./goalbeat up');
  }
  const values = envValues(plan, rememberSecrets(paths.secrets), paths);
  process.stdout.write(`${Object.entries(values).map(envLine).join('\n')}\n`);
  return 0;
};

import { parseArguments } from '../arguments.ts';
import { envLine, envValues } from '../env-values.ts';
import { requireUp } from '../installation/require-up.ts';
import { currentState } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';

/** Prints what a program needs to talk to the running installation; passwords included, hence for the owner's eyes. */
export const env = async (given: readonly string[]): Promise<number> => {
  parseArguments(given, [], 'env');
  const paths = currentState();
  const plan = await requireUp(paths);
  const values = envValues(plan, rememberSecrets(paths.secrets), paths);
  process.stdout.write(`${Object.entries(values).map(envLine).join('\n')}\n`);
  return 0;
};

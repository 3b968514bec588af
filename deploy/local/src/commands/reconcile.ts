import { parseArguments } from '../arguments.ts';
import { requireUp } from '../installation/require-up.ts';
import { runBuilt } from '../installation/run-against.ts';
import { Misuse } from '../problem.ts';
import { currentState } from '../state/paths.ts';

const person = ['GOALBEAT_TENANT', 'GOALBEAT_NUMBER', 'GOALBEAT_PASSWORD'] as const;

/** @throws Misuse naming the variables that say who asks */
export const requireAsker = (env: NodeJS.ProcessEnv): void => {
  if (env['GOALBEAT_API_KEY'] || person.every((name) => env[name])) return;
  throw new Misuse(
    `goalbeat reconcile needs GOALBEAT_API_KEY, or ${person.join(', ')} of somebody in finance, in the environment`,
  );
};

/** Compares the books of an installation that is up, of one cycle or of all, and keeps what came out; starts nothing. */
export const reconcile = async (given: readonly string[]): Promise<number> => {
  const { words } = parseArguments(given, [], 'reconcile', 1);
  requireAsker(process.env);
  const paths = currentState();
  const plan = await requireUp(paths, { services: true });
  return await runBuilt({ program: 'libs/testing/dist/reconcile/cli.js', args: words }, paths, plan);
};

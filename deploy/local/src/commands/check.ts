import { parseArguments } from '../arguments.ts';
import { choose, runSuites } from '../suites/run-suites.ts';
import { staticSuites } from '../suites/static-suites.ts';
import { testSuites } from '../suites/test-suites.ts';

/** What can be told in a minute or two, without servers. */
export const check = async (given: readonly string[]): Promise<number> => {
  parseArguments(given, [], 'check');
  const plan = [...staticSuites, ...testSuites];
  return await runSuites(choose(plan, ['build', 'typecheck', 'lint', 'format', 'boundaries', 'unit']));
};

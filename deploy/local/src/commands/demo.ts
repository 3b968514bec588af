import { takeFlag } from '../arguments.ts';
import { runAgainst } from '../installation/run-against.ts';

/** A company's week. All arguments but --once are the demonstration's own. */
export const demo = async (given: readonly string[]): Promise<number> => {
  const { found: once, rest } = takeFlag(given, '--once');
  return await runAgainst({ program: 'libs/testing/dist/demo/cli.js', args: rest, downAfter: once });
};

import { takeFlag } from '../arguments.ts';
import { runAgainst } from '../installation/run-against.ts';

export const bench = async (given: readonly string[]): Promise<number> => {
  const { found: once, rest } = takeFlag(given, '--once');
  return await runAgainst({ program: 'test/dist/bench/cli.js', args: rest, downAfter: once });
};

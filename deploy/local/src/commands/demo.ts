import { readOptions } from '../../../../libs/testing/src/demo/options.ts';
import { takeFlag } from '../arguments.ts';
import { runAgainst } from '../installation/run-against.ts';
import { Misuse, messageOf } from '../problem.ts';

/** A company's week. All arguments but --once are the demonstration's own; they are judged before anything starts. */
export const demo = async (given: readonly string[]): Promise<number> => {
  const { found: once, rest } = takeFlag(given, '--once');
  try {
    readOptions(rest, process.env);
  } catch (error) {
    throw new Misuse(`goalbeat demo: ${messageOf(error)}`);
  }
  return await runAgainst({ name: 'demo', program: 'libs/testing/dist/demo/cli.js', args: rest, downAfter: once });
};

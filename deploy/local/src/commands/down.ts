import { existsSync } from 'node:fs';
import { parseArguments } from '../arguments.ts';
import { endRunning } from '../installation/running-program.ts';
import { takeDown } from '../installation/take-down.ts';
import { currentState } from '../state/paths.ts';

export const down = async (given: readonly string[]): Promise<number> => {
  parseArguments(given, [], 'down');
  const paths = currentState();
  const program = await endRunning(paths);
  if (program !== undefined) process.stdout.write(`The ${program} that ran is ended.\n`);
  const ended = existsSync(paths.run) && (await takeDown(paths));
  process.stdout.write(ended || program !== undefined ? 'Goalbeat is down.\n' : 'Goalbeat was not up.\n');
  return 0;
};

import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArguments } from '../arguments.ts';
import { deleteState } from '../installation/delete-state.ts';
import { endRunning } from '../installation/running-program.ts';
import { takeDown } from '../installation/take-down.ts';
import { LauncherProblem } from '../problem.ts';
import { currentState } from '../state/paths.ts';

const confirm = async (folder: string): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new LauncherProblem('nobody can be asked here; repeat with --yes');
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await ask.question(`Delete all data of the installation in ${folder}? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    ask.close();
  }
};

export const reset = async (given: readonly string[]): Promise<number> => {
  const { flags } = parseArguments(given, ['--yes'], 'reset');
  const paths = currentState();
  if (!flags.has('--yes') && !(await confirm(paths.root))) return 1;
  await endRunning(paths);
  await takeDown(paths);
  deleteState(paths);
  rmSync(paths.lock, { force: true });
  process.stdout.write(
    'Everything this installation had stored is deleted. Servers at given addresses were left alone.\n',
  );
  return 0;
};

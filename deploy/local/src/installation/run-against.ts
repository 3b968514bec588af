import { envValues } from '../env-values.ts';
import { orTakeDown } from '../interruptible.ts';
import { LauncherProblem } from '../problem.ts';
import { say } from '../progress.ts';
import { runProgram } from '../run-program.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { currentState, repositoryRoot } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { bringUp } from './bring-up.ts';
import { takeDown } from './take-down.ts';

export interface Against {
  /** Path of the built program in the repository. */
  readonly program: string;
  readonly args: readonly string[];
  /** End the installation when the program has ended. */
  readonly downAfter: boolean;
}

/** Brings the installation up in demo mode, runs a program that is told its addresses, and passes its exit code on. */
export const runAgainst = async ({ program, args, downAfter }: Against): Promise<number> => {
  const paths = currentState();
  return await orTakeDown(paths, async (signal) => {
    const { plan } = await bringUp(paths, { mode: 'demo', services: true, build: true }, signal);
    const file = join(repositoryRoot, program);
    if (!existsSync(file)) throw new LauncherProblem(`${program} has not been built`);
    const code = await runProgram(process.execPath, ['--conditions=default', '--enable-source-maps', file, ...args], {
      cwd: repositoryRoot,
      env: { ...process.env, ...envValues(plan, rememberSecrets(paths.secrets), paths) },
      signal,
    });
    if (downAfter && !signal.aborted) await takeDown(paths);
    else if (!signal.aborted) say('Goalbeat stays up; ./goalbeat down ends it.');
    return code;
  });
};

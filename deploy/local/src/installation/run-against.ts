import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { envValues } from '../env-values.ts';
import { orTakeDown } from '../interruptible.ts';
import type { Plan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { say } from '../progress.ts';
import { runProgram } from '../run-program.ts';
import { currentState, makeStateFolders, repositoryRoot } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { bringUp } from './bring-up.ts';
import { asOnlyProgram, rememberProgram } from './running-program.ts';
import { takeDown } from './take-down.ts';
import { whileUp } from './while-up.ts';

export interface Against {
  /** What people call it: `demo`, `bench`. */
  readonly name: string;
  /** Path of the built program in the repository. */
  readonly program: string;
  readonly args: readonly string[];
  /** End the installation when the program has ended. */
  readonly downAfter: boolean;
}

/** Runs a built program that is told the installation's addresses. */
export const runBuilt = async (
  { program, args }: Pick<Against, 'program' | 'args'>,
  paths: StatePaths,
  plan: Plan,
  more: { readonly signal?: AbortSignal; readonly onStart?: (pid: number) => void } = {},
): Promise<number> => {
  const file = join(repositoryRoot, program);
  if (!existsSync(file)) throw new LauncherProblem(`${program} has not been built`);
  return await runProgram(process.execPath, ['--conditions=default', '--enable-source-maps', file, ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...envValues(plan, rememberSecrets(paths.secrets), paths) },
    ...more,
  });
};

/** Brings the installation up in demo mode, runs a program against it, alone, and passes its exit code on. */
export const runAgainst = async (against: Against): Promise<number> => {
  const paths = currentState();
  makeStateFolders(paths);
  return await asOnlyProgram(paths, against.name, async () =>
    orTakeDown(paths, async (signal, ours) => {
      const { plan, alreadyUp } = await bringUp(paths, { mode: 'demo', services: true, build: true }, signal);
      ours(!alreadyUp);
      const onStart = (pid: number): void => rememberProgram(paths, pid);
      const code = await whileUp(
        paths,
        signal,
        async (untilGone) => await runBuilt(against, paths, plan, { signal: untilGone, onStart }),
      );
      if (against.downAfter && !signal.aborted) await takeDown(paths);
      else if (!signal.aborted) say('Goalbeat stays up; ./goalbeat down ends it.');
      return code;
    }),
  );
};

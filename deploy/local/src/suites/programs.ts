import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { repositoryRoot } from '../state/paths.ts';
import { failed, passed } from './suite.ts';
import type { SuiteContext, SuiteResult } from './suite.ts';

export const nxProgram = join(repositoryRoot, 'node_modules/nx/dist/bin/nx.js');

/** Programs of node_modules are run by our Node and not by their shebang: their folder need not be on PATH. */
export const runNode = async (context: SuiteContext, args: readonly string[]): Promise<number> =>
  await runProgram(process.execPath, args, {
    cwd: repositoryRoot,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    signal: context.signal,
  });

/** A program whose success is one test. */
export const nodeSuite = async (context: SuiteContext, name: string, args: readonly string[]): Promise<SuiteResult> => {
  const code = await runNode(context, args);
  return code === 0 ? passed : failed(`${name} ended with ${code}`);
};

export const nxSuite = async (
  context: SuiteContext,
  target: string,
  more: readonly string[] = [],
): Promise<SuiteResult> =>
  await nodeSuite(context, target, [nxProgram, 'run-many', '-t', target, '--output-style=static', ...more]);

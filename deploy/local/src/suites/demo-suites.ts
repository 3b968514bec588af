import { join } from 'node:path';
import { deleteState } from '../installation/delete-state.ts';
import { takeDown } from '../installation/take-down.ts';
import { show } from '../progress.ts';
import { runProgram } from '../run-program.ts';
import { repositoryRoot } from '../state/paths.ts';
import { failed, passed } from './suite.ts';
import type { Suite, SuiteContext, SuiteResult } from './suite.ts';

/** The verdict on a demonstration: it ended well and its last line says that every sum agrees. */
export const judgeDemo = (code: number, stdout: string): SuiteResult => {
  const lastLine = stdout.trimEnd().split('\n').at(-1) ?? '';
  let reconciled = false;
  try {
    const summary: unknown = JSON.parse(lastLine);
    reconciled =
      typeof summary === 'object' && summary !== null && 'reconciled' in summary && summary.reconciled === true;
  } catch {
    return failed(`the demo ended with ${code}; its last line is not JSON: ${lastLine.slice(0, 200)}`);
  }
  if (code === 0 && reconciled) return passed;
  return failed(`the demo ended with ${code}, reconciled: ${String(reconciled)}: ${lastLine}`);
};

const demoSuite = (name: string, more: readonly string[]): Suite => ({
  name,
  when: 'beside',
  run: async (context: SuiteContext) => {
    const paths = context.state(name);
    // From nothing each time, so that a second run tests the same as the first.
    await takeDown(paths);
    deleteState(paths);
    let stdout = '';
    const cli = join(repositoryRoot, 'deploy/local/src/cli.ts');
    const args = [cli, 'demo', '--once', '--people', '40', '--seed', '1', '--json', ...more];
    const code = await runProgram(process.execPath, args, {
      cwd: repositoryRoot,
      env: { ...process.env, GOALBEAT_STATE: paths.root },
      signal: context.signal,
      onStdout: (text) => (stdout += text),
      onOutput: show,
    });
    return judgeDemo(code, stdout);
  },
});

export const demoSuites: readonly Suite[] = [demoSuite('demo', []), demoSuite('faults', ['--faults'])];

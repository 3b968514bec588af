import { temporalNamespace } from '../addresses.ts';
import { searchAttributes } from '../backing/temporal-process.ts';
import type { TemporalPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { say } from '../progress.ts';
import { askProgram } from '../run-program.ts';

type GivenTemporal = Extract<TemporalPlan, { kind: 'given' }>;

/** Makes sure that somebody's Temporal knows our namespace and search attributes; both commands may be repeated. */
export const registerTemporal = async (plan: GivenTemporal): Promise<void> => {
  if (plan.program === undefined) {
    say(
      `  namespace ${temporalNamespace} and search attributes are taken for granted: no \`temporal\` program to make them`,
    );
    return;
  }
  const program = plan.program;
  const at = ['--address', plan.address, '--namespace', temporalNamespace];
  const ask = async (args: readonly string[]): Promise<{ code: number; output: string }> =>
    await askProgram(program, [...args, ...at]);
  if ((await ask(['operator', 'namespace', 'describe'])).code !== 0) {
    const made = await ask(['operator', 'namespace', 'create']);
    if (made.code !== 0) throw new LauncherProblem(`Temporal at ${plan.address}: ${made.output.trim()}`);
  }
  const wanted = searchAttributes.flatMap((name) => ['--name', name, '--type', 'Keyword']);
  const made = await ask(['operator', 'search-attribute', 'create', ...wanted]);
  if (made.code !== 0) throw new LauncherProblem(`Temporal at ${plan.address}: ${made.output.trim()}`);
};

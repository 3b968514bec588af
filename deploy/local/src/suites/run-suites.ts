import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildIfChanged } from '../installation/build.ts';
import { obtainTemporalProgram } from '../installation/obtain-temporal.ts';
import { takeDown } from '../installation/take-down.ts';
import { interruptible } from '../interruptible.ts';
import { Misuse, messageOf } from '../problem.ts';
import { say, showingTo, toTerminal } from '../progress.ts';
import { checkoutState, statePaths } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';
import { inHands } from './hands.ts';
import { Screen } from './screen.ts';
import { failed, sum } from './suite.ts';
import type { Suite, SuiteContext, SuiteResult } from './suite.ts';

interface Ran {
  readonly name: string;
  readonly result: SuiteResult;
  readonly seconds: number;
}

const runOne = async (suite: Suite, context: SuiteContext): Promise<Ran> => {
  say(`\n== ${suite.name}`);
  const since = performance.now();
  const result = await suite.run(context).catch((error: unknown) => failed(messageOf(error)));
  return { name: suite.name, result, seconds: (performance.now() - since) / 1000 };
};

const report = (ran: readonly Ran[]): string => {
  const lines = ran.map(({ name, result, seconds }) => {
    const counts = `${String(result.passed).padStart(6)} passed ${String(result.failed).padStart(4)} failed`;
    return `${result.failed === 0 ? '✓' : '✗'} ${name.padEnd(12)}${counts} ${seconds.toFixed(1).padStart(8)} s`;
  });
  const problems = ran.flatMap(({ name, result }) => result.problems.map((problem) => `  ${name}: ${problem}`));
  return ['', ...lines, ...(problems.length > 0 ? ['', 'What failed:', ...problems] : []), ''].join('\n');
};

/** The suites asked for, in the plan's order; a name that is none of them is refused. */
export const choose = (plan: readonly Suite[], names: readonly string[]): readonly Suite[] => {
  const unknown = names.find((name) => !plan.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new Misuse(`there is no suite called ${unknown}; there are: ${plan.map(({ name }) => name).join(', ')}`);
  }
  return names.length === 0 ? plan : plan.filter(({ name }) => names.includes(name));
};

/**
 * Runs each suite once, also after one that failed, two at a time where there are two processors, then prints a table and, as
 * the last line alone, the sum.
 * Exit code 1 when anything failed or nothing ran.
 */
export const runSuites = async (suites: readonly Suite[]): Promise<number> => {
  const folder = join(checkoutState, 'test');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const states: StatePaths[] = [];
  const cleanUp = async (): Promise<void> => {
    for (const paths of states) await takeDown(paths);
  };
  return await interruptible(async (signal) => {
    const state = (name: string): StatePaths => {
      const paths = statePaths(join(folder, name));
      states.push(paths);
      return paths;
    };
    const byName = new Map<string, Ran>();
    const screen = new Screen(toTerminal);
    const run = async (suite: Suite): Promise<void> => {
      if (signal.aborted) return;
      const page = screen.open();
      const ran = await showingTo(page.show, async () => await runOne(suite, { folder, signal, state }));
      page.close();
      byName.set(suite.name, ran);
    };
    // What two at once would both make is made before. Who needs it and finds it missing says so as its own failure.
    const prepare = async (): Promise<void> => {
      try {
        await buildIfChanged(signal);
        await obtainTemporalProgram(signal);
      } catch (error) {
        say(messageOf(error));
      }
    };
    const hands = Number(process.env['GOALBEAT_TEST_HANDS'] ?? availableParallelism());
    await inHands(suites, hands, prepare, run);
    await cleanUp();
    const ran = suites.flatMap(({ name }) => byName.get(name) ?? []);
    const total = sum(ran.map(({ result }) => result));
    process.stdout.write(`${report(ran)}\n${total.passed} passed, ${total.failed} failed\n`);
    return total.failed === 0 && total.passed > 0 ? 0 : 1;
  }, cleanUp);
};

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { show } from '../progress.ts';
import { runProgram } from '../run-program.ts';
import { readJson } from '../state/json-file.ts';
import { repositoryRoot } from '../state/paths.ts';
import { countJest } from './count-jest.ts';
import type { JestReport } from './count-jest.ts';
import { sum } from './suite.ts';
import type { SuiteContext, SuiteResult } from './suite.ts';

const parents = ['libs', 'services'];
const single = ['workflows', 'deploy/local', 'examples', 'console'];

/** Packages with tests of their own. Those under test/ need a running installation and are another suite. */
export const testedPackages = (): readonly string[] =>
  [
    ...parents.flatMap((parent) => readdirSync(join(repositoryRoot, parent)).map((name) => join(parent, name))),
    ...single,
  ].filter((folder) => existsSync(join(repositoryRoot, folder, 'jest.config.mjs')));

export interface JestRun {
  readonly name: string;
  readonly packages: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds a test or hook may take; a minute unless told. */
  readonly timeout?: number;
}

export const runJest = async (context: SuiteContext, run: JestRun): Promise<SuiteResult> => {
  const report = join(context.folder, 'reports', `${run.name}.json`);
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // A project's own time limit does not count where several run together. What a failed test leaves open must not keep the
  // whole plan waiting: the report is written by then.
  const always = ['--passWithNoTests', '--testTimeout', String(run.timeout ?? 60_000), '--forceExit'];
  const options = [...always, '--json', `--outputFile=${report}`, ...(run.args ?? [])];
  const jest = join(repositoryRoot, 'node_modules/jest/bin/jest.js');
  const code = await runProgram(process.execPath, [...flags, jest, ...options, '--projects', ...run.packages], {
    cwd: repositoryRoot,
    env: { ...process.env, ...run.env },
    signal: context.signal,
    // The report is for us; people read Jest's own words, which come on stderr.
    onOutput: show,
  });
  return countJest(readJson<JestReport>(report), code, repositoryRoot);
};

/**
 * Each package by a process of its own: what Jest keeps of the modules of every file that it has run is let go between them.
 * In one process three gigabytes come together, which the collector looks through again and again.
 */
export const runJestByPackage = async (context: SuiteContext, run: JestRun): Promise<SuiteResult> => {
  const results: SuiteResult[] = [];
  for (const folder of run.packages) {
    if (context.signal.aborted) break;
    show(`\n${folder}\n`);
    const name = `${run.name}-${folder.replaceAll('/', '-')}`;
    results.push(await runJest(context, { ...run, name, packages: [folder] }));
  }
  return sum(results);
};

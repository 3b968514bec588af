import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../find-program.ts';
import { say } from '../progress.ts';
import { askProgram } from '../run-program.ts';
import { repositoryRoot } from '../state/paths.ts';
import { runJest } from './jest.ts';
import { judgeAudit } from './judge-audit.ts';
import { nodeSuite, nxSuite } from './programs.ts';
import { add, failed, passed } from './suite.ts';
import { typecheck } from './typecheck.ts';
import type { Suite, SuiteContext, SuiteResult } from './suite.ts';

const inModules = (path: string): string => join(repositoryRoot, 'node_modules', path);

const boundaries = async (context: SuiteContext): Promise<SuiteResult> => {
  const roots = ['libs', 'services', 'workflows', 'deploy/local', 'examples', 'test', 'console'];
  const there = roots.filter((folder) => existsSync(join(repositoryRoot, folder)));
  const cruiser = [inModules('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs'];
  const kept = await nodeSuite(context, 'dependency-cruiser', [...cruiser, ...there]);
  // A rule that no fixture breaks may have stopped working unseen.
  const args = ['--testPathPatterns', 'test/boundaries/'];
  return add(kept, await runJest(context, { name: 'boundaries', packages: ['test'], args }));
};

const generatedFiles = ['--', ':(glob)**/generated/**', ':(glob)**/generated-*/**'];

/** What is generated is committed: generating anew must change nothing. Outside a git checkout only the generating counts. */
const generatedClean = async (context: SuiteContext): Promise<SuiteResult> => {
  const git = async (...args: string[]): Promise<{ code: number; output: string }> =>
    await askProgram('git', ['-C', repositoryRoot, ...args], { signal: context.signal });
  const generated = await nxSuite(context, 'generate', ['--skip-nx-cache']);
  if ((await git('rev-parse', '--is-inside-work-tree')).code !== 0) return generated;
  const { code, output } = await git('status', '--porcelain', ...generatedFiles);
  if (code !== 0) return add(generated, failed(`git status: ${output.trim()}`));
  return output.trim() === ''
    ? add(generated, passed)
    : add(generated, failed(`generated files differ from what is committed:\n${output.trimEnd()}`));
};

/** What production installs, against the registry's list of known holes. */
const audit = async ({ signal }: SuiteContext): Promise<SuiteResult> => {
  const npm = findProgram('npm', [join(process.execPath, '..')]);
  if (npm === undefined) {
    say('audit is left out: there is no npm');
    return { passed: 0, failed: 0, problems: [] };
  }
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const verdict = judgeAudit((await askProgram(npm, args, { cwd: repositoryRoot, signal })).output);
  if ('result' in verdict) return verdict.result;
  say(`audit is left out: the registry does not answer: ${verdict.unanswered}`);
  return { passed: 0, failed: 0, problems: [] };
};

export const staticSuites: readonly Suite[] = [
  { name: 'build', when: 'first', run: async (context) => await nxSuite(context, 'build') },
  { name: 'generated', when: 'first', run: generatedClean },
  { name: 'typecheck', when: 'afterwards', run: typecheck },
  { name: 'lint', when: 'afterwards', run: async (context) => await nxSuite(context, 'lint') },
  {
    name: 'format',
    when: 'afterwards',
    run: async (context) =>
      await nodeSuite(context, 'prettier', [
        inModules('prettier/bin/prettier.cjs'),
        '--check',
        '--log-level=warn',
        '.',
      ]),
  },
  { name: 'boundaries', when: 'afterwards', run: boundaries },
  { name: 'audit', when: 'afterwards', run: audit },
];

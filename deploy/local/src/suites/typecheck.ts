import { join } from 'node:path';
import { checkoutState, repositoryRoot } from '../state/paths.ts';
import { nodeSuite } from './programs.ts';
import { add } from './suite.ts';
import type { SuiteContext, SuiteResult } from './suite.ts';

/**
 * What is checked, each as one program: libraries are read as sources, so package by package each would be checked again
 * for every package above it, at five times the cost.
 */
export const wholes = [
  'tsconfig.whole.json',
  'console/tsconfig.json',
  'test/browser/tsconfig.json',
  'deploy/local/tsconfig.json',
];

export const typecheck = async (context: SuiteContext): Promise<SuiteResult> => {
  const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const check = async (config: string): Promise<SuiteResult> => {
    const info = join(checkoutState, 'typecheck', `${config.replaceAll('/', '-')}.tsbuildinfo`);
    const args = [tsc, '--noEmit', '--incremental', '--tsBuildInfoFile', info, '-p', config];
    return await nodeSuite(context, `typecheck of ${config}`, args);
  };
  const results: SuiteResult[] = [];
  for (const config of wholes) results.push(await check(config));
  return results.reduce(add);
};

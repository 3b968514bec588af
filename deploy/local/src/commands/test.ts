import { parseArguments } from '../arguments.ts';
import { demoSuites } from '../suites/demo-suites.ts';
import { choose, runSuites } from '../suites/run-suites.ts';
import { staticSuites } from '../suites/static-suites.ts';
import { testSuites } from '../suites/test-suites.ts';

export const test = async (given: readonly string[]): Promise<number> => {
  const { words } = parseArguments(given, [], 'test', Infinity);
  return await runSuites(choose([...staticSuites, ...testSuites, ...demoSuites], words));
};

import { runAgainst } from '../installation/run-against.ts';

export const reconcile = async (given: readonly string[]): Promise<number> =>
  await runAgainst({ program: 'libs/testing/dist/reconcile/cli.js', args: given, downAfter: false });

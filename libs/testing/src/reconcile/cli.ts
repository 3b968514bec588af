import { ApiProblem } from '@goalbeat/api-client/api-problem';
import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Reconciliation } from '@goalbeat/api-client/wire-types';
import { z } from 'zod';

/** An API key with `payroll.reconciliation` (with `.read` alone nothing is kept), or somebody of finance who signs in. */
const Environment = z
  .object({
    GOALBEAT_URL: z.url(),
    GOALBEAT_API_KEY: z.string().optional(),
    GOALBEAT_TENANT: z.string().optional(),
    GOALBEAT_NUMBER: z.string().optional(),
    GOALBEAT_PASSWORD: z.string().optional(),
  })
  .refine(
    (env) =>
      env.GOALBEAT_API_KEY !== undefined || (env.GOALBEAT_TENANT && env.GOALBEAT_NUMBER && env.GOALBEAT_PASSWORD),
    {
      message: 'set GOALBEAT_API_KEY, or GOALBEAT_TENANT, GOALBEAT_NUMBER and GOALBEAT_PASSWORD of somebody in finance',
    },
  );

/** Kept, and a task for finance where it differs; who may only look sees the same. */
async function compare(client: GoalbeatClient, cycleId: string | undefined): Promise<Reconciliation> {
  try {
    return await client.reconcile(cycleId);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 403) throw error;
    console.log('Only looked: keeping the result needs payroll.reconciliation.run.');
    return client.reconciliation(cycleId);
  }
}

async function main(): Promise<number> {
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) {
    console.error(
      `goalbeat reconcile: ${parsed.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; ')}`,
    );
    return 64;
  }
  const env = parsed.data;
  const client = new GoalbeatClient({
    baseUrl: env.GOALBEAT_URL,
    ...(env.GOALBEAT_API_KEY === undefined ? {} : { apiKey: env.GOALBEAT_API_KEY }),
  });
  if (env.GOALBEAT_API_KEY === undefined) {
    const who = {
      tenant: env.GOALBEAT_TENANT ?? '',
      number: env.GOALBEAT_NUMBER ?? '',
      password: env.GOALBEAT_PASSWORD ?? '',
    };
    await client.signIn(who);
  }
  const view = await compare(client, process.argv[2]);
  for (const one of view.currencies) {
    const words = (
      ['signed', 'toPost', 'posted', 'toHandOver', 'handedOver', 'paid', 'unpaid', 'unanswered'] as const
    ).map((key) => `${key} ${one[key].amount}`);
    console.log(
      `${one.agrees ? '✔' : '✖'} ${one.currency}  ${words.join('  ')}${one.ledgerBalanced ? '' : '  the ledger is not balanced'}`,
    );
  }
  for (const one of view.differences) {
    console.log(
      `✖ ${one.what}: expected ${one.expected}, found ${one.found} (run ${one.runId ?? '-'}, person ${one.personNumber ?? '-'}, line ${one.lineId ?? '-'}, payout ${one.payoutId ?? '-'})`,
    );
  }
  if (view.agrees && view.currencies.length === 0) console.log('Nothing was signed yet: there is nothing to compare.');
  else console.log(view.agrees ? 'Everything agrees.' : `${view.differences.length} differences.`);
  return view.agrees ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`goalbeat reconcile: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 70;
}

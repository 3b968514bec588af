import { join } from 'node:path';
import { envValues } from '../env-values.ts';
import { addressesOf, temporalNamespace } from '../addresses.ts';
import { buildIfChanged } from '../installation/build.ts';
import { bringUp } from '../installation/bring-up.ts';
import type { Installation } from '../installation/bring-up.ts';
import { obtainChromium } from '../installation/obtain-chromium.ts';
import { obtainTemporalProgram } from '../installation/obtain-temporal.ts';
import { takeDown } from '../installation/take-down.ts';
import type { StatePaths } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { runJest, runJestByPackage, testedPackages } from './jest.ts';
import { obtainSchemathesis } from './obtain-schemathesis.ts';
import { add, failed } from './suite.ts';
import type { Suite, SuiteContext, SuiteResult } from './suite.ts';

const temporalProgram = async (context: SuiteContext): Promise<Record<string, string>> => ({
  TEMPORAL_CLI_PATH: await obtainTemporalProgram(context.signal),
});

/** What specs start as processes of their own runs from what was built. */
const unit = async (context: SuiteContext): Promise<SuiteResult> => {
  await buildIfChanged(context.signal);
  const env = await temporalProgram(context);
  return await runJestByPackage(context, { name: 'unit', packages: testedPackages(), env });
};

const withInstallation = async (
  context: SuiteContext,
  paths: StatePaths,
  services: boolean,
  work: (up: Installation) => Promise<SuiteResult>,
): Promise<SuiteResult> => {
  try {
    return await work(await bringUp(paths, { mode: 'demo', services, build: true }, context.signal));
  } finally {
    await takeDown(paths);
  }
};

const notBuilt = ['--testPathIgnorePatterns', '/node_modules/', '/dist/'];

/** Against a PostgreSQL, a RabbitMQ and a Temporal of this run's own; services that specs start run from what was built. */
const medium = async (context: SuiteContext): Promise<SuiteResult> => {
  const paths = context.state('medium');
  await buildIfChanged(context.signal);
  const program = await temporalProgram(context);
  return await withInstallation(context, paths, false, async ({ plan }) => {
    const at = addressesOf(plan, rememberSecrets(paths.secrets));
    const admin = new URL(at.adminDatabase);
    // Tests make databases of their own: they are given the maintenance one.
    if (plan.postgres.kind === 'own') admin.pathname = '/postgres';
    return await runJestByPackage(context, {
      name: 'medium',
      packages: testedPackages(),
      args: ['--testMatch', '**/*.medium.spec.ts', ...notBuilt],
      env: {
        ...program,
        TEST_POSTGRES_ADMIN_URL: admin.href,
        TEST_AMQP_URL: at.amqp,
        TEST_TEMPORAL_ADDRESS: at.temporal,
        TEST_TEMPORAL_NAMESPACE: temporalNamespace,
      },
    });
  });
};

/** What test/ holds, against a whole installation. */
const endToEnd = async (context: SuiteContext): Promise<SuiteResult> => {
  const paths = context.state('e2e');
  const program = await temporalProgram(context);
  return await withInstallation(context, paths, true, async ({ plan }) => {
    const env = { ...program, ...envValues(plan, rememberSecrets(paths.secrets), paths) };
    const args = [...notBuilt, '/test/boundaries/', '/test/contract/', '/test/browser/', '--runInBand'];
    return await runJest(context, { name: 'e2e', packages: ['test'], args, env, timeout: 120_000 });
  });
};

/** What test/contract holds: the policy, tenants and documents, proved on an installation. */
const contract = async (context: SuiteContext): Promise<SuiteResult> => {
  const paths = context.state('contract');
  const schemathesis = await obtainSchemathesis(context.signal);
  return await withInstallation(context, paths, true, async ({ plan }) => {
    const env = {
      ...envValues(plan, rememberSecrets(paths.secrets), paths),
      GOALBEAT_LOGS: paths.logs,
      ...(plan.temporal.kind === 'own' ? { GOALBEAT_TEMPORAL_FILE: join(paths.temporal, 'temporal.db') } : {}),
      ...(schemathesis === null ? {} : { GOALBEAT_SCHEMATHESIS: schemathesis }),
    };
    const args = [...notBuilt, '--testPathPatterns', 'test/contract/', '--runInBand'];
    return await runJest(context, { name: 'contract', packages: ['test'], args, env, timeout: 170_000 });
  });
};

/** What test/browser holds: people's paths through the console, in a real browser. */
const browser = async (context: SuiteContext): Promise<SuiteResult> => {
  const paths = context.state('browser');
  const chromium = await obtainChromium(context.signal);
  if (chromium === null) return failed('there is no Chromium to test in');
  return await withInstallation(context, paths, true, async ({ plan }) => {
    const env = { ...envValues(plan, rememberSecrets(paths.secrets), paths), GOALBEAT_CHROMIUM: chromium };
    const run = { packages: ['test'], env, timeout: 170_000 };
    const first = 'test/browser/first-run';
    const alone = [...notBuilt, '--testPathPatterns', first, '--runInBand'];
    const others = [...notBuilt, first, '--testPathPatterns', 'test/browser/', '--runInBand'];
    // It founds the first company, so nobody may have founded one before.
    const founded = await runJest(context, { ...run, name: 'browser-first-run', args: alone });
    return add(founded, await runJest(context, { ...run, name: 'browser', args: others }));
  });
};

export const testSuites: readonly Suite[] = [
  { name: 'unit', when: 'afterwards', run: unit },
  { name: 'medium', when: 'afterwards', run: medium },
  { name: 'e2e', when: 'beside', run: endToEnd },
  { name: 'contract', when: 'beside', run: contract },
  { name: 'browser', when: 'beside', run: browser },
];

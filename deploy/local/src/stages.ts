import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesOf } from './addresses.ts';
import { postgresProcess } from './backing/postgres-process.ts';
import { dockerRabbitmqProcess, epmdProcess, rabbitmqProcess } from './backing/rabbitmq-process.ts';
import { temporalProcess } from './backing/temporal-process.ts';
import type { Plan } from './plan.ts';
import { rolePasswords, serviceNames, serviceProcess } from './processes.ts';
import { runProgram } from './run-program.ts';
import { repositoryRoot } from './state/paths.ts';
import type { StatePaths } from './state/paths.ts';
import type { Secrets } from './state/secrets.ts';
import { baseEnvironment } from './supervisor/managed-process.ts';
import type { ManagedProcess } from './supervisor/managed-process.ts';
import { tailOf } from './supervisor/supervisor.ts';
import type { Stages } from './supervisor/supervisor.ts';

const brokerOf = (plan: Plan, secrets: Secrets, paths: StatePaths): readonly ManagedProcess[] => {
  switch (plan.rabbitmq.kind) {
    case 'own':
      return [epmdProcess(plan.rabbitmq, plan, paths), rabbitmqProcess(plan.rabbitmq, plan, secrets, paths)];
    case 'docker':
      return [dockerRabbitmqProcess(plan.rabbitmq, plan, secrets, paths)];
    case 'given':
      return [];
  }
};

const migrate = async (
  plan: Plan,
  secrets: Secrets,
  paths: StatePaths,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const log = join(paths.logs, 'migrate.log');
  appendFileSync(log, `--- ${new Date().toISOString()} migrating\n`, { mode: 0o600 });
  const code = await runProgram(
    process.execPath,
    ['--enable-source-maps', join(repositoryRoot, 'libs/service-kit/dist/migrate/cli.js')],
    {
      cwd: repositoryRoot,
      env: {
        ...baseEnvironment(),
        ADMIN_DATABASE_URL: addressesOf(plan, secrets).adminDatabase,
        ROLE_PASSWORDS: rolePasswords(secrets),
      },
      signal,
      onOutput: (text) => appendFileSync(log, text),
    },
  );
  return code === 0 ? undefined : `the migrations ended with ${code}; the end of ${log}:\n${tailOf(log, 15)}`;
};

/** What the supervisor starts, in its order. */
export const stagesOf = (plan: Plan, secrets: Secrets, paths: StatePaths): Stages => ({
  backing: [
    ...(plan.postgres.kind === 'own' ? [postgresProcess(plan.postgres, plan, secrets)] : []),
    ...brokerOf(plan, secrets, paths),
    ...(plan.temporal.kind === 'own' ? [temporalProcess(plan.temporal, plan, paths)] : []),
  ],
  migrate: async (signal) => await migrate(plan, secrets, paths, signal),
  services: plan.services ? serviceNames.map((name) => serviceProcess(name, plan, secrets, paths)) : [],
});

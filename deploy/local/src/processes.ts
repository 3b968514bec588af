import { join } from 'node:path';
import { addressesOf, temporalNamespace } from './addresses.ts';
import type { Plan } from './plan.ts';
import { repositoryRoot } from './state/paths.ts';
import type { StatePaths } from './state/paths.ts';
import { setupCode } from './state/secrets.ts';
import type { SecretName, Secrets } from './state/secrets.ts';
import { baseEnvironment } from './supervisor/managed-process.ts';
import type { ManagedProcess } from './supervisor/managed-process.ts';
import { answersHttp } from './supervisor/probes.ts';

export const serviceNames = ['directory', 'goals', 'appraisal', 'payroll-bridge', 'gateway', 'workflows'] as const;
export type ServiceName = (typeof serviceNames)[number];

interface Program {
  readonly main: string;
  readonly endRank: ManagedProcess['endRank'];
  /** The word for it in SQL: role, relay role, schema. Absent for those without a database. */
  readonly schema?: 'directory' | 'goals' | 'appraisal' | 'payroll';
}

const programs: Record<ServiceName, Program> = {
  directory: { main: 'services/directory/dist/main.js', endRank: 5, schema: 'directory' },
  goals: { main: 'services/goals/dist/main.js', endRank: 5, schema: 'goals' },
  appraisal: { main: 'services/appraisal/dist/main.js', endRank: 5, schema: 'appraisal' },
  'payroll-bridge': { main: 'services/payroll-bridge/dist/main.js', endRank: 5, schema: 'payroll' },
  gateway: { main: 'services/gateway/dist/main.js', endRank: 5 },
  workflows: { main: 'workflows/dist/worker.js', endRank: 4 },
};

/** Those that directory must recognise when they call it. */
const callers = ['goals', 'appraisal', 'payroll-bridge', 'gateway'] as const;

const schemaRoles: readonly SecretName[] = [
  'owner',
  'directory',
  'directory_relay',
  'directory_sealer',
  'goals',
  'goals_relay',
  'goals_sealer',
  'appraisal',
  'appraisal_relay',
  'appraisal_sealer',
  'payroll',
  'payroll_relay',
  'payroll_sealer',
];

export const rolePasswords = (secrets: Secrets): string =>
  schemaRoles.map((role) => `${role}=${secrets[role]}`).join(',');

/** What each process is told, beside what all are told. Names are the deployment's contract: docs/operations.md. */
const ownSettings = (plan: Plan, secrets: Secrets, paths: StatePaths): Record<ServiceName, Record<string, string>> => {
  const at = addressesOf(plan, secrets);
  const urls = {
    GOALS_URL: at.http('goals'),
    APPRAISAL_URL: at.http('appraisal'),
    PAYROLL_URL: at.http('payroll-bridge'),
  };
  return {
    directory: {
      ...urls,
      SERVICE_KEYS: callers.map((name) => `${name}=${secrets[`key:${name}`]}`).join(','),
      INSTALL_KEY: secrets.installKey,
      SETUP_CODE: setupCode(secrets),
      TOKEN_KEY_FILE: paths.tokenKey,
      SECRETS_KEY: secrets.secretsKey,
    },
    goals: {
      ...urls,
      EVIDENCE_DIR: paths.evidence,
      PEER_KEYS: (['appraisal', 'payroll-bridge'] as const)
        .map((name) => `${name}=${secrets[`key:${name}`]}`)
        .join(','),
      INSTALL_KEY: secrets.installKey,
    },
    appraisal: { INSTALL_KEY: secrets.installKey },
    'payroll-bridge': { SECRETS_KEY: secrets.secretsKey, INSTALL_KEY: secrets.installKey },
    gateway: {
      ...urls,
      DIRECTORY_URL: at.http('directory'),
      AMQP_URL: at.amqp,
      SERVICE_KEY: secrets['key:gateway'],
      TEMPORAL_UI_URL: at.temporalUi,
      PUBLIC_URL: at.http('gateway'),
    },
    workflows: {},
  };
};

const databaseSettings = (
  name: ServiceName,
  schema: NonNullable<Program['schema']>,
  plan: Plan,
  secrets: Secrets,
  paths: StatePaths,
): Record<string, string> => {
  const at = addressesOf(plan, secrets);
  return {
    DATABASE_URL: at.roleDatabase(`goalbeat_${schema}`, secrets[schema]),
    RELAY_DATABASE_URL: at.roleDatabase(`goalbeat_${schema}_relay`, secrets[`${schema}_relay`]),
    SEALER_DATABASE_URL: at.roleDatabase(`goalbeat_${schema}_sealer`, secrets[`${schema}_sealer`]),
    AUDIT_CHECKPOINTS: paths.audit,
    AUDIT_KEY_FILE: paths.auditKey,
    AMQP_URL: at.amqp,
    DIRECTORY_URL: at.http('directory'),
    SERVICE_KEY: name === 'workflows' ? '' : secrets[`key:${name}`],
  };
};

export const serviceProcess = (name: ServiceName, plan: Plan, secrets: Secrets, paths: StatePaths): ManagedProcess => {
  const { main, endRank, schema } = programs[name];
  const at = addressesOf(plan, secrets);
  return {
    name,
    endRank,
    command: process.execPath,
    args: ['--enable-source-maps', join(repositoryRoot, main)],
    cwd: repositoryRoot,
    env: {
      ...baseEnvironment(),
      HOST: '127.0.0.1',
      PORT: String(plan.ports[name]),
      GOALBEAT_MODE: plan.mode,
      TEMPORAL_ADDRESS: at.temporal,
      TEMPORAL_NAMESPACE: temporalNamespace,
      ...(schema === undefined ? {} : databaseSettings(name, schema, plan, secrets, paths)),
      ...ownSettings(plan, secrets, paths)[name],
    },
    stopSignal: 'SIGTERM',
    stopWithinMs: 12_000,
    isReady: async () => await answersHttp(`${at.http(name)}/health/ready`),
  };
};

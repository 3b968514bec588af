import { addressesOf, temporalNamespace } from './addresses.ts';
import type { Plan } from './plan.ts';
import type { StatePaths } from './state/paths.ts';
import { setupCode } from './state/secrets.ts';
import type { Secrets } from './state/secrets.ts';

/** What `goalbeat env` prints and what the demo, the bench and the end-to-end tests are given. */
export const envValues = (plan: Plan, secrets: Secrets, paths: StatePaths): Record<string, string> => {
  const at = addressesOf(plan, secrets);
  const backing = {
    GOALBEAT_TEMPORAL_UI: at.temporalUi,
    GOALBEAT_TEMPORAL_ADDRESS: at.temporal,
    GOALBEAT_TEMPORAL_NAMESPACE: temporalNamespace,
    GOALBEAT_POSTGRES_URL: at.adminDatabase,
    GOALBEAT_AMQP_URL: at.amqp,
    GOALBEAT_CONTROL_SOCKET: paths.controlSocket,
  };
  if (!plan.services) return backing;
  return {
    GOALBEAT_URL: at.http('gateway'),
    ...backing,
    GOALBEAT_INSTALL_KEY: secrets.installKey,
    GOALBEAT_SETUP_CODE: setupCode(secrets),
    GOALBEAT_DIRECTORY_URL: at.http('directory'),
    GOALBEAT_GOALS_URL: at.http('goals'),
    GOALBEAT_APPRAISAL_URL: at.http('appraisal'),
    GOALBEAT_PAYROLL_URL: at.http('payroll-bridge'),
    GOALBEAT_WORKFLOWS_URL: at.http('workflows'),
  };
};

/** Values are URLs, hexadecimal and paths; a path with odd characters is quoted so that `eval` of the output stays safe. */
export const envLine = ([key, value]: readonly [string, string]): string =>
  /^[\w@%+=:,./-]*$/.test(value) ? `${key}=${value}` : `${key}='${value.replaceAll("'", String.raw`'\''`)}'`;

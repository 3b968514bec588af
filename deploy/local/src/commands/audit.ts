import { join } from 'node:path';
import { addressesOf } from '../addresses.ts';
import { requireUp } from '../installation/require-up.ts';
import { Misuse } from '../problem.ts';
import { runProgram } from '../run-program.ts';
import { currentState, repositoryRoot } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';

const requireKnown = ([verb, ...given]: readonly string[]): void => {
  const rest = [...given];
  const tenant = rest.indexOf('--tenant');
  if (tenant !== -1 && rest[tenant + 1] !== undefined) rest.splice(tenant, 2);
  if (verb !== 'verify' || rest.some((word) => word !== '--json')) {
    throw new Misuse('goalbeat audit takes: verify [--tenant SLUG] [--json]');
  }
};

/** Recomputes the process log of the running installation; exit 1 on a finding. */
export const audit = async (given: readonly string[]): Promise<number> => {
  requireKnown(given);
  const paths = currentState();
  const plan = await requireUp(paths);
  const program = join(repositoryRoot, 'libs/service-kit/dist/process-log/audit-cli.js');
  return await runProgram(process.execPath, ['--enable-source-maps', program, ...given], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      ADMIN_DATABASE_URL: addressesOf(plan, rememberSecrets(paths.secrets)).adminDatabase,
      AUDIT_CHECKPOINTS: paths.audit,
      AUDIT_KEY_FILE: paths.auditKey,
    },
  });
};

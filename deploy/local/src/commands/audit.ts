import { join } from 'node:path';
import { addressesOf } from '../addresses.ts';
import { readPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { runProgram } from '../run-program.ts';
import { currentState, repositoryRoot } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { askStatus } from '../supervisor/control-client.ts';

/** Recomputes the process log of the running installation; exit 1 on a finding. */
export const audit = async (given: readonly string[]): Promise<number> => {
  const paths = currentState();
  const plan = readPlan(paths);
  if (plan === undefined || (await askStatus(paths.controlSocket)) === undefined) {
    throw new LauncherProblem('not up; start it with: ./goalbeat up');
  }
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

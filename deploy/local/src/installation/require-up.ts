import { readPlan } from '../plan.ts';
import type { Plan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import type { StatePaths } from '../state/paths.ts';
import { askStatus } from '../supervisor/control-client.ts';

/** For commands that only look: starts nothing. @throws LauncherProblem when the installation is not up */
export const requireUp = async (paths: StatePaths, { services = false } = {}): Promise<Plan> => {
  const plan = readPlan(paths);
  if (plan === undefined || (services && !plan.services) || (await askStatus(paths.controlSocket)) === undefined) {
    throw new LauncherProblem('not up; start it with: ./goalbeat up');
  }
  return plan;
};

import { rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { readPlan } from '../plan.ts';
import type { StatePaths } from '../state/paths.ts';
import { outsideFolder } from './obtain-postgres.ts';

/** Deletes what an ended installation has stored: only what it made itself, so that a misnamed folder loses nothing else. */
export const deleteState = (paths: StatePaths): void => {
  const rabbitmq = readPlan(paths)?.rabbitmq;
  if (rabbitmq?.kind === 'docker') {
    spawnSync(rabbitmq.docker, ['volume', 'rm', '--force', rabbitmq.container], { stdio: 'ignore' });
  }
  const own = [paths.postgres, paths.rabbitmq, paths.temporal, paths.evidence, paths.audit, paths.logs, paths.run];
  const files = [paths.secrets, paths.ports, paths.tokenKey, paths.auditKey, outsideFolder(paths)];
  for (const path of [...own, ...files]) rmSync(path, { recursive: true, force: true });
};

import type { WorkerDeploymentOptions } from '@temporalio/worker';
import type { DeploymentVersion } from './config.js';

/**
 * Every run goes on with the current version from its next task on: cycles live for weeks and must get a correction, and an
 * old version's workers may be ended as soon as another is current. Changes of a workflow are guarded by `patched()`.
 */
export function versioningOf(version: DeploymentVersion | null): { workerDeploymentOptions?: WorkerDeploymentOptions } {
  if (version === null) return {};
  return {
    workerDeploymentOptions: { useWorkerVersioning: true, version, defaultVersioningBehavior: 'AUTO_UPGRADE' },
  };
}

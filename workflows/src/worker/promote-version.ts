import { setTimeout as pause } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';
import type { DeploymentVersion } from './config.js';

const LOOK_AGAIN_MS = 500;
/** gRPC: NOT_FOUND, FAILED_PRECONDITION (no worker of that version has polled yet), and a change by somebody else meanwhile. */
const NOT_YET = new Set([5, 9, 10]);

export interface Promotion {
  /** Build that was current before; null for the first, and where unversioned workers were. */
  before: string | null;
  now: string;
}

/**
 * Makes the version the one that takes all tasks, once its workers poll. Safe to repeat.
 * @throws when none of its workers has polled within `patienceMs`
 */
export async function promoteVersion(
  connection: Pick<NativeConnection, 'workflowService'>,
  namespace: string,
  { deploymentName, buildId }: DeploymentVersion,
  patienceMs: number,
): Promise<Promotion> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      const { workerDeploymentInfo, conflictToken } = await connection.workflowService.describeWorkerDeployment({
        namespace,
        deploymentName,
      });
      const before = workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
      if (before === buildId) return { before, now: buildId };
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName,
        buildId,
        identity: 'goalbeat-promote',
        ...(conflictToken == null ? {} : { conflictToken }),
      });
      return { before, now: buildId };
    } catch (error) {
      if (!isNotYet(error) || Date.now() > until) throw error;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

function isNotYet(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && NOT_YET.has(error.code);
}

import { proxyActivities } from '@temporalio/workflow';

/** One activity, at most two attempts. */
export async function callActivity({
  queue,
  activity,
  input,
}: {
  queue: string;
  activity: string;
  input: object;
}): Promise<unknown> {
  const activities = proxyActivities<Record<string, (input: object) => Promise<unknown>>>({
    taskQueue: queue,
    startToCloseTimeout: '10s',
    retry: { maximumAttempts: 2, initialInterval: '100ms' },
  });
  return activities[activity]?.(input);
}

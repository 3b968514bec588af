import type { Bench } from './bench.js';

export interface StepTimes {
  /** Real time, epoch milliseconds. */
  scheduledAt: number;
  completedAt: number;
}

interface Stamp {
  seconds?: { toString(): string } | null | undefined;
  nanos?: number | null | undefined;
}
const epochMs = (stamp: Stamp | null | undefined): number =>
  Number(stamp?.seconds?.toString() ?? 0) * 1000 + Math.floor((stamp?.nanos ?? 0) / 1e6);

/** When a workflow asked for an activity, and had it done; undefined as long as it has not. */
export async function stepTimes(bench: Bench, workflowId: string, activity: string): Promise<StepTimes | undefined> {
  const { events } = await bench.temporal.workflow.getHandle(workflowId).fetchHistory();
  const scheduled = events?.find(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
  );
  const completed = events?.find(
    (event) =>
      scheduled !== undefined &&
      event.activityTaskCompletedEventAttributes?.scheduledEventId?.toString() === scheduled.eventId?.toString(),
  );
  if (completed === undefined) return undefined;
  return { scheduledAt: epochMs(scheduled?.eventTime), completedAt: epochMs(completed.eventTime) };
}

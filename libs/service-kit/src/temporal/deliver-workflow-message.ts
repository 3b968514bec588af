import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { WORKFLOW_QUEUE } from '@goalbeat/contracts/names';
import type { ScheduleCalendar, StartOptions, WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import { isHeldByHand, scheduleOptions, stampOf, type ScheduleMessage } from './schedule-options.js';

/**
 * Delivers one message. "Started already", also after its end, and "there is no such workflow any more" are deliveries:
 * what the message wanted to say is in SQL, and the workflow has heard or outlived it.
 * @param stamp time-ordered id of the message: an older word on a Schedule that arrives late does not undo a newer one
 */
export async function deliverWorkflowMessage(client: Client, message: WorkflowMessage, stamp: string): Promise<void> {
  switch (message.kind) {
    case 'start':
      return unless(WorkflowExecutionAlreadyStartedError, () =>
        client.workflow.start(message.workflow, { ...startOptions(message), args: [message.input] }),
      );
    case 'signalWithStart':
      return unless(WorkflowExecutionAlreadyStartedError, () =>
        client.workflow.signalWithStart(message.workflow, {
          ...startOptions(message),
          args: [message.input],
          signal: message.signal,
          signalArgs: [message.signalInput],
        }),
      );
    case 'signal':
      return unless(WorkflowNotFoundError, () =>
        client.workflow.getHandle(message.workflowId).signal(message.signal, message.signalInput),
      );
    case 'upsertSchedule':
      return upsertSchedule(client, current(message), stamp);
    case 'deleteSchedule':
      return deleteSchedule(client, message.scheduleId, stamp);
  }
}

/** A message that the version before wrote names one calendar. */
function current(message: ScheduleMessage & { calendar?: ScheduleCalendar }): ScheduleMessage {
  const { calendar, ...rest } = message;
  return calendar === undefined ? rest : { ...rest, calendars: [calendar] };
}

async function unless(expected: new (...args: never[]) => Error, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof expected)) throw error;
  }
}

function startOptions(message: { workflowId: string } & StartOptions) {
  const pairs: SearchAttributePair[] = Object.entries(message.searchAttributes ?? {}).map(([name, value]) => ({
    key: defineSearchAttributeKey(name, 'KEYWORD'),
    value,
  }));
  return {
    workflowId: message.workflowId,
    taskQueue: WORKFLOW_QUEUE,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    ...(pairs.length === 0 ? {} : { typedSearchAttributes: pairs }),
    ...(message.summary === undefined ? {} : { staticSummary: message.summary }),
  };
}

async function upsertSchedule(client: Client, message: ScheduleMessage, stamp: string): Promise<void> {
  const options = scheduleOptions(message, stamp);
  try {
    await client.schedule.create(options);
    return;
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  await client.schedule.getHandle(message.scheduleId).update((previous) => {
    const { spec, action, policies, state } = stampOf(previous) > stamp ? previous : options;
    // Operations had a reason to pause it in Temporal; who changes a definition does not know of it.
    const kept = isHeldByHand(previous.state) ? { paused: true, note: previous.state.note } : state;
    return { spec, action, policies, state: { ...kept } } as never;
  });
}

/** An older wish to remove it that arrives late does not undo a newer one to have it. */
async function deleteSchedule(client: Client, scheduleId: string, stamp: string): Promise<void> {
  const handle = client.schedule.getHandle(scheduleId);
  await unless(ScheduleNotFoundError, async () => {
    if (stampOf(await handle.describe()) < stamp) await handle.delete();
  });
}

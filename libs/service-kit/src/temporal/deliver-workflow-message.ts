import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { WORKFLOW_QUEUE } from '@goalbeat/contracts/names';
import type { StartOptions, WorkflowMessage } from '@goalbeat/contracts/workflow-message';

type ScheduleMessage = Extract<WorkflowMessage, { kind: 'upsertSchedule' }>;

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
const NOTE = 'as of ';

/**
 * Delivers one message. "Started already", also after its end, and "there is no such workflow any more" are deliveries:
 * what the message wanted to say is in SQL, and the workflow has heard or outlived it.
 * @param stamp time-ordered id of the message: an older schedule that arrives late does not overwrite a newer one
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
      return upsertSchedule(client, message, stamp);
    case 'deleteSchedule':
      return unless(ScheduleNotFoundError, () => client.schedule.getHandle(message.scheduleId).delete());
  }
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
    const note = previous.state.note ?? '';
    const newer = note.startsWith(NOTE) && note.slice(NOTE.length) > stamp;
    const { spec, action, policies, state } = newer ? previous : options;
    return { spec, action, ...(policies === undefined ? {} : { policies }), state: { ...state } } as never;
  });
}

function scheduleOptions(message: ScheduleMessage, stamp: string) {
  const { dayOfWeek, dayOfMonth, months, hour, minute } = message.calendar;
  return {
    scheduleId: message.scheduleId,
    spec: {
      calendars: [
        {
          hour,
          minute,
          second: 0,
          ...(dayOfWeek === undefined ? {} : { dayOfWeek: named(DAYS, dayOfWeek) }),
          ...(dayOfMonth === undefined ? {} : { dayOfMonth }),
          ...(months === undefined ? {} : { month: months.map((month) => named(MONTHS, month)) }),
        },
      ],
      timezone: message.timeZone,
    },
    action: {
      type: 'startWorkflow',
      workflowType: message.workflow,
      workflowId: message.workflowId,
      taskQueue: WORKFLOW_QUEUE,
      args: [message.input],
    },
    // What was missed while everything was down is opened late; one that takes long must not swallow the next.
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: '7 days' },
    state: { paused: message.paused, note: `${NOTE}${stamp}` },
  } satisfies ScheduleOptions;
}

function named<const T extends readonly string[]>(names: T, number: number): T[number] {
  const name = names[number - 1];
  if (name === undefined) throw new Error(`No such day or month: ${number}`);
  return name;
}

import type { WorkflowName } from './workflows.js';

/** Ids only: the Temporal UI belongs to the installation's ops, names and money never go there. */
export interface StartOptions {
  searchAttributes?: Record<string, string>;
  /** In words and ids, at most 200 characters. */
  summary?: string;
}

/** Of several undelivered messages to one workflow that say the whole state, those with the highest version are enough. */
export interface WholeState {
  version?: number;
}

/** Each time that fits all of it, on the clock of the Schedule's zone. */
export interface ScheduleCalendar {
  /** 1 = Monday … 7 = Sunday. */
  dayOfWeek?: number;
  dayOfMonth?: number;
  /** 1 to 12. */
  months?: number[];
  year?: number;
  hour: number;
  minute: number;
}

/** What a transaction leaves in its outbox for Temporal; delivered at least once, in no promised order. */
export type WorkflowMessage =
  | ({ kind: 'start'; workflow: WorkflowName; workflowId: string; input: unknown } & StartOptions & WholeState)
  | ({
      kind: 'signalWithStart';
      workflow: WorkflowName;
      workflowId: string;
      input: unknown;
      signal: string;
      signalInput: unknown;
    } & StartOptions &
      WholeState)
  | { kind: 'signal'; workflowId: string; signal: string; signalInput: unknown }
  | {
      kind: 'upsertSchedule';
      scheduleId: string;
      /** It fires whenever one of them fits; with none it never does. */
      calendars: ScheduleCalendar[];
      timeZone: string;
      paused: boolean;
      workflow: WorkflowName;
      workflowId: string;
      input: unknown;
    }
  | { kind: 'deleteSchedule'; scheduleId: string };

import { ScheduleOverlapPolicy, type ScheduleDescription, type ScheduleOptions } from '@temporalio/client';
import { WORKFLOW_QUEUE } from '@goalbeat/contracts/names';
import type { ScheduleCalendar, WorkflowMessage } from '@goalbeat/contracts/workflow-message';

export type ScheduleMessage = Extract<WorkflowMessage, { kind: 'upsertSchedule' }>;

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
export const CATCHUP_MS = 7 * 86_400_000;

/** Under which name the started workflow's memo holds the stamp: the note is overwritten by whoever pauses by hand. */
const STAMP = 'asOf';

export function scheduleOptions(message: ScheduleMessage, stamp: string) {
  return {
    scheduleId: message.scheduleId,
    spec: {
      calendars: message.calendars.map(calendarOf),
      // Without any calendar Temporal would fire never as well, but refuses to hold such a Schedule.
      ...(message.calendars.length === 0 ? { calendars: [NEVER] } : {}),
      timezone: message.timeZone,
    },
    action: {
      type: 'startWorkflow',
      workflowType: message.workflow,
      workflowId: message.workflowId,
      taskQueue: WORKFLOW_QUEUE,
      args: [message.input],
      memo: { [STAMP]: stamp },
    },
    // What was missed while everything was down is opened late; one that takes long must not swallow the next.
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: CATCHUP_MS },
    state: { paused: message.paused, note: `${NOTE}${stamp}` },
  } satisfies ScheduleOptions;
}

const NEVER = { year: 2000, month: 'JANUARY', dayOfMonth: 1, hour: 0 } as const;

function calendarOf({ dayOfWeek, dayOfMonth, months, year, hour, minute }: ScheduleCalendar) {
  return {
    hour,
    minute,
    second: 0,
    ...(dayOfWeek === undefined ? {} : { dayOfWeek: named(DAYS, dayOfWeek) }),
    ...(dayOfMonth === undefined ? {} : { dayOfMonth }),
    ...(months === undefined ? {} : { month: months.map((month) => named(MONTHS, month)) }),
    ...(year === undefined ? {} : { year }),
  };
}

function named<const T extends readonly string[]>(names: T, number: number): T[number] {
  const name = names[number - 1];
  if (name === undefined) throw new Error(`No such day or month: ${number}`);
  return name;
}

/** Which message the Schedule was last set by; '' when that is not to be known. */
export function stampOf({ action, state }: Pick<ScheduleDescription, 'action' | 'state'>): string {
  const stamp = action.memo?.[STAMP];
  if (typeof stamp === 'string') return stamp;
  return state.note?.startsWith(NOTE) === true ? state.note.slice(NOTE.length) : '';
}

/** On a Schedule that nobody in SQL has asked for. */
export const SET_ASIDE = 'set aside: Goalbeat’s database knows nothing of it. Was it restored from an earlier day?';

/** Somebody paused it in Temporal: we leave a note of our own on what we pause. */
export function isHeldByHand({ paused, note = '' }: ScheduleDescription['state']): boolean {
  return paused && !note.startsWith(NOTE) && note !== SET_ASIDE;
}

const DRIFTS = ['times', 'zone', 'action', 'policies', 'state'] as const;
export type Drift = (typeof DRIFTS)[number];

/** In what the Schedule differs from what it was told to be; a pause by hand is no drift, lifting ours is. */
export function driftOf(found: ScheduleDescription, message: ScheduleMessage): Drift[] {
  const wanted = scheduleOptions(message, '');
  const { spec, action, policies, state } = found;
  const same: Record<Drift, boolean> = {
    times:
      sorted(spec.calendars?.map(foundTimes) ?? []) === sorted(wanted.spec.calendars.map(wantedTimes)) &&
      (spec.intervals ?? []).length === 0 &&
      (spec.skip ?? []).length === 0 &&
      spec.startAt === undefined &&
      spec.endAt === undefined &&
      (spec.jitter ?? 0) === 0,
    zone: spec.timezone === wanted.spec.timezone,
    action:
      action.workflowType === wanted.action.workflowType &&
      action.workflowId === wanted.action.workflowId &&
      action.taskQueue === wanted.action.taskQueue &&
      canonical(action.args) === canonical(wanted.action.args),
    policies:
      policies.overlap === wanted.policies.overlap &&
      policies.catchupWindow === wanted.policies.catchupWindow &&
      !policies.pauseOnFailure,
    state: (state.paused === message.paused || isHeldByHand(state)) && state.remainingActions === undefined,
  };
  return DRIFTS.filter((part) => !same[part]);
}

type Ranges<V> = readonly { start: V; end: V; step: number }[] | undefined;
type FoundCalendar = NonNullable<ScheduleDescription['spec']['calendars']>[number];

function foundTimes(calendar: FoundCalendar): string {
  // Temporal's own order of days begins with Sunday.
  const days = [DAYS[6], ...DAYS.slice(0, 6)] as const;
  const months = expand(calendar.month, (month) => MONTHS.indexOf(month) + 1);
  const daysOfWeek = expand(calendar.dayOfWeek, (day) => days.indexOf(day));
  const daysOfMonth = expand(calendar.dayOfMonth, Number);
  return JSON.stringify([
    expand(calendar.second, Number),
    expand(calendar.minute, Number),
    expand(calendar.hour, Number),
    daysOfMonth.length === 31 ? '*' : daysOfMonth,
    months.length === 12 ? '*' : months,
    expand(calendar.year, Number),
    daysOfWeek.length === 7 ? '*' : daysOfWeek,
  ]);
}

interface WantedCalendar {
  hour: number;
  minute?: number;
  dayOfWeek?: string;
  dayOfMonth?: number;
  month?: string | readonly string[];
  year?: number;
}

function wantedTimes({ hour, minute = 0, dayOfWeek, dayOfMonth, month, year }: WantedCalendar): string {
  const months: readonly string[] = typeof month === 'string' ? [month] : (month ?? []);
  const inOrder: readonly string[] = [DAYS[6], ...DAYS.slice(0, 6)];
  return JSON.stringify([
    [0],
    [minute],
    [hour],
    dayOfMonth === undefined ? '*' : [dayOfMonth],
    months.length === 0
      ? '*'
      : months.map((name) => (MONTHS as readonly string[]).indexOf(name) + 1).toSorted((a, b) => a - b),
    year === undefined ? [] : [year],
    dayOfWeek === undefined ? '*' : [inOrder.indexOf(dayOfWeek)],
  ]);
}

function expand<V>(ranges: Ranges<V>, numberOf: (value: V) => number): number[] {
  const all = (ranges ?? []).flatMap(({ start, end, step }) => {
    const [first, last] = [numberOf(start), numberOf(end)];
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step);
  });
  return [...new Set(all)].sort((a, b) => a - b);
}

const sorted = (texts: readonly string[]): string => texts.toSorted().join(' ');

/** Whatever the order in which an object's members came back. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

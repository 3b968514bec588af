import type { ScheduleCalendar, WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { OpenCycleInput } from '@goalbeat/contracts/workflows';
import { minutesOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import type { Data } from './cycle-definition.repository.js';
import { openingDates, openingDay, openingWeekday, opensAt } from './opens-on.js';

export type ScheduleMessage = Extract<WorkflowMessage, { kind: 'upsertSchedule' }>;
type Day = Omit<ScheduleCalendar, 'hour' | 'minute'>;

export const scheduleId = (tenantId: string, definitionId: string): string => `cycle/${tenantId}/${definitionId}`;

const QUARTER_STARTS = [1, 4, 7, 10];

function daysOf(data: Data): Day[] {
  switch (data.period) {
    case 'week':
      return [{ dayOfWeek: openingWeekday(data) }];
    case 'month':
      return [{ dayOfMonth: openingDay(data) }];
    case 'quarter':
      return [{ dayOfMonth: openingDay(data), months: QUARTER_STARTS }];
    case 'custom':
      return openingDates(data).map((date) => ({
        year: Number(date.slice(0, 4)),
        months: [Number(date.slice(5, 7))],
        dayOfMonth: Number(date.slice(8)),
      }));
  }
}

/**
 * Opens a cycle for each period: at its issue instant, or ahead of it where calendar rules or a change of the clock may move
 * that instant to an earlier one.
 */
export function scheduleOf(
  tenantId: string,
  definition: { id: string; data: Data; paused: boolean },
  now: Instant,
): ScheduleMessage {
  const { id, data, paused } = definition;
  const { zone, time } = opensAt(data, now);
  const minutes = minutesOf(time);
  const input: OpenCycleInput = { tenantId, definitionId: id, period: null, zone };
  return {
    kind: 'upsertSchedule',
    scheduleId: scheduleId(tenantId, id),
    calendars: daysOf(data).map((day) => ({ ...day, hour: Math.floor(minutes / 60), minute: minutes % 60 })),
    timeZone: zone,
    paused,
    workflow: 'openCycle',
    workflowId: `open-cycle/${tenantId}/${id}`,
    input,
  };
}

/** When no more cycles are to open by themselves. */
export const scheduleRemoval = (tenantId: string, definitionId: string): WorkflowMessage => ({
  kind: 'deleteSchedule',
  scheduleId: scheduleId(tenantId, definitionId),
});

import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { OpenCycleInput } from '@goalbeat/contracts/workflows';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays, periodHolding, type Period } from '@goalbeat/domain/period/period';
import type { Data } from './cycle-definition.repository.js';

export const scheduleId = (tenantId: string, definitionId: string): string => `cycle/${tenantId}/${definitionId}`;

function issueOf(data: Data): { day: number; time: string } {
  return data.timeline.find((entry) => entry.step === 'issue') ?? { day: 1, time: '00:00' };
}

/** Opens a cycle at each period's issue instant, in the definition's zone. */
export function scheduleOf(
  tenantId: string,
  definitionId: string,
  data: Data,
): Extract<WorkflowMessage, { kind: 'upsertSchedule' }> {
  const { day, time } = issueOf(data);
  const on =
    data.period === 'week'
      ? { dayOfWeek: day }
      : data.period === 'month'
        ? { dayOfMonth: day }
        : { dayOfMonth: day, months: [1, 4, 7, 10] };
  const input: OpenCycleInput = { tenantId, definitionId, period: null };
  return {
    kind: 'upsertSchedule',
    scheduleId: scheduleId(tenantId, definitionId),
    calendar: { ...on, hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) },
    timeZone: data.zone,
    paused: false,
    workflow: 'openCycle',
    workflowId: `open-cycle/${tenantId}/${definitionId}`,
    input,
  };
}

/** The period that a Schedule's instant stands for, also when it is caught up days later. Raises validation between custom periods. */
export function periodAt(data: Data, scheduledAt: Instant): Period {
  const { date } = localOf(scheduledAt, data.zone);
  const period = periodHolding(data, addDays(date, 1 - issueOf(data).day));
  if (period === null)
    throw new DomainError('validation', `${date} is the issue day of no period`, { field: 'period' });
  return period;
}

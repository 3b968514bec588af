import { expect, it } from '@jest/globals';
import type { Data } from './cycle-definition.repository.js';
import { periodAt, scheduleOf } from './schedule-of.js';

const data = (period: Data['period'], day: number, zone = 'Asia/Shanghai'): Data =>
  ({ period, zone, timeline: [{ step: 'issue', day, time: '09:30', move: 'later' }] }) as unknown as Data;

it('opens weeks by weekday, months by day, quarters in their first month', () => {
  expect(scheduleOf('t', 'd', data('week', 1))).toMatchObject({
    scheduleId: 'cycle/t/d',
    workflowId: 'open-cycle/t/d',
    calendar: { dayOfWeek: 1, hour: 9, minute: 30 },
    timeZone: 'Asia/Shanghai',
    input: { tenantId: 't', definitionId: 'd', period: null },
  });
  expect(scheduleOf('t', 'd', data('month', 2)).calendar).toEqual({ dayOfMonth: 2, hour: 9, minute: 30 });
  expect(scheduleOf('t', 'd', data('quarter', 1)).calendar).toMatchObject({ dayOfMonth: 1, months: [1, 4, 7, 10] });
});

it('knows the period of a scheduled instant in the zone of the definition, also when it is caught up late', () => {
  expect(periodAt(data('week', 1), '2026-11-16T01:30:00.000Z')).toBe('2026-W47');
  // Sunday evening in UTC is Monday in Shanghai.
  expect(periodAt(data('week', 1), '2026-11-15T17:00:00.000Z')).toBe('2026-W47');
  expect(periodAt(data('week', 3), '2026-11-18T01:30:00.000Z')).toBe('2026-W47');
  expect(periodAt(data('month', 1), '2026-11-30T17:00:00.000Z')).toBe('2026-12');
  expect(periodAt(data('quarter', 1, 'UTC'), '2026-10-01T09:30:00.000Z')).toBe('2026-Q4');
});

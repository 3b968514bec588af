import { expect, it } from '@jest/globals';
import type { Data } from './cycle-definition.repository.js';
import { deadlineProblem } from './deadline-problem.js';
import { deadlineWarnings } from './deadline-warnings.js';

const definition = (period: 'week' | 'month', closes: { from: 'start' | 'end'; day: number }): Data => ({
  name: 'Goals',
  period,
  zone: 'Asia/Shanghai',
  calendar: 'office',
  who: { except: [] },
  timeline: [
    { step: 'issue', from: 'start', day: 1, time: '09:00', move: 'later' },
    { step: 'close-reporting', ...closes, time: '20:00', move: 'earlier' },
  ],
  chains: { plan: [], report: [] },
  ifNotPlanned: 'accept-as-issued',
  ifNotReported: 'count-as-zero',
  ruleSet: 'standard',
});
const week = definition('week', { from: 'start', day: 5 });
const month = definition('month', { from: 'end', day: 1 });
const field = (from: 'start' | 'end', day: number, data: Data) => deadlineProblem({ from, day }, data)?.field ?? null;

it('takes days of the period until reporting closes', () => {
  expect(field('start', 5, week)).toBeNull();
  expect(field('end', -2, week)).toBeNull();
  expect(field('end', 0, month)).toBeNull();
  expect(field('start', 28, month)).toBeNull();
});

it('names what it does not fit: the period, its shortest too, or the close of reporting', () => {
  expect(field('start', 8, week)).toBe('period');
  expect(field('end', -7, week)).toBe('period');
  expect(field('start', 31, month)).toBe('period');
  expect(field('end', 1, month)).toBe('period');
  expect(field('end', -1, week)).toBe('timeline.1.day');
});

it('tells HR of the goal, in both languages', () => {
  const goal = {
    code: 'orders',
    title: 'Orders',
    type: 'quantity' as const,
    direction: 'higher' as const,
    target: '10',
    targetIs: 'value' as const,
    baseline: null,
    unit: '',
    weight: '100',
    group: 'kpi',
    metric: null,
    deadline: { from: 'start' as const, day: 6 },
    evidenceRequired: false,
    scoring: null,
    pack: null,
  };
  const [warning] = deadlineWarnings(week, [{ code: 'sales', goals: [goal, { ...goal, deadline: null }] }]);
  expect(warning).toMatchObject({
    field: 'timeline.1.day',
    message:
      'the deadline of the goal "Orders" (sales, orders) is after reporting closes: choose an earlier day, or close reporting later',
    zh: '模板 sales 的目标“Orders”（orders）的期限晚于“填报截止”：请选更早的一天，或推迟填报截止',
  });
});

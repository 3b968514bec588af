import type { DefinitionData } from '@goalbeat/contracts/goals/definition-http';
import type { PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import type { z } from 'zod';

type Put = z.input<typeof PutGoalTemplate>;
export type Data = z.input<typeof DefinitionData>;

export const salesTemplate: Put = {
  name: 'Sales',
  jobFamily: 'sales',
  goals: [
    {
      code: 'orders',
      title: 'Orders',
      type: 'quantity',
      target: '10',
      unit: 'orders',
      weight: '50',
      evidenceRequired: true,
    },
    { code: 'satisfaction', title: 'Satisfaction', type: 'percentage', target: '90', unit: '%', weight: '30' },
    { code: 'report', title: 'Write the report', type: 'yes-no', target: '1', weight: '20' },
  ],
};

const manager = (last: 'approve' | 'return' | 'hand-to-hr', atStep: 'close-planning' | 'close-confirming') => ({
  id: 'lead',
  name: 'Lead',
  assign: { kind: 'manager' as const },
  ladder: { due: { atStep }, remindBefore: [2], last: { action: last, after: 0 } },
});

/** M1: the example week. */
export const week: Data = {
  name: 'Weekly goals',
  period: 'week',
  zone: 'Asia/Shanghai',
  calendar: 'office',
  who: { units: ['acme'], jobFamilies: ['sales'] },
  timeline: [
    { step: 'issue', day: 1, time: '09:00', move: 'later' },
    { step: 'remind-plan', day: 2, time: '10:00', move: 'later' },
    { step: 'close-planning', day: 2, time: '18:00', move: 'later' },
    { step: 'ask-report', day: 5, time: '17:00', move: 'earlier' },
    { step: 'remind-report', day: 5, time: '18:30', move: 'earlier' },
    { step: 'close-reporting', day: 5, time: '20:00', move: 'earlier' },
    { step: 'close-confirming', day: 8, time: '10:00', move: 'later' },
    { step: 'score', day: 8, time: '10:05', move: 'later' },
    { step: 'publish', day: 8, time: '10:10', move: 'later' },
    { step: 'bonus-list', day: 8, time: '10:30', move: 'later' },
    { step: 'payout', day: 8, time: '10:30', move: 'later' },
    { step: 'weekly-report', day: 8, time: '11:00', move: 'later' },
    { step: 'archive', day: 8, time: '18:00', move: 'later' },
  ],
  chains: {
    plan: [
      manager('hand-to-hr', 'close-planning'),
      {
        id: 'hr',
        name: 'HR lead',
        assign: { kind: 'role', role: 'hr-lead' },
        ladder: { due: { atStep: 'close-planning' }, last: { action: 'approve', after: 0 } },
      },
    ],
    report: [manager('approve', 'close-confirming')],
    'bonus-list': [
      {
        id: 'finance',
        name: 'Finance',
        assign: { kind: 'role', role: 'finance-lead' },
        ladder: { due: { workingHours: 3 }, last: { action: 'hand-to-hr', after: 1 } },
      },
    ],
  },
  ruleSet: 'standard',
  payPlan: 'weekly',
};

/** Instants of 2026-W47 in Shanghai. */
export const AT = {
  issue: '2026-11-16T01:00:00.000Z',
  planning: '2026-11-16T03:00:00.000Z',
  remindPlan: '2026-11-17T02:00:00.000Z',
  closePlanning: '2026-11-17T10:00:00.000Z',
  askReport: '2026-11-20T09:00:00.000Z',
  remindReport: '2026-11-20T10:30:00.000Z',
  closeReporting: '2026-11-20T12:00:00.000Z',
  closeConfirming: '2026-11-23T02:00:00.000Z',
  weeklyReport: '2026-11-23T03:00:00.000Z',
  archive: '2026-11-23T10:00:00.000Z',
};

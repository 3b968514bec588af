import type { RuleSetData } from '@goalbeat/contracts/appraisal/http';
import type { DefinitionData } from '@goalbeat/contracts/goals/definition-http';
import type { PayPlanV1Data } from '@goalbeat/contracts/payroll/pay-plan-data';
import type { z } from 'zod';

export const RULE_SET = 'weekly-points';
export const PAY_PLAN = 'weekly-bonus';
export const DEFINITION = 'weekly-goals';

export const ruleSet: z.input<typeof RuleSetData> = {
  version: 1,
  name: '周目标评分规则',
  groups: [
    { code: 'kpi', weight: '70' },
    { code: 'quality', weight: '30' },
  ],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'excellent', from: '105' },
    { code: 'qualified', from: '80' },
    { code: 'unqualified', from: '0' },
  ],
};

/** Weekly bonus: a base by grade times the band's multiplier. */
export const payPlan = (finalDecider: string, people: number): z.input<typeof PayPlanV1Data> => ({
  version: 1,
  name: '周绩效奖金方案',
  currency: 'CNY',
  baseByGrade: {
    P3: '200.00',
    P4: '260.00',
    P5: '340.00',
    P6: '450.00',
    P7: '600.00',
    M1: '520.00',
    M2: '800.00',
    M3: '1000.00',
  },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  prorate: true,
  leadAbove: '50000.00',
  finalDecider,
  budget: `${people * 400}.00`,
});

const manager = { kind: 'manager', level: 1 } as const;

/** The default week of spec M1: Monday 09:00 to the next Monday 18:00. `except`: who takes part without a sheet; the first decides about HR's lead. */
export const definition = (except: readonly string[]): z.input<typeof DefinitionData> => ({
  name: '周目标考核',
  period: 'week',
  zone: 'Asia/Shanghai',
  calendar: 'CN',
  who: { except: [...except] },
  timeline: [
    { step: 'issue', day: 1, time: '09:00', move: 'later' },
    { step: 'remind-plan', day: 2, time: '14:00', move: 'later' },
    { step: 'close-planning', day: 2, time: '18:00', move: 'later' },
    { step: 'ask-report', day: 5, time: '17:00', move: 'earlier' },
    { step: 'remind-report', day: 5, time: '19:00', move: 'earlier' },
    { step: 'close-reporting', day: 5, time: '20:00', move: 'earlier' },
    { step: 'close-confirming', day: 8, time: '10:00', move: 'later' },
    { step: 'score', day: 8, time: '10:05', move: 'later' },
    { step: 'publish', day: 8, time: '10:10', move: 'later' },
    { step: 'bonus-list', day: 8, time: '10:30', move: 'later' },
    { step: 'payout', day: 8, time: '14:00', move: 'later' },
    { step: 'weekly-report', day: 8, time: '17:00', move: 'later' },
    { step: 'archive', day: 8, time: '18:00', move: 'later' },
  ],
  chains: {
    plan: [
      {
        id: 'lead',
        name: '业务主管',
        assign: manager,
        mode: 'any',
        ladder: {
          due: { atStep: 'close-planning' },
          remindBefore: [4],
          escalateAfter: [1],
          last: { action: 'approve', after: 12 },
        },
      },
      {
        id: 'hr-lead',
        name: '人事主管',
        assign: { kind: 'role', role: 'hr-lead', scope: 'unit' },
        mode: 'any',
        // The lead of HR's own plan.
        ...(except[0] === undefined ? {} : { finalDecider: except[0] }),
        bundle: 'unit',
        ladder: {
          due: { workingHours: 9 },
          remindBefore: [1],
          escalateAfter: [4],
          last: { action: 'approve', after: 8 },
        },
      },
    ],
    report: [
      {
        id: 'lead',
        name: '业务主管',
        assign: manager,
        mode: 'any',
        ladder: {
          due: { atStep: 'close-confirming' },
          remindBefore: [1],
          escalateAfter: [],
          last: { action: 'approve', after: 0 },
        },
      },
    ],
    'bonus-list': [
      {
        id: 'finance-reviewer',
        name: '财务复核',
        assign: { kind: 'role', role: 'finance-reviewer', scope: 'tenant' },
        mode: 'any',
        ladder: {
          due: { workingHours: 6 },
          remindBefore: [1],
          escalateAfter: [4],
          last: { action: 'hand-to-hr', after: 16 },
        },
      },
      {
        id: 'finance-lead',
        name: '财务主管',
        assign: { kind: 'role', role: 'finance-lead', scope: 'tenant' },
        mode: 'any',
        when: { fact: 'amount', above: '50000', currency: 'CNY' },
        ladder: {
          due: { workingHours: 6 },
          remindBefore: [1],
          escalateAfter: [4],
          last: { action: 'hand-to-hr', after: 16 },
        },
      },
    ],
  },
  ifNotPlanned: 'accept-as-issued',
  ifNotReported: 'count-as-zero',
  ruleSet: RULE_SET,
  payPlan: PAY_PLAN,
});

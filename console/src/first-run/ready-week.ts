import type { components } from '@goalbeat/api-client/generated/goals';
import type { components as Payroll } from '@goalbeat/api-client/generated/payroll';
import type { components as Appraisal } from '@goalbeat/api-client/generated/appraisal';

type DefinitionData = components['schemas']['DefinitionData'];
type ChainStep = components['schemas']['ChainStep'];
export type PutTemplate = components['schemas']['PutGoalTemplate'];
export type RuleSetData = Appraisal['schemas']['RuleSetData'];
export type PayPlanData = Payroll['schemas']['PayPlanV1Data'];

export const DEFINITION = 'weekly-goals';
export const RULE_SET = 'weekly-points';
export const PAY_PLAN = 'weekly-bonus';
export const WORK = ['sales', 'design', 'service', 'development', 'office'] as const;
export type Work = (typeof WORK)[number];

/** Goals of a kind of work; the words come from the page, so they are in the language of whoever sets it up. */
export const GOALS = {
  sales: [
    { code: 'orders', target: '10', weight: '60', type: 'quantity' },
    { code: 'satisfaction', target: '90', weight: '40', type: 'percentage' },
  ],
  design: [
    { code: 'designs', target: '10', weight: '60', type: 'quantity' },
    { code: 'satisfaction', target: '90', weight: '40', type: 'percentage' },
  ],
  service: [
    { code: 'tickets', target: '60', weight: '60', type: 'quantity' },
    { code: 'satisfaction', target: '90', weight: '40', type: 'percentage' },
  ],
  development: [
    { code: 'stories', target: '8', weight: '70', type: 'quantity' },
    { code: 'coverage', target: '80', weight: '30', type: 'percentage' },
  ],
  office: [
    { code: 'tasks', target: '5', weight: '70', type: 'quantity' },
    { code: 'on-time', target: '95', weight: '30', type: 'percentage' },
  ],
} as const;
export type GoalCode = (typeof GOALS)[Work][number]['code'];

/** What a job family's name suggests. */
export function workOf(family: string): Work {
  const name = family.toLowerCase();
  if (/sale|销售|loan|贷/.test(name)) return 'sales';
  if (/design|设计/.test(name)) return 'design';
  if (/service|support|客服|care/.test(name)) return 'service';
  if (/develop|engineer|研发|开发|product/.test(name)) return 'development';
  return 'office';
}

/** A code from any name: "客服 A" has none in it, so its place is part of it. */
export const codeOf = (family: string, at: number): string => {
  const plain = family
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `weekly-${plain === '' ? `family-${at + 1}` : plain.slice(0, 40)}`;
};

export interface FamilyWeek {
  readonly family: string;
  readonly work: Work;
  /** By code of the goal. */
  readonly targets: Readonly<Partial<Record<GoalCode, string>>>;
}

interface Words {
  goal: (code: GoalCode) => string;
  unit: (code: GoalCode) => string;
  template: (family: string) => string;
}

export const templateOf = ({ family, work, targets }: FamilyWeek, words: Words): PutTemplate => ({
  name: words.template(family),
  jobFamily: family,
  goals: GOALS[work].map(({ code, target, weight, type }) => ({
    code,
    title: words.goal(code),
    type,
    direction: 'higher',
    target: targets[code] ?? target,
    unit: words.unit(code),
    weight,
    group: 'kpi',
    evidenceRequired: false,
    targetIs: 'value',
    baseline: null,
    deadline: null,
    metric: null,
    pack: null,
    scoring: null,
  })),
});

export const ruleSetOf = (name: string): RuleSetData => ({
  version: 1,
  name,
  groups: [{ code: 'kpi', weight: '100' }],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'excellent', from: '105' },
    { code: 'qualified', from: '80' },
    { code: 'unqualified', from: '0' },
  ],
});

export const payPlanOf = (asked: {
  name: string;
  currency: string;
  grades: readonly string[];
  base: string;
  finalDecider: string;
}): PayPlanData => ({
  version: 1,
  name: asked.name,
  currency: asked.currency,
  baseByGrade: Object.fromEntries(asked.grades.map((grade) => [grade, asked.base])),
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  prorate: true,
  finalDecider: asked.finalDecider,
});

const manager = (id: string, name: string, ladder: ChainStep['ladder']): ChainStep => ({
  id,
  name,
  assign: { kind: 'manager', level: 1 },
  mode: 'any',
  ladder,
});

/** Goals on Monday, reports on Friday, results and, where it pays, the bonus on the Monday after. */
export function definitionOf(asked: {
  name: string;
  lead: string;
  finance: string;
  zone: string;
  calendar: string;
  families: readonly string[];
  /** Numbers of people who are left out. */
  except: readonly string[];
  pays: boolean;
}): DefinitionData {
  const { name, lead, finance, zone, calendar, families, except, pays } = asked;
  const step = (
    word: DefinitionData['timeline'][number]['step'],
    day: number,
    time: string,
    move: 'later' | 'earlier' = 'later',
  ): DefinitionData['timeline'][number] => ({ step: word, day, time, move, from: 'start' });
  return {
    name,
    period: 'week',
    zone,
    calendar,
    who: { jobFamilies: [...families], except: [...except] },
    timeline: [
      step('issue', 1, '09:00'),
      step('remind-plan', 2, '14:00'),
      step('close-planning', 2, '18:00'),
      step('ask-report', 5, '17:00', 'earlier'),
      step('remind-report', 5, '19:00', 'earlier'),
      step('close-reporting', 5, '20:00', 'earlier'),
      step('close-confirming', 8, '10:00'),
      step('score', 8, '10:05'),
      step('publish', 8, '10:10'),
      ...(pays ? [step('bonus-list', 8, '10:30'), step('payout', 8, '14:00')] : []),
      step('weekly-report', 8, '17:00'),
      step('archive', 8, '18:00'),
    ],
    chains: {
      plan: [
        manager('lead', lead, {
          due: { atStep: 'close-planning' },
          remindBefore: [4],
          escalateAfter: [1],
          last: { action: 'approve', after: 12 },
        }),
      ],
      report: [
        manager('lead', lead, {
          due: { atStep: 'close-confirming' },
          remindBefore: [1],
          escalateAfter: [],
          last: { action: 'approve', after: 0 },
        }),
      ],
      ...(pays
        ? {
            'bonus-list': [
              {
                id: 'finance-reviewer',
                name: finance,
                assign: { kind: 'role' as const, role: 'finance-reviewer' as const, scope: 'tenant' as const },
                mode: 'any' as const,
                ladder: {
                  due: { workingHours: 6 },
                  remindBefore: [1],
                  escalateAfter: [4],
                  last: { action: 'hand-to-hr' as const, after: 16 },
                },
              },
            ],
          }
        : {}),
    },
    ifNotPlanned: 'accept-as-issued',
    ifNotReported: 'count-as-zero',
    ruleSet: RULE_SET,
    ...(pays ? { payPlan: PAY_PLAN } : {}),
  };
}

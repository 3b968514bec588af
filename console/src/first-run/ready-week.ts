import type { components } from '@goalbeat/api-client/generated/goals';
import type { components as Payroll } from '@goalbeat/api-client/generated/payroll';
import type { components as Appraisal } from '@goalbeat/api-client/generated/appraisal';
import { SHAPES, timelineOf, type Rhythm } from './rhythms.js';

type DefinitionData = components['schemas']['DefinitionData'];
type ChainStep = components['schemas']['ChainStep'];
export type PutTemplate = components['schemas']['PutGoalTemplate'];
export type RuleSetData = Appraisal['schemas']['RuleSetData'];
export type PayPlanData = Payroll['schemas']['PayPlanV1Data'];

export const ruleSetCode = (rhythm: Rhythm): string => `${SHAPES[rhythm].prefix}-points`;
export const payPlanCode = (rhythm: Rhythm): string => `${SHAPES[rhythm].prefix}-bonus`;
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
type ReadyGoal = (typeof GOALS)[Work][number];

/** Shares stay what they are; of pieces, a month has as many as its weeks. */
export const targetOf = ({ type, target }: ReadyGoal, rhythm: Rhythm): string =>
  type === 'quantity' ? `${Number(target) * SHAPES[rhythm].weeks}` : target;

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
export const codeOf = (family: string, at: number, rhythm: Rhythm): string => {
  const plain = family
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${SHAPES[rhythm].prefix}-${plain === '' ? `family-${at + 1}` : plain.slice(0, 40)}`;
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

export const templateOf = ({ family, work, targets }: FamilyWeek, rhythm: Rhythm, words: Words): PutTemplate => ({
  name: words.template(family),
  jobFamily: family,
  goals: GOALS[work].map((goal) => ({
    code: goal.code,
    title: words.goal(goal.code),
    type: goal.type,
    direction: 'higher',
    target: targets[goal.code] ?? targetOf(goal, rhythm),
    unit: words.unit(goal.code),
    weight: goal.weight,
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

/** Goals at its beginning, reports at its end, then results and, where it pays, the bonus. */
export function definitionOf(asked: {
  rhythm: Rhythm;
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
  const { rhythm, name, lead, finance, zone, calendar, families, except, pays } = asked;
  return {
    name,
    period: SHAPES[rhythm].period,
    zone,
    calendar,
    who: { jobFamilies: [...families], except: [...except] },
    timeline: timelineOf(rhythm, pays),
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
    ruleSet: ruleSetCode(rhythm),
    ...(pays ? { payPlan: payPlanCode(rhythm) } : {}),
  };
}

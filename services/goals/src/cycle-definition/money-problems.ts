import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';

const pays = ({ timeline }: Data): boolean => timeline.some(({ step }) => step === 'bonus-list');

/** Lists are made by a pay plan and signed by somebody. */
export function moneyProblems(data: Data): FieldProblem[] {
  if (!pays(data)) return [];
  return [
    ...(data.payPlan === undefined
      ? [
          at(
            'payPlan',
            'the timeline has bonus-list: name the pay plan that lists are made by, or take the step out',
            '时间线里有“生成奖金清单”：请填写奖金方案，或去掉该步骤',
          ),
        ]
      : []),
    ...(data.chains['bonus-list'] === undefined
      ? [
          at(
            'chains.bonus-list',
            'the timeline has bonus-list: say who signs the list, or take the step out',
            '时间线里有“生成奖金清单”：请填写由谁审批奖金清单，或去掉该步骤',
          ),
        ]
      : []),
  ];
}

/** What is named for money that never comes about. */
export function moneyWarnings(data: Data): FieldProblem[] {
  const steps = new Set(data.timeline.map(({ step }) => step));
  if (pays(data)) {
    return steps.has('payout')
      ? []
      : [
          at(
            'timeline',
            'there is a bonus-list and no payout: what finance signs is paid, but nothing says by when it should have signed',
            '有“生成奖金清单”而没有“奖金发放”：财务审批后会发放，但没有规定财务应在何时审批完',
          ),
        ];
  }
  if (data.payPlan === undefined && data.chains['bonus-list'] === undefined) return [];
  return [
    at(
      data.payPlan === undefined ? 'chains.bonus-list' : 'payPlan',
      'nobody is paid by it: the timeline has no bonus-list. Add score, publish, bonus-list and payout, or leave pay plan and chains.bonus-list out',
      '不会产生奖金：时间线里没有“生成奖金清单”。请补上评分、公布结果、生成奖金清单和奖金发放，或去掉奖金方案和奖金清单的审批流',
    ),
  ];
}

import { isSignedByFinance } from '@goalbeat/domain/approval/money-chain';
import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';

const pays = ({ timeline }: Data): boolean => timeline.some(({ step }) => step === 'bonus-list');

/** Lists are made by a pay plan and signed by finance. */
export function moneyProblems(data: Data): FieldProblem[] {
  if (!pays(data)) return [];
  const chain = data.chains['bonus-list'];
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
    ...(chain === undefined
      ? [
          at(
            'chains.bonus-list',
            'the timeline has bonus-list: say who signs the list, or take the step out',
            '时间线里有“生成奖金清单”：请填写由谁审批奖金清单，或去掉该步骤',
          ),
        ]
      : isSignedByFinance(chain)
        ? []
        : [
            at(
              'chains.bonus-list',
              'nobody of finance always signs: add a link to the role finance-reviewer or finance-lead, without a condition',
              '没有必经的财务签字：请加入由 finance-reviewer 或 finance-lead 角色审批、且不带条件的节点',
            ),
          ]),
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

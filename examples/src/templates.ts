import type { PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import type { z } from 'zod';
import type { JobFamily } from './departments.js';

export interface TemplateFile {
  code: string;
  template: z.input<typeof PutGoalTemplate>;
}

type Goal = z.input<typeof PutGoalTemplate>['goals'][number];

const goal = (code: string, title: string, rest: Omit<Goal, 'code' | 'title'>): Goal => ({ code, title, ...rest });
const kpi = { group: 'kpi', direction: 'higher' } as const;
const fewer = { group: 'kpi', direction: 'lower' } as const;
const quality = { group: 'quality', direction: 'higher' } as const;

const GOALS: Readonly<Record<JobFamily, { name: string; goals: Goal[] }>> = {
  design: {
    name: '设计岗周目标',
    goals: [
      goal('logo-orders', '完成 LOGO 设计订单', {
        ...kpi,
        type: 'quantity',
        target: '10',
        unit: '单',
        weight: '40',
        evidenceRequired: true,
      }),
      goal('rework', '返工次数', { ...fewer, type: 'quantity', target: '4', unit: '次', weight: '30' }),
      goal('satisfaction', '客户满意度', { ...quality, type: 'percentage', target: '90', unit: '%', weight: '30' }),
    ],
  },
  development: {
    name: '研发岗周目标',
    goals: [
      goal('stories', '交付需求', { ...kpi, type: 'quantity', target: '8', unit: '个', weight: '45' }),
      goal('defects', '线上缺陷', { ...fewer, type: 'quantity', target: '5', unit: '个', weight: '25' }),
      goal('coverage', '单元测试覆盖率', { ...quality, type: 'percentage', target: '80', unit: '%', weight: '30' }),
    ],
  },
  sales: {
    name: '销售岗周目标',
    goals: [
      goal('orders', '签约订单', {
        ...kpi,
        type: 'quantity',
        target: '12',
        unit: '单',
        weight: '40',
        evidenceRequired: true,
      }),
      goal('receipts', '回款金额', { ...kpi, type: 'amount', target: '50000', unit: '元', weight: '30' }),
      goal('visits', '客户拜访', { ...quality, type: 'quantity', target: '15', unit: '次', weight: '30' }),
    ],
  },
  support: {
    name: '客服岗周目标',
    goals: [
      goal('tickets', '处理工单', { ...kpi, type: 'quantity', target: '120', unit: '单', weight: '40' }),
      goal('response', '平均响应时长', { ...fewer, type: 'duration', target: '5', unit: '分钟', weight: '30' }),
      goal('satisfaction', '客户满意度', { ...quality, type: 'percentage', target: '92', unit: '%', weight: '30' }),
    ],
  },
  operations: {
    name: '运营岗周目标',
    goals: [
      goal('registrations', '新增注册商家', { ...kpi, type: 'quantity', target: '60', unit: '家', weight: '40' }),
      goal('campaign', '周活动按期上线', { ...kpi, type: 'milestone', target: '1', unit: '', weight: '30' }),
      goal('articles', '内容发布', { ...quality, type: 'quantity', target: '15', unit: '篇', weight: '30' }),
    ],
  },
  hr: {
    name: '人力岗周目标',
    goals: [
      goal('hires', '招聘到岗', { ...kpi, type: 'quantity', target: '3', unit: '人', weight: '40' }),
      goal('interviews', '完成面试', { ...kpi, type: 'quantity', target: '12', unit: '场', weight: '30' }),
      goal('training', '培训满意度', { ...quality, type: 'percentage', target: '90', unit: '%', weight: '30' }),
    ],
  },
  finance: {
    name: '财务岗周目标',
    goals: [
      goal('claims', '报销按时处理率', { ...kpi, type: 'percentage', target: '98', unit: '%', weight: '40' }),
      goal('errors', '对账差错', { ...fewer, type: 'quantity', target: '2', unit: '笔', weight: '30' }),
      goal('closing', '周结按期完成', { ...quality, type: 'yes-no', target: '1', unit: '', weight: '30' }),
    ],
  },
};

/** One template a job family, three goals each; weights add up to 100. */
export function goalTemplates(): TemplateFile[] {
  return Object.entries(GOALS).map(([jobFamily, { name, goals }]) => ({
    code: `weekly-${jobFamily}`,
    template: { name, jobFamily, goals },
  }));
}

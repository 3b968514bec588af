import { definition as weekly, payPlan as weeklyPayPlan, ruleSet as weeklyRules } from './rules.js';
import type { CompanyContent } from './company-content.js';
import type { CompanyRows } from './rows.js';
import type { TemplateFile } from './templates.js';

type Goal = TemplateFile['template']['goals'][number];

const higher = { group: 'kpi', direction: 'higher' } as const;
const lower = { group: 'kpi', direction: 'lower' } as const;
/** Months cost what four weeks do. */
const WEEKS = 4;

/** What each department is measured by: 70/20/10, 60/30/10, 50/30/20. */
const GOALS: readonly { family: string; name: string; goals: Goal[] }[] = [
  {
    family: 'loans',
    name: '信贷岗月目标',
    goals: [
      {
        ...higher,
        code: 'loans',
        title: '放款金额',
        type: 'amount',
        target: '800000',
        unit: '元',
        weight: '70',
        evidenceRequired: true,
      },
      {
        ...lower,
        code: 'bad-debt',
        title: '不良率（越低越好）',
        type: 'percentage',
        target: '5',
        unit: '%',
        weight: '20',
      },
      { ...lower, code: 'complaints', title: '客户投诉', type: 'quantity', target: '4', unit: '次', weight: '10' },
    ],
  },
  {
    family: 'process',
    name: '流程岗月目标',
    goals: [
      {
        ...lower,
        code: 'process-time',
        title: '平均审批时长',
        type: 'duration',
        target: '24',
        unit: '小时',
        weight: '60',
      },
      { ...lower, code: 'errors', title: '差错笔数', type: 'quantity', target: '6', unit: '笔', weight: '30' },
      { ...higher, code: 'training', title: '完成合规培训', type: 'yes-no', target: '1', weight: '10' },
    ],
  },
  {
    family: 'product',
    name: '产品岗月目标',
    goals: [
      {
        ...higher,
        code: 'launches',
        title: '功能上线',
        type: 'quantity',
        target: '8',
        unit: '个',
        weight: '50',
        evidenceRequired: true,
      },
      { ...lower, code: 'bugs', title: '线上缺陷', type: 'quantity', target: '10', unit: '个', weight: '30' },
      { ...higher, code: 'teamwork', title: '协作评分', type: 'rating', target: '5', unit: '分', weight: '20' },
    ],
  },
  {
    family: 'management',
    name: '管理岗月目标',
    goals: [
      {
        ...higher,
        code: 'portfolio',
        title: '部门放款金额',
        type: 'amount',
        target: '12000000',
        unit: '元',
        weight: '50',
      },
      {
        ...lower,
        code: 'bad-debt',
        title: '部门不良率（越低越好）',
        type: 'percentage',
        target: '5',
        unit: '%',
        weight: '50',
      },
    ],
  },
  {
    family: 'hr',
    name: '人力岗月目标',
    goals: [
      { ...higher, code: 'hires', title: '招聘到岗', type: 'quantity', target: '6', unit: '人', weight: '60' },
      { ...higher, code: 'training', title: '培训满意度', type: 'percentage', target: '90', unit: '%', weight: '40' },
    ],
  },
  {
    family: 'finance',
    name: '财务岗月目标',
    goals: [
      { ...higher, code: 'closing', title: '月结按期完成', type: 'yes-no', target: '1', weight: '60' },
      { ...lower, code: 'errors', title: '对账差错', type: 'quantity', target: '3', unit: '笔', weight: '40' },
    ],
  },
];

/** From the 1st to the second day of the next month; results on the working day after. */
const TIMELINE = [
  { step: 'issue', day: 1, time: '09:00', move: 'later' },
  { step: 'remind-plan', day: 2, time: '14:00', move: 'later' },
  { step: 'close-planning', day: 2, time: '18:00', move: 'later' },
  { step: 'ask-report', from: 'end', day: 0, time: '17:00', move: 'earlier' },
  { step: 'remind-report', from: 'end', day: 0, time: '19:00', move: 'earlier' },
  { step: 'close-reporting', from: 'end', day: 0, time: '20:00', move: 'earlier' },
  { step: 'close-confirming', from: 'end', day: 2, time: '10:00', move: 'later' },
  { step: 'score', from: 'end', day: 2, time: '10:05', move: 'later' },
  { step: 'publish', from: 'end', day: 2, time: '10:10', move: 'later' },
  { step: 'bonus-list', from: 'end', day: 2, time: '10:30', move: 'later' },
  { step: 'payout', from: 'end', day: 2, time: '14:00', move: 'later' },
  { step: 'weekly-report', from: 'end', day: 2, time: '17:00', move: 'later' },
  { step: 'archive', from: 'end', day: 2, time: '18:00', move: 'later' },
] as const;

export function lenderContent({ people }: CompanyRows): CompanyContent {
  const boss = people[0]?.number ?? '';
  const pay = weeklyPayPlan(boss, people.length);
  return {
    templates: GOALS.map(({ family, name, goals }) => ({
      code: `monthly-${family}`,
      template: { name, jobFamily: family, goals },
    })),
    ruleSet: {
      code: 'monthly-points',
      data: { ...weeklyRules, name: '月目标评分规则', groups: [{ code: 'kpi', weight: '100' }] },
    },
    payPlan: {
      code: 'monthly-bonus',
      data: {
        ...pay,
        name: '月绩效奖金方案',
        baseByGrade: Object.fromEntries(
          Object.entries(pay.baseByGrade).map(([grade, base]) => [grade, (Number(base) * WEEKS).toFixed(2)]),
        ),
        budget: `${people.length * 400 * WEEKS}.00`,
      },
    },
    definition: {
      code: 'monthly-goals',
      data: {
        ...weekly([boss]),
        name: '月度考核',
        period: 'month',
        timeline: [...TIMELINE],
        notices: { quietHours: { from: '22:00', to: '07:30' } },
        ruleSet: 'monthly-points',
        payPlan: 'monthly-bonus',
      },
    },
  };
}

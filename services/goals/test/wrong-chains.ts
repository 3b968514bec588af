import { week, type Data } from './definitions.js';
import { timeline, type Wrong } from './wrong-definitions.js';

type Link = Data['chains']['plan'][number];

const linksOf = (subject: 'plan' | 'report' | 'bonus-list'): readonly Link[] => week.chains[subject] ?? [];

const link = (subject: 'plan' | 'report' | 'bonus-list', change: Partial<Link>): Data => ({
  ...week,
  chains: { ...week.chains, [subject]: linksOf(subject).map((one, n) => (n === 0 ? { ...one, ...change } : one)) },
});
const ladder = (subject: 'plan' | 'report' | 'bonus-list', change: Partial<Link['ladder']>): Data =>
  link(subject, {
    ladder: {
      ...(linksOf(subject)[0]?.ladder ?? { due: { workingHours: 1 }, last: { action: 'return', after: 1 } }),
      ...change,
    },
  });

const PLAN_LADDER = 'data.chains.plan.0.ladder';

export const WRONG_CHAINS: readonly Wrong[] = [
  {
    what: 'a link to a number that nobody has',
    data: link('report', { assign: { kind: 'person', number: 'E999' } }),
    status: 422,
    field: 'data.chains.report.0.assign.number',
    en: /nobody has the number E999: choose somebody who is there/,
  },
  {
    what: 'a link to a role that nobody has',
    data: link('bonus-list', { assign: { kind: 'role', role: 'finance-reviewer' } }),
    status: 422,
    field: 'data.chains.bonus-list.0.assign.role',
    en: /nobody has the role finance-reviewer: give it to somebody first/,
    zh: /没有人担任角色/,
  },
  {
    what: 'a role that does not exist',
    data: link('bonus-list', { assign: { kind: 'role', role: 'wizard' as 'hr-lead' } }),
    status: 400,
    field: 'data.chains.bonus-list.0.assign.role',
    en: /./,
  },
  {
    what: 'a quorum larger than can be',
    data: link('bonus-list', { mode: { quorum: 3 } }),
    status: 400,
    field: 'data.chains.bonus-list.0.mode.quorum',
    en: /3 signatures where 1 can be given/,
    zh: /最多只有 1 人/,
  },
  {
    what: 'a link twice',
    data: { ...week, chains: { ...week.chains, plan: week.chains.plan.map((one) => ({ ...one, id: 'same' })) } },
    status: 400,
    field: 'data.chains.plan.1.id',
    en: /same is there already/,
  },
  {
    what: 'a chain with nobody in it',
    data: { ...week, chains: { ...week.chains, plan: [] } },
    status: 400,
    field: 'data.chains.plan',
    en: /./,
  },
  {
    what: 'a ladder due at a step that is not there',
    data: {
      ...timeline((entry) => (entry.step === 'remind-plan' ? null : entry)),
      chains: ladder('plan', { due: { atStep: 'remind-plan' } }).chains,
    },
    status: 400,
    field: `${PLAN_LADDER}.due.atStep`,
    en: /the timeline has no step remind-plan: choose one that is there/,
  },
  {
    what: 'a ladder due before there is anything to decide',
    data: ladder('report', { due: { atStep: 'close-planning' } }),
    status: 400,
    field: 'data.chains.report.0.ladder.due.atStep',
    en: /not after ask-report/,
  },
  {
    what: 'approval of money by silence',
    data: ladder('bonus-list', { last: { action: 'approve', after: 1 } }),
    status: 400,
    field: 'data.chains.bonus-list.0.ladder.last.action',
    en: /silence never approves: choose return, reject or hand-to-hr/,
    zh: /不能超时自动通过/,
  },
  {
    what: 'a last action before an escalation',
    data: ladder('plan', { escalateAfter: [2, 6], last: { action: 'return', after: 4 } }),
    status: 400,
    field: `${PLAN_LADDER}.last.after`,
    en: /not be before the last escalation/,
  },
  {
    what: 'a reminder before the task is there',
    data: ladder('bonus-list', { remindBefore: [1, 3] }),
    status: 400,
    field: 'data.chains.bonus-list.0.ladder.remindBefore.1',
    en: /before the task is there: fewer than the 3 working hours/,
  },
  {
    what: 'a reminder after the deadline',
    data: ladder('plan', { remindBefore: [-1] }),
    status: 400,
    field: `${PLAN_LADDER}.remindBefore.0`,
    en: /./,
  },
  {
    what: 'a condition on an unknown unit',
    data: link('plan', { when: [{ fact: 'unit', in: ['sales', 'nowhere'] }] }),
    status: 422,
    field: 'data.chains.plan.0.when.0.in.1',
    en: /no unit nowhere/,
  },
  {
    what: 'a condition on what a plan does not have',
    data: link('plan', { when: { fact: 'score', below: '60' } }),
    status: 400,
    field: 'data.chains.plan.0.when.fact',
    en: /a plan has no score, so the link would always be asked: choose unit/,
    zh: /计划没有“得分”.*“部门”/,
  },
  {
    what: 'a condition on what a bonus list does not have',
    data: link('bonus-list', {
      when: [
        { fact: 'amount', above: '100' },
        { fact: 'unit', in: ['sales'] },
      ],
    }),
    status: 400,
    field: 'data.chains.bonus-list.0.when.1.fact',
    en: /a bonus-list has no unit, so the link would always be asked: choose amount, .*definition of their own \(who.units\)/,
    zh: /奖金清单没有“部门”.*单独建一个方案/,
  },
  {
    what: 'a chain whose every link has a condition',
    data: {
      ...week,
      chains: {
        ...week.chains,
        report: [{ ...(week.chains.report[0] as Link), when: { fact: 'unit', in: ['sales'] } }],
      },
    },
    status: 400,
    field: 'data.chains.report',
    en: /leave one without/,
  },
  {
    what: 'a final decider of HR where money is decided',
    data: link('bonus-list', { finalDecider: 'E002' }),
    status: 403,
    field: 'data.chains.bonus-list.0.finalDecider',
    en: /E002 is of HR, which does not sign money: name somebody outside HR/,
    zh: /E002 属于人力资源/,
  },
  {
    what: 'somebody of HR who is named to sign money',
    data: {
      ...week,
      chains: {
        ...week.chains,
        'bonus-list': [
          ...linksOf('bonus-list'),
          { ...(linksOf('bonus-list')[0] as Link), id: 'named', assign: { kind: 'person', number: 'E002' } },
        ],
      },
    },
    status: 403,
    field: 'data.chains.bonus-list.1.assign.number',
    en: /E002 is of HR/,
  },
  {
    what: 'a limit in a currency that is none',
    data: {
      ...week,
      chains: {
        ...week.chains,
        'bonus-list': [
          ...linksOf('bonus-list'),
          { ...(linksOf('bonus-list')[0] as Link), id: 'large', when: { fact: 'amount', above: '5', currency: 'CNX' } },
        ],
      },
    },
    status: 422,
    field: 'data.chains.bonus-list.1.when.currency',
    en: /no currency CNX: give its ISO 4217 code/,
    zh: /没有货币 CNX/,
  },
  {
    what: 'a final decider whom nobody knows',
    data: link('bonus-list', { finalDecider: 'E999' }),
    status: 422,
    field: 'data.chains.bonus-list.0.finalDecider',
    en: /nobody has the number E999/,
  },
  {
    what: 'a cap that the timeline does not have',
    data: {
      ...timeline((entry) => (entry.step === 'remind-plan' ? null : entry)),
      chains: ladder('plan', { cap: 'remind-plan' }).chains,
    },
    status: 400,
    field: `${PLAN_LADDER}.cap`,
    en: /the timeline has no step remind-plan: choose one that is there, or leave cap out/,
    zh: /时间线里没有“催交计划”/,
  },
  {
    what: 'a cap before there is anything to decide',
    data: ladder('report', { cap: 'close-planning' }),
    status: 400,
    field: 'data.chains.report.0.ladder.cap',
    en: /not after ask-report, when there is something to decide/,
    zh: /要晚于“请求填报”/,
  },
  {
    what: 'lists without a pay plan',
    data: { ...week, payPlan: undefined },
    status: 400,
    field: 'data.payPlan',
    en: /name the pay plan that lists are made by, or take the step out/,
    zh: /请填写奖金方案/,
  },
  {
    what: 'lists that nobody signs',
    data: { ...week, chains: { ...week.chains, 'bonus-list': undefined } },
    status: 400,
    field: 'data.chains.bonus-list',
    en: /say who signs the list/,
    zh: /由谁审批奖金清单/,
  },
  {
    what: 'lists that only HR signs',
    data: link('bonus-list', { assign: { kind: 'role', role: 'hr-lead' } }),
    status: 400,
    field: 'data.chains.bonus-list',
    en: /nobody of finance always signs: add a link to the role finance-reviewer or finance-lead/,
    zh: /没有必经的财务签字/,
  },
  {
    what: 'lists that a manager signs',
    data: link('bonus-list', { assign: { kind: 'manager' } }),
    status: 400,
    field: 'data.chains.bonus-list',
    en: /nobody of finance always signs/,
  },
  {
    what: 'lists that a person by name signs',
    data: link('bonus-list', { assign: { kind: 'person', number: 'E004' } }),
    status: 400,
    field: 'data.chains.bonus-list',
    en: /nobody of finance always signs/,
  },
  {
    what: 'lists that finance signs above an amount only',
    data: link('bonus-list', { when: { fact: 'amount', above: '100' } }),
    status: 400,
    field: 'data.chains.bonus-list',
    en: /nobody of finance always signs/,
  },
];

import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import type { Language } from '@goalbeat/domain/wording/language';

type Problem = RehearsalReport['problems'][number];

const STEPS: Readonly<Record<string, string>> = {
  issue: '下发目标',
  'remind-plan': '催办计划',
  'close-planning': '计划截止',
  'ask-report': '请求填报',
  'remind-report': '催办填报',
  'close-reporting': '填报截止',
  'close-confirming': '确认截止',
  score: '评分',
  publish: '发布结果',
  'bonus-list': '奖金清单',
  payout: '发放',
  'weekly-report': '周报',
  archive: '归档',
};

/** What one does, and what one is told; words that nobody translated are shown as they are. */
const WHAT: Readonly<Record<string, string>> = {
  'make-plan': '提交计划',
  'make-report': '填报完成情况',
  'submit-bonus-list': '提交奖金清单',
  plan: '审批计划',
  report: '确认填报',
  results: '审批结果',
  'bonus-list': '审批奖金清单',
  reminder: '催办',
  escalation: '逾期升级',
  returned: '退回',
  approved: '通过',
  'handed-to-hr': '转人力资源',
  'report-asked': '请求填报',
  'result-published': '结果发布',
  'weekly-report': '周报',
  'delegation-planned': '代理预告',
  'delegation-began': '代理开始',
  'delegation-ended': '代理结束',
  'delegation-returned': '代理交还',
  paid: '到账',
  settled: '已结清',
  draft: '未提交',
  submitted: '待签字',
  signed: '已签字',
};
const inChinese = (word: string): string => WHAT[word] ?? word;

const WHAT_EN: Readonly<Record<string, string>> = {
  'make-plan': 'handing in a plan',
  'make-report': 'reporting',
  'submit-bonus-list': 'handing in a bonus list',
  plan: 'deciding a plan',
  report: 'confirming a report',
  results: 'releasing results',
  'bonus-list': 'signing a bonus list',
  reminder: 'reminders',
  escalation: 'escalations',
  returned: 'returns',
  approved: 'approvals',
  'handed-to-hr': 'handed to HR',
  'report-asked': 'requests to report',
  'result-published': 'results',
  'weekly-report': 'weekly reports',
  'delegation-planned': 'delegations ahead',
  'delegation-began': 'beginnings of delegations',
  'delegation-ended': 'ends of delegations',
  'delegation-returned': 'tasks given back',
  paid: 'payments',
};
const inEnglish = (word: string): string => WHAT_EN[word] ?? word;

/** Who was asked to decide and never did, at most so many by name. */
const MOST_NAMED = 5;
function neverDecided({ approvers }: RehearsalReport): { names: string[]; count: number } {
  const idle = approvers.filter(({ decided }) => decided === 0);
  return { names: idle.slice(0, MOST_NAMED).map(({ who }) => `${who.name} ${who.number}`), count: idle.length };
}

/** Who had most to decide, whether they did or not. */
const busiestOf = ({ approvers }: RehearsalReport): RehearsalReport['approvers'][number] | undefined =>
  approvers.reduce<RehearsalReport['approvers'][number] | undefined>(
    (most, one) => (most === undefined || one.tasks > most.tasks ? one : most),
    undefined,
  );

const PROBLEMS: Readonly<Record<Problem['kind'], Record<Language, string>>> = {
  'nobody-approves': { 'zh-CN': '有审批节点无人可审', en: 'A step has nobody who could decide it' },
  'not-settled': {
    'zh-CN': '到归档后两天仍未结清：有清单未签字，或有款项未答复',
    en: 'Two days after the last step money was still not settled: a list was not signed, or something not answered',
  },
  'not-acted': {
    'zh-CN': '{count} 项待办到最后仍无人处理，例如 {example}',
    en: '{count} tasks were never dealt with, e.g. {example}',
  },
  refused: { 'zh-CN': '{count} 次操作被系统拒绝，例如 {example}', en: '{count} actions were refused, e.g. {example}' },
  'handed-to-hr': {
    'zh-CN': '{count} 项逾期转给人力资源，例如 {example}',
    en: '{count} were handed to HR, e.g. {example}',
  },
  'too-long': {
    'zh-CN': '试运行超过 10 分钟，已提前结束：报告不完整，请调高倍速或缩小范围',
    en: 'It was ended after 10 minutes, so the report is not whole: take a faster clock or fewer people',
  },
  'people-sampled': {
    'zh-CN': '人数较多，{count} 人未参与：各角色、各级负责人和随机抽取的员工参与了试运行',
    en: 'A sample took part: {count} people were left out; all who hold a role or lead somebody were there',
  },
  'no-sheets': {
    'zh-CN': '没有人收到目标单：请检查适用范围与目标模板',
    en: 'Nobody got a goal sheet: look at who is covered, and at the templates',
  },
  skipped: { 'zh-CN': '{count} 人没有目标单（{example}）', en: '{count} people got no sheet ({example})' },
};

/** Why somebody who is covered gets no sheet. */
const SKIPPED: Readonly<Record<string, Record<Language, string>>> = {
  excepted: { 'zh-CN': '方案中列为例外', en: 'named as exceptions' },
  left: { 'zh-CN': '已离职', en: 'left before' },
  'not-yet-joined': { 'zh-CN': '尚未入职', en: 'not yet here' },
  'no-working-day': { 'zh-CN': '周期内无工作日', en: 'no working day' },
  'on-leave': { 'zh-CN': '全程请假', en: 'on leave throughout' },
  'no-template': { 'zh-CN': '所属岗位没有目标模板', en: 'no template for their job family' },
};

/** The report in sentences, the most important first. */
export function rehearsalWords(report: RehearsalReport, language: Language): string[] {
  return language === 'en' ? english(report) : chinese(report);
}

/** Of a task: what is to be done, and about whom. */
function exampleWords(kind: Problem['kind'], example: string | null, language: Language): string | null {
  if (kind === 'skipped') return SKIPPED[example ?? '']?.[language] ?? example;
  const [what, ...about] = (example ?? '').split(': ');
  if (kind !== 'not-acted' || what === undefined || about.length === 0) return example;
  const title = about.join(': ');
  return language === 'en' ? `${inEnglish(what)} “${title}”` : `${inChinese(what)}「${title}」`;
}

function problemWords({ kind, count, example }: Problem, language: Language): string {
  const said = exampleWords(kind, example, language);
  return PROBLEMS[kind][language].replace('{count}', String(count)).replace('{example}', said ?? '—');
}

const moment = (at: string, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'short',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(at));

const hours = (minutes: number): string => (minutes / 60).toFixed(1);
const late = (planned: string, happened: string, onTime: string, by: (minutes: number) => string): string => {
  const minutes = Math.round((Date.parse(happened) - Date.parse(planned)) / 60_000);
  return minutes === 0 ? onTime : by(minutes);
};

function chinese(report: RehearsalReport): string[] {
  const { people, funnel, notices, ladder, zone } = report;
  const [worst] = report.overdue;
  const busiest = busiestOf(report);
  const idle = neverDecided(report);
  return [
    `试运行 ${report.period}：公司 ${people.company} 人，${people.copied} 人参与，${people.withSheet} 人收到目标单。`,
    ...(funnel === null
      ? []
      : [
          `计划通过 ${funnel.planned}，已填报 ${funnel.reported}，已确认 ${funnel.confirmed}，已评分 ${funnel.scored}，已发放 ${funnel.paid}。`,
        ]),
    ...report.bonus.map(
      ({ total, lines, state, part }) =>
        `奖金清单（${part === 'signers' ? '签字人' : '主清单'}）：${lines} 人，${total.currency} ${total.amount}，${inChinese(state)}。`,
    ),
    `将发出 ${notices.total} 条通知：${notices.byKind.map(({ kind, count }) => `${inChinese(kind)} ${count}`).join('、') || '无'}。试运行中一条也没有发出。`,
    `催办 ${ladder.reminders} 次，逾期升级 ${ladder.escalations} 次，到期由规则处理 ${ladder.timedOut} 次，退回 ${ladder.returned} 次，代理 ${ladder.delegated} 次。`,
    worst === undefined
      ? '没有人逾期。'
      : `${report.overdueTotal} 项逾期，最久的是 ${worst.who.name}（${worst.who.number}）${inChinese(worst.what)}「${worst.about}」：${worst.doneAt === null ? '始终未处理' : `晚 ${hours(worst.workingMinutes)} 个工作小时`}。`,
    ...(idle.count === 0
      ? []
      : [
          `${idle.count} 位审批人自始至终没有处理过：${idle.names.join('、')}${idle.count > MOST_NAMED ? ' 等' : ''}。`,
        ]),
    ...(busiest === undefined
      ? []
      : [
          `审批最多的是 ${busiest.who.name}（${busiest.who.number}）：${busiest.tasks} 项，一小时内最多 ${busiest.peak} 项${busiest.peakFrom === null ? '' : `（${moment(busiest.peakFrom, zone, 'zh-CN')} 起）`}，${busiest.late} 项逾期。`,
        ]),
    ...report.timeline.map(({ step, planned, happened }) =>
      happened === null
        ? `${STEPS[step] ?? step}：应在 ${moment(planned, zone, 'zh-CN')}，没有发生。`
        : `${STEPS[step] ?? step}：${moment(planned, zone, 'zh-CN')}，${late(planned, happened, '准时', (minutes) => `晚 ${minutes} 分钟`)}。`,
    ),
    ...report.problems.map((problem) => `注意：${problemWords(problem, 'zh-CN')}。`),
  ];
}

function english(report: RehearsalReport): string[] {
  const { people, funnel, notices, ladder, zone } = report;
  const [worst] = report.overdue;
  const busiest = busiestOf(report);
  const idle = neverDecided(report);
  return [
    `Rehearsal of ${report.period}: ${people.company} people in the company, ${people.copied} took part, ${people.withSheet} got a goal sheet.`,
    ...(funnel === null
      ? []
      : [
          `${funnel.planned} plans accepted, ${funnel.reported} reported, ${funnel.confirmed} confirmed, ${funnel.scored} scored, ${funnel.paid} paid.`,
        ]),
    ...report.bonus.map(
      ({ total, lines, state, part }) =>
        `Bonus list (${part}): ${lines} lines, ${total.currency} ${total.amount}, ${state}.`,
    ),
    `${notices.total} notices would have gone out: ${notices.byKind.map(({ kind, count }) => `${count} ${inEnglish(kind)}`).join(', ') || 'none'}. None left the rehearsal.`,
    `${ladder.reminders} reminders, ${ladder.escalations} escalations, ${ladder.timedOut} decided by the policy, ${ladder.returned} returned, ${ladder.delegated} decided by stand-ins.`,
    worst === undefined
      ? 'Nobody was overdue.'
      : `${report.overdueTotal} things were overdue; longest ${worst.who.name} (${worst.who.number}) with ${inEnglish(worst.what)} “${worst.about}”: ${worst.doneAt === null ? 'never done' : `${hours(worst.workingMinutes)} working hours`}.`,
    ...(idle.count === 0
      ? []
      : [
          `${idle.count} who were asked to decide never did: ${idle.names.join(', ')}${idle.count > MOST_NAMED ? ' and others' : ''}.`,
        ]),
    ...(busiest === undefined
      ? []
      : [
          `${busiest.who.name} (${busiest.who.number}) had most to decide: ${busiest.tasks} tasks, at most ${busiest.peak} within an hour${busiest.peakFrom === null ? '' : ` (from ${moment(busiest.peakFrom, zone, 'en')})`}, ${busiest.late} overdue.`,
        ]),
    ...report.timeline.map(({ step, planned, happened }) =>
      happened === null
        ? `${step}: should have been ${moment(planned, zone, 'en')}, did not happen.`
        : `${step}: ${moment(planned, zone, 'en')}, ${late(planned, happened, 'on time', (minutes) => `${minutes} minutes late`)}.`,
    ),
    ...report.problems.map((problem) => `Note: ${problemWords(problem, 'en')}.`),
  ];
}

import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import type { Language } from '@goalbeat/domain/wording/language';
import { problemWords } from './problem-words.js';
import { listStateWord, noticeWord, partWord, stepWord, todoWord } from './rehearsal-terms.js';

/** Who was asked to decide and never did, at most so many by name. */
const MOST_NAMED = 5;
function neverDecided({ approvers }: RehearsalReport): { names: string[]; count: number } {
  const idle = approvers.filter(({ decided }) => decided === 0);
  return { names: idle.slice(0, MOST_NAMED).map(({ who }) => `${who.name} ${who.number}`), count: idle.length };
}

/** Lists are cut where nobody would read on; their totals are not, so what is missing is said. */
function leftOut({ overdue, overdueTotal, notices }: RehearsalReport, language: Language): string[] {
  const said = (shown: number, total: number, zh: string, en: string): string[] =>
    shown >= total
      ? []
      : [(language === 'en' ? en : zh).replace('{shown}', String(shown)).replace('{more}', String(total - shown))];
  return [
    ...said(
      overdue.length,
      overdueTotal,
      '逾期明细只列出最久的 {shown} 项，另有 {more} 项未列出。',
      'Of what was overdue the {shown} longest are listed; {more} more are counted only.',
    ),
    ...said(
      notices.items.length,
      notices.total,
      '通知明细只列出最早的 {shown} 条，另有 {more} 条未列出。',
      'Of the notices the first {shown} are listed; {more} more are counted only.',
    ),
  ];
}

/** Who had most to decide, whether they did or not. */
const busiestOf = ({ approvers }: RehearsalReport): RehearsalReport['approvers'][number] | undefined =>
  approvers.reduce<RehearsalReport['approvers'][number] | undefined>(
    (most, one) => (most === undefined || one.tasks > most.tasks ? one : most),
    undefined,
  );

/** The report in sentences, the most important first. */
export function rehearsalWords(report: RehearsalReport, language: Language): string[] {
  return language === 'en' ? english(report) : chinese(report);
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
        `奖金清单（${partWord(part, 'zh-CN')}）：${lines} 人，${total.currency} ${total.amount}，${listStateWord(state, 'zh-CN')}。`,
    ),
    `将发出 ${notices.total} 条通知：${notices.byKind.map(({ kind, count }) => `${noticeWord(kind, 'zh-CN')} ${count}`).join('、') || '无'}。试运行中一条也没有发出。`,
    `审批催办 ${ladder.reminders} 次，逾期升级 ${ladder.escalations} 次，到期由规则处理 ${ladder.timedOut} 次，退回 ${ladder.returned} 次，代理 ${ladder.delegated} 次。`,
    worst === undefined
      ? '没有人逾期。'
      : `${report.overdueTotal} 项逾期，最久的是 ${worst.who.name}（${worst.who.number}）${todoWord(worst.what, 'zh-CN')}「${worst.about}」：${worst.doneAt === null ? '始终未处理' : `晚 ${hours(worst.workingMinutes)} 个工作小时`}。`,
    ...(idle.count === 0
      ? []
      : [
          `${idle.count} 位审批人自始至终没有处理过：${idle.names.join('、')}${idle.count > MOST_NAMED ? `，另有 ${idle.count - MOST_NAMED} 位` : ''}。`,
        ]),
    ...(busiest === undefined
      ? []
      : [
          `审批最多的是 ${busiest.who.name}（${busiest.who.number}）：${busiest.tasks} 项，一小时内最多 ${busiest.peak} 项${busiest.peakFrom === null ? '' : `（${moment(busiest.peakFrom, zone, 'zh-CN')} 起）`}，${busiest.late} 项逾期。`,
        ]),
    ...report.timeline.map(({ step, planned, happened }) =>
      happened === null
        ? `${stepWord(step, 'zh-CN')}：应在 ${moment(planned, zone, 'zh-CN')}，没有发生。`
        : `${stepWord(step, 'zh-CN')}：${moment(planned, zone, 'zh-CN')}，${late(planned, happened, '准时', (minutes) => `晚 ${minutes} 分钟`)}。`,
    ),
    ...leftOut(report, 'zh-CN'),
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
        `Bonus list (${partWord(part, 'en')}): ${lines} lines, ${total.currency} ${total.amount}, ${listStateWord(state, 'en')}.`,
    ),
    `${notices.total} notices would have gone out: ${notices.byKind.map(({ kind, count }) => `${count} ${noticeWord(kind, 'en')}`).join(', ') || 'none'}. None left the rehearsal.`,
    `${ladder.reminders} reminders to decide, ${ladder.escalations} escalations, ${ladder.timedOut} decided by the policy, ${ladder.returned} returned, ${ladder.delegated} decided by stand-ins.`,
    worst === undefined
      ? 'Nobody was overdue.'
      : `${report.overdueTotal} things were overdue; longest ${worst.who.name} (${worst.who.number}) with ${todoWord(worst.what, 'en')} “${worst.about}”: ${worst.doneAt === null ? 'never done' : `${hours(worst.workingMinutes)} working hours`}.`,
    ...(idle.count === 0
      ? []
      : [
          `${idle.count} who were asked to decide never did: ${idle.names.join(', ')}${idle.count > MOST_NAMED ? ` and ${idle.count - MOST_NAMED} more` : ''}.`,
        ]),
    ...(busiest === undefined
      ? []
      : [
          `${busiest.who.name} (${busiest.who.number}) had most to decide: ${busiest.tasks} tasks, at most ${busiest.peak} within an hour${busiest.peakFrom === null ? '' : ` (from ${moment(busiest.peakFrom, zone, 'en')})`}, ${busiest.late} overdue.`,
        ]),
    ...report.timeline.map(({ step, planned, happened }) =>
      happened === null
        ? `${stepWord(step, 'en')}: should have been ${moment(planned, zone, 'en')}, did not happen.`
        : `${stepWord(step, 'en')}: ${moment(planned, zone, 'en')}, ${late(planned, happened, 'on time', (minutes) => `${minutes} minutes late`)}.`,
    ),
    ...leftOut(report, 'en'),
    ...report.problems.map((problem) => `Note: ${problemWords(problem, 'en')}.`),
  ];
}

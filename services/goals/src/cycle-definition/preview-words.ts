import type { Assign } from '@goalbeat/domain/approval/chain';
import type { SkipWhy } from '@goalbeat/domain/approval/assignees';
import type { MoveReason, SkipReason } from '@goalbeat/domain/calendar/timeline';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { isoWeekday } from '@goalbeat/domain/period/local-date';
import type { Language } from '@goalbeat/domain/wording/language';

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
};

/** Local day, weekday and time: "Fri 2026-11-20 17:00". */
export function inWords(instant: string, zone: string, language: Language): string {
  const { date, time } = localOf(instant, zone);
  const day = DAYS[language][isoWeekday(date) - 1] ?? '';
  return language === 'en' ? `${day} ${date} ${time}` : `${date} ${day} ${time}`;
}

const MOVED: Readonly<Record<MoveReason, Readonly<Record<Language, string>>>> = {
  'last-working-day': {
    en: 'is not worked: on the last working day of that week',
    'zh-CN': '不是工作日，改在当周最后一个工作日',
  },
  'earlier-working-day': {
    en: 'is not worked: on the working day before it',
    'zh-CN': '不是工作日，提前到前一个工作日',
  },
  'next-working-day': { en: 'is not worked: on the next working day', 'zh-CN': '不是工作日，顺延到下一个工作日' },
  'after-predecessor': {
    en: 'would be before the step it follows: at the same moment',
    'zh-CN': '会早于前一步骤，与前一步骤同时进行',
  },
};

export interface ShownStep {
  at: string;
  planned: string;
  moved?: MoveReason | undefined;
  provisional: boolean;
}

/** Why the step is not where the timeline has it, and whether it may still move; null when there is nothing to say. */
export function explainStep(
  step: ShownStep,
  zone: string,
  calendar: { code: string; coveredUntil: string },
  language: Language,
): string | null {
  const parts: string[] = [];
  if (step.moved !== undefined) parts.push(`${inWords(step.planned, zone, language)} ${MOVED[step.moved][language]}`);
  if (step.provisional) {
    parts.push(
      language === 'en'
        ? `calendar ${calendar.code} is known until ${calendar.coveredUntil}: may move when the next year is imported`
        : `工作日历 ${calendar.code} 只到 ${calendar.coveredUntil}：导入下一年度后可能调整`,
    );
  }
  return parts.length === 0 ? null : parts.join(language === 'en' ? '; ' : '；');
}

export function explainSkip(reason: SkipReason, language: Language): string {
  const words: Readonly<Record<SkipReason, Readonly<Record<Language, string>>>> = {
    'no-working-day': {
      en: 'nobody works on any day of this period: no cycle',
      'zh-CN': '本周期没有工作日，不开展考核',
    },
  };
  return words[reason][language];
}

const MISSING: Readonly<Record<Assign['kind'], Readonly<Record<Language, string>>>> = {
  manager: { en: 'there is no manager above them', 'zh-CN': '没有上级' },
  role: { en: 'nobody has the role', 'zh-CN': '没有人担任该角色' },
  'unit-head': { en: 'no unit above them has a head', 'zh-CN': '所在部门及上级部门没有负责人' },
  person: { en: 'the person named is not there', 'zh-CN': '指定的人员不存在' },
};
const PASSED_OVER: Readonly<Record<SkipWhy, Readonly<Record<Language, string>>>> = {
  left: { en: 'who would decide has left by then', 'zh-CN': '审批人届时已离职' },
  beneficiary: { en: 'the only one left would be they themselves', 'zh-CN': '只剩本人，不能审批自己' },
  requester: { en: 'the only one left would be who asked', 'zh-CN': '只剩申请人，不能审批自己的申请' },
  hr: { en: 'who would decide is of HR', 'zh-CN': '只剩人力资源人员' },
  'absent-manager': { en: 'the reporting line ends below the level asked for', 'zh-CN': '汇报线层级不够' },
};

export function explainNobody(
  why: { assign: Assign['kind']; skipped: readonly SkipWhy[] },
  language: Language,
): string {
  const found = why.skipped.map((one) => PASSED_OVER[one][language]);
  const first = [...new Set(found.length > 0 ? found : [MISSING[why.assign][language]])];
  const last = language === 'en' ? 'and nobody is HR lead in their place' : '也没有人事主管可以代替';
  return [...first, last].join(language === 'en' ? ', ' : '，');
}

export function explainAbsence(away: { from: string; to: string }, language: Language): string {
  return language === 'en'
    ? `is away from ${away.from} to ${away.to} and is asked all the same: a delegation would move the tasks`
    : `${away.from} 至 ${away.to} 不在岗，待办仍会派给本人：可设置审批代理`;
}

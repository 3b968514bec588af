import type { StepName } from '@goalbeat/domain/cycle/steps';

export type Pair = readonly [zh: string, en: string];

export const STEP_WORDS: Readonly<Record<StepName, Pair>> = {
  issue: ['下发目标单', 'goal sheets are issued'],
  'remind-plan': ['催交目标计划', 'reminder to plan'],
  'close-planning': ['目标计划截止', 'planning closes'],
  'ask-report': ['请全员填报完成情况', 'everyone is asked for their report'],
  'remind-report': ['催报', 'reminder to report'],
  'close-reporting': ['填报截止', 'reporting closes'],
  'close-confirming': ['确认截止，结果冻结', 'confirming closes, results are frozen'],
  score: ['完成评分', 'scores are computed'],
  publish: ['公布得分', 'scores are published'],
  'bonus-list': ['生成奖金清单', 'bonus lists are built'],
  payout: ['进入发放', 'payout begins'],
  'weekly-report': ['报告已生成', 'the report goes out'],
  archive: ['周期归档', 'the cycle is archived'],
};
export const LAST_ACTION_WORDS: Readonly<Record<string, Pair>> = {
  approved: ['自动通过', 'it counts as approved'],
  returned: ['自动退回', 'it goes back'],
  rejected: ['自动驳回', 'it is refused'],
};
/** What steps count, as their services name it. */
export const COUNT_WORDS: Readonly<Record<string, Pair>> = {
  issued: ['已下发', 'issued'],
  skipped: ['不参与（无目标模板或方案排除）', 'left out (no template, or not meant)'],
  reminded: ['已催办', 'reminded'],
  acceptedAsIssued: ['按下发目标执行', 'stand as issued'],
  asked: ['待填报', 'asked'],
  late: ['逾期', 'late'],
  results: ['结果', 'results'],
  confirmed: ['已确认', 'confirmed'],
  byDeadline: ['到期自动确认', 'confirmed by the deadline'],
  unreported: ['未填报', 'not reported'],
  readers: ['接收人', 'readers'],
  people: ['人', 'people'],
};
export const SUBJECT_WORDS: Readonly<Record<string, Pair>> = {
  plan: ['目标计划', 'plan'],
  report: ['完成情况', 'report'],
  'bonus-list': ['奖金清单', 'bonus list'],
};

/** `1 d 20 h`, `3 h 5 min`, `12 min`: two units at most, whole calendar time. */
export function spanWords(minutes: number, lang: 'zh' | 'en'): string {
  const units = lang === 'zh' ? (['天', '小时', '分钟'] as const) : ([' d', ' h', ' min'] as const);
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const first = parts.findIndex((part) => part > 0);
  if (first === -1) return `0${units[2]}`;
  return parts
    .flatMap((part, n) => (n >= first && n <= first + 1 && part > 0 ? [`${part}${units[n]}`] : []))
    .join(lang === 'zh' ? '' : ' ');
}

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `{name}` is replaced by the value of that name; an unknown one is left out. */
const TEXTS: Readonly<Record<string, Record<Language, string>>> = {
  reminder: { 'zh-CN': '催办：请处理「{title}」{due}', en: 'Reminder: please see to “{title}”{due}' },
  escalation: { 'zh-CN': '逾期升级：「{title}」现由您处理{due}', en: 'Escalated to you: “{title}”{due}' },
  escalated: { 'zh-CN': '逾期升级：「{title}」现由您处理{due}', en: 'Escalated to you: “{title}”{due}' },
  returned: { 'zh-CN': '「{title}」被退回：{comment}', en: '“{title}” was returned: {comment}' },
  rejected: { 'zh-CN': '「{title}」被驳回：{comment}', en: '“{title}” was refused: {comment}' },
  approved: { 'zh-CN': '「{title}」已通过', en: '“{title}” was approved' },
  'timed-out': {
    'zh-CN': '「{title}」逾期未处理，已按制度处理',
    en: '“{title}” was not decided in time; the policy decided',
  },
  'handed-to-hr': { 'zh-CN': '「{title}」已转交人力资源处理', en: '“{title}” was handed to HR' },
  'sheet-issued': {
    'zh-CN': '{period} 的目标单已下发，请提交计划',
    en: 'Your goals for {period} are out: submit your plan',
  },
  'plan-reminder': { 'zh-CN': '催办：请提交 {period} 的计划', en: 'Reminder: submit your plan for {period}' },
  'report-asked': {
    'zh-CN': '请填报 {period} 的完成情况并附证明材料',
    en: 'Report on {period}: done or not, with evidence',
  },
  'report-reminder': { 'zh-CN': '催办：请填报 {period} 的完成情况', en: 'Reminder: report on {period}' },
  feedback: { 'zh-CN': '主管反馈：{text}', en: 'Feedback from your lead: {text}' },
  published: { 'zh-CN': '{period} 的绩效结果已发布', en: 'Results for {period} are published' },
  paid: { 'zh-CN': '{period} 的奖金 {amount} 已发放', en: 'Your bonus for {period}, {amount}, has been paid' },
};
const DUE: Record<Language, string> = { 'zh-CN': '（截止 {due}）', en: ' (due {due})' };
const OTHER: Record<Language, string> = { 'zh-CN': '您有一条新通知：{title}', en: 'A notice for you: {title}' };

/** The reader's language: English if it is asked for before Chinese, else Chinese. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight =
        parameters
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? '1';
      return { tag, weight: Number(weight) || 0 };
    })
    .toSorted((a, b) => b.weight - a.weight)
    .find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'));
  return wanted?.tag.startsWith('en') === true ? 'en' : 'zh-CN';
}

export function noticeText(kind: string, values: Readonly<Record<string, string>>, language: Language): string {
  const due = values['due'] === undefined ? '' : DUE[language].replace('{due}', values['due']);
  const text = (TEXTS[kind] ?? OTHER)[language];
  return text
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'due' ? due : (values[name] ?? '')))
    .replace(/[：:]\s*$/, '')
    .trim();
}

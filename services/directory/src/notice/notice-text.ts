import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import type { NoticeKind } from '@goalbeat/contracts/approvals/words';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import { subjectWord } from '@goalbeat/domain/wording/subject-word';
import type { Language } from '@goalbeat/domain/wording/language';

/** `{name}` is replaced by the value of that name; an unknown one is left out. */
const TEXTS: Readonly<Record<NoticeKind, Record<Language, string>>> = {
  reminder: { 'zh-CN': '催办：请处理「{what}」{due}', en: 'Reminder: please see to “{what}”{due}' },
  escalation: { 'zh-CN': '逾期升级：「{what}」现由您处理', en: 'Escalated to you: “{what}”' },
  reassigned: { 'zh-CN': '「{what}」已转交给您：{reason}', en: '“{what}” was handed to you: {reason}' },
  'handed-to-hr': {
    'zh-CN': '「{what}」逾期未决，转由人力资源处理',
    en: '“{what}” was not decided in time and is now HR’s',
  },
  returned: { 'zh-CN': '「{what}」被退回：{comment}', en: '“{what}” was returned: {comment}' },
  rejected: { 'zh-CN': '「{what}」被驳回：{comment}', en: '“{what}” was refused: {comment}' },
  approved: { 'zh-CN': '「{what}」已通过', en: '“{what}” was approved' },
  'report-asked': {
    'zh-CN': '请填报本期完成情况，并附证明材料{due}',
    en: 'Report on your goals: done or not, with evidence{due}',
  },
  'cycle-pause': {
    'zh-CN': '{period}「{what}」已暂停：{reason}',
    en: '{what}, {period}, is paused: {reason}',
  },
  'cycle-resume': {
    'zh-CN': '{period}「{what}」已恢复，截止时间顺延：{reason}',
    en: '{what}, {period}, goes on; deadlines come later by the pause: {reason}',
  },
  'cycle-extend': {
    'zh-CN': '{period}「{what}」时间调整{due}：{reason}',
    en: '{what}, {period}: the deadline is another now{due}: {reason}',
  },
  'cycle-close-now': {
    'zh-CN': '{period}「{what}」提前截止{due}：{reason}',
    en: '{what}, {period}, is closed early{due}: {reason}',
  },
  'cycle-cancel': {
    'zh-CN': '{period}「{what}」已取消，不计分、不发放：{reason}',
    en: '{what}, {period}, is cancelled: it is neither scored nor paid: {reason}',
  },
  'sheet-changed': {
    'zh-CN': '人力资源调整了 {period}「{what}」的目标，已通过的计划仍然有效：{reason}',
    en: 'HR changed goals of {what}, {period}; an accepted plan stays accepted: {reason}',
  },
  'result-published': {
    'zh-CN': '{period} 绩效结果已发布：{score} 分，等级 {band}',
    en: 'Your result for {period}: {score} points, band {band}',
  },
  'weekly-report': {
    'zh-CN': '{period} 周报「{definition}」：{people} 人，完成率 {completion}%',
    en: 'Weekly report {period}, {definition}: {people} people, completion {completion}%',
  },
  'delegation-planned': {
    'zh-CN': '{giver}（{giverNumber}）请您在 {from} 至 {until} 期间代为审批{kinds}',
    en: '{giver} ({giverNumber}) asks you to decide on their behalf{kinds} from {from} until {until}',
  },
  'delegation-began': {
    'zh-CN': '您现在代 {giver}（{giverNumber}）审批{kinds}，至 {until}{tasks}',
    en: 'You decide on behalf of {giver} ({giverNumber}){kinds} until {until}{tasks}',
  },
  'delegation-ended': {
    'zh-CN': '您代 {giver}（{giverNumber}）审批{kinds}已于 {until} 结束{back}',
    en: 'You no longer decide on behalf of {giver} ({giverNumber}){kinds}: it ended {until}{back}',
  },
  'delegation-returned': {
    'zh-CN': '{delegate}（{delegateNumber}）代您审批{kinds}已于 {until} 结束{back}',
    en: '{delegate} ({delegateNumber}) no longer decides on your behalf{kinds}: it ended {until}{back}',
  },
  'delegation-called-off': {
    'zh-CN': '{giver}（{giverNumber}）取消了 {from} 至 {until} 的审批代理{kinds}',
    en: '{giver} ({giverNumber}) no longer needs you to decide on their behalf{kinds} from {from} until {until}',
  },
  'payouts-stopped': {
    'zh-CN': '发放已停止（待发 {waiting} 笔，薪资系统处理中 {withPayroll} 笔）：{reason}',
    en: 'Payouts are stopped ({waiting} wait here, {withPayroll} are with payroll): {reason}',
  },
  'payouts-released': {
    'zh-CN': '发放已由两人恢复：{reason}',
    en: 'Two people have released payouts: {reason}',
  },
  'pay-held': {
    'zh-CN': '{period} 的奖金{held}，{reason}',
    en: 'Your bonus for {period}{held}. {reason}',
  },
  'held-pay-given-up': {
    'zh-CN': '{period} 暂缓发放的奖金 {money} 不再发放：{reason}',
    en: 'Your bonus for {period}, {money}, which was kept back, will not be paid: {reason}',
  },
  'line-given-up': {
    'zh-CN': '「{what}」暂缓的 {money} 不再发放：{reason}',
    en: '{what}: {money} that was held is given up: {reason}',
  },
  'pay-kept-back': {
    'zh-CN': '{period} 的奖金扣回 {money}：{of} 更正后多发的部分',
    en: 'From your bonus for {period}, {money} is kept back: it was paid too much for {of}, which has been corrected',
  },
  'lines-kept-back': {
    'zh-CN': '「{what}」有 {count} 人扣回以前多发的奖金，共 {money}',
    en: '{what}: {money} is kept back for what was paid too much before; people: {count}',
  },
  'pay-corrected': {
    'zh-CN': '{period} 的奖金由 {before} 更正为 {after}（{difference}）：{reason}',
    en: 'Your bonus for {period} is {after} instead of {before} ({difference}): {reason}',
  },
  paid: {
    'zh-CN': '{period} 的奖金 {money} 已发放{paid}：{reason}',
    en: 'Your bonus for {period}, {money}, has been paid{paid}: {reason}',
  },
};
const DUE: Record<Language, string> = { 'zh-CN': '（截止 {due}）', en: ' (due {due})' };
const SEPARATOR: Record<Language, string> = { 'zh-CN': '、', en: ', ' };
const KINDS: Record<Language, string> = { 'zh-CN': '（{kinds}）', en: ' ({kinds})' };
/** How many open tasks a delegation moved, and gave back; nothing is said of none. */
const TASKS: Record<Language, string> = { 'zh-CN': '，现有 {tasks} 项待办', en: '; open tasks now: {tasks}' };
const BACK: Record<Language, string> = {
  'zh-CN': '，{tasks} 项未决待办已交还',
  en: '; open tasks given back: {tasks}',
};
const PAID: Record<Language, string> = { 'zh-CN': '（{at}）', en: ' on {at}' };
/** What nobody could reckon is held without an amount. */
const HELD: Record<Language, string> = { 'zh-CN': ' {money}', en: ', {money}' };
const OTHER: Record<Language, string> = { 'zh-CN': '您有一条新通知：{what}', en: 'A notice for you: {what}' };
/** What a reminder is about when it names a thing to do rather than a title. */
const TODOS: Readonly<Record<string, Record<Language, string>>> = {
  'make-plan': { 'zh-CN': '提交计划', en: 'submit your plan' },
  'make-report': { 'zh-CN': '填报完成情况', en: 'report on your goals' },
};

type Values = Readonly<Record<string, string>>;

/** @param zone the instants are shown in */
export function noticeText(kind: string, values: Values, language: Language, zone: string): string {
  const own = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inLanguage(value, language)]));
  const shown = { ...own, ...derived(own, language, zone) };
  const known: Readonly<Record<string, Record<Language, string>>> = TEXTS;
  const text = (known[kind] ?? OTHER)[language];
  return text
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => (shown as Values)[name] ?? '')
    .replace(/[：:]\s*$/, '')
    .trim();
}

function derived(values: Values, language: Language, zone: string): Values {
  const { title, todo, dueAt, amount, currency, reason, reasonEn, band } = values;
  const { from, until, kinds, tasks } = values;
  const counted = (text: string) => (tasks === undefined || tasks === '0' ? '' : text.replace('{tasks}', tasks));
  const money = (of: string | undefined, sign: Sign = 'auto') =>
    currency === undefined || of === undefined ? (of ?? '') : moneyText(of, currency, language, sign);
  const words = kinds?.split(',').map((kind) => subjectWord(kind, language));
  return {
    what: title ?? (todo === undefined ? undefined : TODOS[todo]?.[language]) ?? todo ?? '',
    due: dueAt === undefined ? '' : DUE[language].replace('{due}', instantText(dueAt, language, zone)),
    money: money(amount),
    held: amount === undefined ? '' : HELD[language].replace('{money}', money(amount)),
    before: money(values['before']),
    after: money(values['after']),
    difference: money(values['difference'], 'exceptZero'),
    reason: (language === 'en' ? reasonEn : undefined) ?? reason ?? '',
    paid:
      values['paidAt'] === undefined
        ? ''
        : PAID[language].replace('{at}', instantText(values['paidAt'], language, zone)),
    band: band === undefined ? '' : bandWord(band, language),
    from: from === undefined ? '' : instantText(from, language, zone),
    until: until === undefined ? '' : instantText(until, language, zone),
    kinds: words === undefined ? '' : KINDS[language].replace('{kinds}', words.join(SEPARATOR[language])),
    tasks: counted(TASKS[language]),
    back: counted(BACK[language]),
  };
}

function instantText(at: string, language: Language, zone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(at),
  );
}

type Sign = 'auto' | 'exceptZero';

/** Exact: the digits are the amount's own, never a float's. */
function moneyText(amount: string, currency: string, language: Language, signDisplay: Sign): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  // Points and the like are no currency, which Intl would refuse.
  if (!/^[A-Z]{3}$/.test(currency)) {
    const format = new Intl.NumberFormat(language, {
      signDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return `${format.format(amount as `${number}`)} ${currency}`;
  }
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    signDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as `${number}`);
}

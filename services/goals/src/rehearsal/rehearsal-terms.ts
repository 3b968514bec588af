import type { NoticeKind } from '@goalbeat/contracts/approvals/words';
import type { LIST_PARTS } from '@goalbeat/contracts/payroll/http';
import type { BonusListState } from '@goalbeat/domain/bonus-list/lifecycle';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Language } from '@goalbeat/domain/wording/language';
import { STEP_ZH } from '../cycle-definition/step-words.js';
import type { LADDER_REMINDER, STEP_REMINDER } from './tally.js';

type Words = Record<Language, string>;

const STEP_EN: Readonly<Record<StepName, string>> = {
  issue: 'Issuing goals',
  'remind-plan': 'Reminding of plans',
  'close-planning': 'End of planning',
  'ask-report': 'Asking for reports',
  'remind-report': 'Reminding of reports',
  'close-reporting': 'End of reporting',
  'close-confirming': 'End of confirming',
  score: 'Scoring',
  publish: 'Publishing results',
  'bonus-list': 'Drawing up bonus lists',
  payout: 'Paying out',
  'weekly-report': 'Weekly report',
  archive: 'Archiving',
};

export const stepWord = (step: StepName, language: Language): string => (language === 'en' ? STEP_EN : STEP_ZH)[step];

/** Rehearsals that were kept before reminders were told apart have `reminder` for both. */
const NOTICES: Readonly<Record<NoticeKind | typeof STEP_REMINDER | typeof LADDER_REMINDER, Words>> = {
  'step-reminder': { 'zh-CN': '计划与填报催办', en: 'reminders to plan or report' },
  'ladder-reminder': { 'zh-CN': '审批催办', en: 'reminders to decide' },
  reminder: { 'zh-CN': '催办', en: 'reminders' },
  escalation: { 'zh-CN': '逾期升级', en: 'escalations' },
  reassigned: { 'zh-CN': '转交', en: 'tasks handed over' },
  'handed-to-hr': { 'zh-CN': '转人力资源', en: 'handed to HR' },
  returned: { 'zh-CN': '退回', en: 'returns' },
  rejected: { 'zh-CN': '驳回', en: 'refusals' },
  approved: { 'zh-CN': '通过', en: 'approvals' },
  'report-asked': { 'zh-CN': '请求填报', en: 'requests to report' },
  'cycle-pause': { 'zh-CN': '周期暂停', en: 'pauses of the cycle' },
  'cycle-resume': { 'zh-CN': '周期恢复', en: 'ends of a pause' },
  'cycle-extend': { 'zh-CN': '时间调整', en: 'moved deadlines' },
  'cycle-close-now': { 'zh-CN': '提前截止', en: 'early closings' },
  'cycle-cancel': { 'zh-CN': '周期取消', en: 'cancellations of the cycle' },
  'sheet-changed': { 'zh-CN': '目标调整', en: 'changed goals' },
  'result-published': { 'zh-CN': '结果发布', en: 'results' },
  'weekly-report': { 'zh-CN': '周报', en: 'weekly reports' },
  'delegation-planned': { 'zh-CN': '代理预告', en: 'delegations ahead' },
  'delegation-began': { 'zh-CN': '代理开始', en: 'beginnings of delegations' },
  'delegation-ended': { 'zh-CN': '代理结束', en: 'ends of delegations' },
  'delegation-returned': { 'zh-CN': '代理交还', en: 'tasks given back' },
  'delegation-called-off': { 'zh-CN': '代理取消', en: 'delegations called off' },
  'payouts-stopped': { 'zh-CN': '发放停止', en: 'stops of payouts' },
  'payouts-released': { 'zh-CN': '发放恢复', en: 'releases of payouts' },
  'pay-held': { 'zh-CN': '奖金暂缓发放', en: 'pay held' },
  'held-pay-given-up': { 'zh-CN': '暂缓奖金不再发放', en: 'held pay given up' },
  'line-given-up': { 'zh-CN': '清单行不再发放', en: 'list lines given up' },
  'pay-kept-back': { 'zh-CN': '奖金扣回', en: 'pay kept back' },
  'lines-kept-back': { 'zh-CN': '清单行扣回', en: 'list lines kept back' },
  'pay-corrected': { 'zh-CN': '奖金更正', en: 'corrections of pay' },
  paid: { 'zh-CN': '到账', en: 'payments' },
};
/** What lies on desks: to do, or to decide. */
const TODOS = {
  'make-plan': { 'zh-CN': '提交计划', en: 'handing in a plan' },
  'make-report': { 'zh-CN': '填报完成情况', en: 'reporting' },
  'submit-bonus-list': { 'zh-CN': '提交奖金清单', en: 'handing in a bonus list' },
  plan: { 'zh-CN': '审批计划', en: 'deciding a plan' },
  report: { 'zh-CN': '确认填报', en: 'confirming a report' },
  results: { 'zh-CN': '审批结果', en: 'releasing results' },
  'bonus-list': { 'zh-CN': '审批奖金清单', en: 'signing a bonus list' },
  'payout-rejected': { 'zh-CN': '处理被薪资系统退回的款项', en: 'mending a payment that payroll refused' },
} as const satisfies Readonly<Record<string, Words>>;
const LIST_STATES: Readonly<Record<BonusListState, Words>> = {
  draft: { 'zh-CN': '未提交', en: 'not handed in' },
  submitted: { 'zh-CN': '待签字', en: 'waiting to be signed' },
  returned: { 'zh-CN': '已退回', en: 'returned' },
  signed: { 'zh-CN': '已签字', en: 'signed' },
  'handed-over': { 'zh-CN': '已交薪资系统', en: 'handed to payroll' },
  settled: { 'zh-CN': '已结清', en: 'settled' },
  cancelled: { 'zh-CN': '已取消', en: 'cancelled' },
};
const PARTS: Readonly<Record<(typeof LIST_PARTS)[number], Words>> = {
  main: { 'zh-CN': '主清单', en: 'main list' },
  signers: { 'zh-CN': '签字人', en: 'list of the signers' },
};

/** A word that is not known, from a report of another version, is shown as it is. */
const wordFrom =
  (words: Readonly<Record<string, Words>>) =>
  (word: string, language: Language): string =>
    words[word]?.[language] ?? word;

export const noticeWord = wordFrom(NOTICES);
export const todoWord = wordFrom(TODOS);
export const listStateWord = wordFrom(LIST_STATES);
export const partWord = wordFrom(PARTS);

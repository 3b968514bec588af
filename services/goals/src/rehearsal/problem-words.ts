import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import type { Language } from '@goalbeat/domain/wording/language';
import { todoWord } from './rehearsal-terms.js';

type Problem = RehearsalReport['problems'][number];

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

/** Of a task: what is to be done, and about whom. */
function exampleWords(kind: Problem['kind'], example: string | null, language: Language): string | null {
  if (kind === 'skipped') return SKIPPED[example ?? '']?.[language] ?? example;
  const [what, ...about] = (example ?? '').split(': ');
  if (kind !== 'not-acted' || what === undefined || about.length === 0) return example;
  const title = about.join(': ');
  return language === 'en' ? `${todoWord(what, language)} “${title}”` : `${todoWord(what, language)}「${title}」`;
}

export function problemWords({ kind, count, example }: Problem, language: Language): string {
  const said = exampleWords(kind, example, language);
  return PROBLEMS[kind][language].replace('{count}', String(count)).replace('{example}', said ?? '—');
}

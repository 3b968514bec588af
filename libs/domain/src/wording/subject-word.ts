import type { Language } from './language.js';

const SUBJECTS: Readonly<Record<string, Record<Language, string>>> = {
  plan: { 'zh-CN': '计划', en: 'plans' },
  report: { 'zh-CN': '完成情况', en: 'reports' },
  results: { 'zh-CN': '绩效结果', en: 'results' },
  'bonus-list': { 'zh-CN': '奖金清单', en: 'bonus lists' },
};

/** What is approved, as people read it; a kind that has no word yet is shown as it is. */
export function subjectWord(kind: string, language: Language): string {
  return SUBJECTS[kind]?.[language] ?? kind;
}

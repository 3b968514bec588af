import type { Language } from '@goalbeat/domain/wording/language';
import type { StoredStep } from './explain-words.js';

// By what the reckoning itself says; what HR or finance wrote is theirs.
const WHY: readonly { code: string; words: Record<Language, string> }[] = [
  {
    code: 'no-rate',
    words: {
      'zh-CN': '暂缓发放：奖金方案中还没有适用于您的标准，人力资源正在处理。',
      en: 'Not paid yet: the pay plan has no entry that fits you; HR is seeing to it.',
    },
  },
  {
    code: 'no-days',
    words: {
      'zh-CN': '暂缓发放：您的出勤天数需要核实，人力资源正在处理。',
      en: 'Not paid yet: your days worked have to be checked; HR is seeing to it.',
    },
  },
  {
    code: 'too-large',
    words: {
      'zh-CN': '暂缓发放：算得的金额需要核实，人力资源正在处理。',
      en: 'Not paid yet: the amount that was reckoned has to be checked; HR is seeing to it.',
    },
  },
];
const OTHERWISE: Record<Language, string> = {
  'zh-CN': '暂缓发放：这笔奖金正在核实，有结果后会发放或说明原因。有疑问请联系人力资源。',
  en: 'Not paid yet: this bonus is being looked into. It will be paid, or you will be told why not. HR answers questions.',
};

/** Why somebody's pay is held, for its owner. */
export function heldWords(explain: readonly StoredStep[], language: Language): string {
  const why = WHY.find(({ code }) => explain.some((step) => step.code === code));
  return (why?.words ?? OTHERWISE)[language];
}

import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { Language } from '@goalbeat/domain/wording/language';
import { amountText, EN, scoreText, ZH } from './step-words.js';

/** One stored step of how an amount came about; codes of the domain and our own `no-rate` and `adjusted`. */
export interface StoredStep {
  code: string;
  values: Record<string, string>;
  result: string;
}

export interface Explained {
  period: string;
  /** Decimal string; empty where a line has no score. */
  score: string;
  band: string;
  currency: string;
  explain: readonly StoredStep[];
}

/** A line is reckoned in its plan's currency up to its conversion, and in its own from there on. */
function sayAll(of: Explained, language: Language): { code: string; words: string }[] {
  const words = language === 'en' ? EN : ZH;
  const change = of.explain.findIndex(({ code }) => code === 'converted');
  const before = of.explain[change]?.values['from'] ?? of.currency;
  return of.explain.map(({ code, values, result }, at) => ({
    code,
    words: words[code]?.(values, result, at < change ? before : of.currency) ?? code,
  }));
}

/** Each step as a sentence, for the person paid. */
export function explainWords(of: Explained, language: Language): string[] {
  const head =
    language === 'en'
      ? `${of.period}: score ${scoreText(of.score)}, band ${of.band}`
      : `${of.period} 得分 ${scoreText(of.score)}，等级${bandWord(of.band, language)}`;
  return [head, ...sayAll(of, language).map(({ words }) => words)];
}

const ALWAYS_TOLD = [
  'band-amount',
  'points',
  'pool',
  'no-share',
  'capped',
  'floored',
  'team-extra',
  'below-minimum',
  'converted',
  'no-rate',
  'no-days',
  'too-large',
  'set-off',
  'taken-off',
  'corrected',
  'given-up',
  'part',
  'adjusted',
];

/** One line for lists and for payroll: "2026-W47 得分 104.00（优秀），基数 500.00 × 1.5 = 750.00". */
export function reasonWords(of: Explained, language: Language): string {
  const en = language === 'en';
  const head = en
    ? `${of.period}: score ${scoreText(of.score)} (${of.band})`
    : `${of.period} 得分 ${scoreText(of.score)}（${bandWord(of.band, language)}）`;
  const product = productWords(of, en);
  const said = sayAll(of, language).filter(
    ({ code }) => ALWAYS_TOLD.includes(code) || (product === undefined && code === 'prorated' && shortWeek(of)),
  );
  return [head, ...(product === undefined ? [] : [product]), ...said.map(({ words }) => words)].join(en ? ', ' : '，');
}

const step = (of: Explained, code: string): StoredStep | undefined => of.explain.find((one) => one.code === code);

function shortWeek(of: Explained): boolean {
  const days = step(of, 'prorated');
  return days !== undefined && days.values['workedDays'] !== days.values['fullDays'];
}

/** "基数 500.00 × 1.5 × 3/5 = 450.00"; undefined where there is no base to multiply. */
function productWords(of: Explained, en: boolean): string | undefined {
  const base = step(of, 'base');
  if (base === undefined) return undefined;
  const currency = step(of, 'converted')?.values['from'] ?? of.currency;
  const days = step(of, 'prorated');
  const factors = [
    `${en ? 'base' : '基数'} ${amountText(base.values['base'] ?? '', currency)}`,
    step(of, 'multiplier')?.values['multiplier'] ?? '1',
    ...(shortWeek(of) ? [`${days?.values['workedDays']}/${days?.values['fullDays']}`] : []),
  ];
  return `${factors.join(' × ')} = ${step(of, 'rounded')?.result ?? ''}`;
}

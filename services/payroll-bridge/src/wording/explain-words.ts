import { formatRatio, isDecimal, ratioOf } from '@goalbeat/domain/exact/ratio';
import { currencyExponent } from '@goalbeat/domain/money/currency';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { Language } from '@goalbeat/domain/wording/language';

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

/** A plan's figure with the currency's decimals; left as it is where it is no plain number. */
function amountText(amount: string, currency: string): string {
  return isDecimal(amount) ? formatRatio(ratioOf(amount), currencyExponent(currency)) : amount;
}

const scoreText = (score: string): string => (isDecimal(score) ? formatRatio(ratioOf(score), 2) : score);

type Say = (values: Record<string, string>, result: string, currency: string) => string;

const ZH: Readonly<Record<string, Say>> = {
  base: (v, _r, c) => `职级 ${v['grade']} 的基数为 ${amountText(v['base'] ?? '', c)} ${c}`,
  multiplier: (v) => `绩效等级${bandWord(v['band'] ?? '', 'zh-CN')}，系数 × ${v['multiplier']}`,
  prorated: (v) => `出勤 ${v['workedDays']} 天，应出勤 ${v['fullDays']} 天`,
  rounded: (_v, r, c) => `四舍五入后为 ${r} ${c}`,
  capped: (_v, r, c) => `超过上限，按上限 ${r} ${c}`,
  floored: (_v, r, c) => `低于下限，按下限 ${r} ${c}`,
  'below-minimum': (v, _r, c) => `低于起付额 ${amountText(v['minimumPayable'] ?? '', c)} ${c}，不发放`,
  'no-rate': (v) => `奖金方案中没有职级 ${v['grade']} 或等级 ${v['band']} 的标准`,
  adjusted: (v, r, c) => `人事由 ${v['from']} 调整为 ${r} ${c}：${v['reason']}`,
};

const EN: Readonly<Record<string, Say>> = {
  base: (v, _r, c) => `Base for grade ${v['grade']}: ${amountText(v['base'] ?? '', c)} ${c}`,
  multiplier: (v) => `Band ${v['band']}: × ${v['multiplier']}`,
  prorated: (v) => `${v['workedDays']} of ${v['fullDays']} working days`,
  rounded: (_v, r, c) => `Rounded to ${r} ${c}`,
  capped: (_v, r, c) => `Above the cap: ${r} ${c}`,
  floored: (_v, r, c) => `Below the floor: ${r} ${c}`,
  'below-minimum': (v, _r, c) =>
    `Below the smallest amount paid (${amountText(v['minimumPayable'] ?? '', c)} ${c}): nothing is paid`,
  'no-rate': (v) => `The pay plan has no entry for grade ${v['grade']} or band ${v['band']}`,
  adjusted: (v, r, c) => `Adjusted by HR from ${v['from']} to ${r} ${c}: ${v['reason']}`,
};

/** Each step as a sentence, for the person paid. */
export function explainWords(of: Explained, language: Language): string[] {
  const words = language === 'en' ? EN : ZH;
  const head =
    language === 'en'
      ? `${of.period}: score ${scoreText(of.score)}, band ${of.band}`
      : `${of.period} 得分 ${scoreText(of.score)}，等级${bandWord(of.band, language)}`;
  return [head, ...of.explain.map((step) => words[step.code]?.(step.values, step.result, of.currency) ?? step.code)];
}

/** One line for lists and for payroll: "2026-W47 得分 104.00（优秀），基数 500.00 × 1.5 = 750.00". */
export function reasonWords(of: Explained, language: Language): string {
  const en = language === 'en';
  const step = (code: string): StoredStep | undefined => of.explain.find((one) => one.code === code);
  const head = en
    ? `${of.period}: score ${scoreText(of.score)} (${of.band})`
    : `${of.period} 得分 ${scoreText(of.score)}（${bandWord(of.band, language)}）`;
  const comma = en ? ', ' : '，';
  const base = step('base');
  if (base === undefined) return [head, ...tail(of, en)].join(comma);
  const days = step('prorated');
  const whole = days === undefined || days.values['workedDays'] === days.values['fullDays'];
  const factors = [
    `${en ? 'base' : '基数'} ${amountText(base.values['base'] ?? '', of.currency)}`,
    step('multiplier')?.values['multiplier'] ?? '1',
    ...(whole ? [] : [`${days.values['workedDays']}/${days.values['fullDays']}`]),
  ];
  return [head, `${factors.join(' × ')} = ${step('rounded')?.result ?? ''}`, ...tail(of, en)].join(comma);
}

const TAIL = ['capped', 'floored', 'below-minimum', 'no-rate', 'adjusted'];

function tail(of: Explained, en: boolean): string[] {
  const words = en ? EN : ZH;
  return of.explain
    .filter((step) => TAIL.includes(step.code))
    .map((step) => words[step.code]?.(step.values, step.result, of.currency) ?? step.code);
}

import { compareRatio, isDecimal, ratioOf } from '@goalbeat/domain/exact/ratio';
import type { CorrectedPayCause } from '@goalbeat/contracts/payroll/corrected-pay-http';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { Language } from '@goalbeat/domain/wording/language';
import type { CorrectedRow } from '../corrected-pay/corrected-pay.repository.js';
import { scoreText } from './step-words.js';

type Scored = Pick<CorrectedRow, 'score' | 'band' | 'scoreBefore' | 'bandBefore'>;

/** Whether it is the person's own score that is another. */
export function isOtherScore({ score, band, scoreBefore, bandBefore }: Scored): boolean {
  if (band !== bandBefore) return true;
  if (!isDecimal(score) || !isDecimal(scoreBefore)) return score !== scoreBefore;
  return compareRatio(ratioOf(score), ratioOf(scoreBefore)) !== 0;
}

/** Why somebody's money is worth another amount. */
export function causeOf(row: Scored & Pick<CorrectedRow, 'batchId' | 'byOtherPlan'>): CorrectedPayCause {
  if (isOtherScore(row)) return row.batchId === null ? 'score' : 'scores-republished';
  return row.byOtherPlan ? 'pay-plan' : 'others';
}

// Why HR corrected is theirs, and may be about others: its owner reads what changed their own money, and what HR wrote for them.
const WHY: Readonly<Record<CorrectedPayCause, Record<Language, string>>> = {
  score: {
    'zh-CN': '人力资源更正了计奖得分：{score}（{band}），原为 {scoreBefore}（{bandBefore}）',
    en: 'HR corrected the score that your pay goes by: {score} ({band}) instead of {scoreBefore} ({bandBefore})',
  },
  'scores-republished': {
    'zh-CN': '得分已更正并重新发布：{score}（{band}），原为 {scoreBefore}（{bandBefore}）',
    en: 'scores were corrected and published again: {score} ({band}) instead of {scoreBefore} ({bandBefore})',
  },
  'pay-plan': {
    'zh-CN': '按更正后的奖金方案重新计算，您的得分不变',
    en: 'it was reckoned by a corrected pay plan; your score stays as it is',
  },
  others: {
    'zh-CN': '该周期有更正，所有人的奖金重新计算，您的得分不变',
    en: 'everybody’s bonus was reckoned again after a correction of this period; your score stays as it is',
  },
};

// What a refused correction did is taken back: nobody has corrected the score to what it was.
const UNDONE: Readonly<Record<'score' | 'money', Record<Language, string>>> = {
  score: {
    'zh-CN': '财务未批准先前的更正，计奖得分恢复为 {score}（{band}），不再是 {scoreBefore}（{bandBefore}）',
    en: 'finance did not approve an earlier correction: your pay goes by {score} ({band}) again, not by {scoreBefore} ({bandBefore})',
  },
  money: {
    'zh-CN': '财务未批准先前的更正，已按更正之前恢复',
    en: 'finance did not approve an earlier correction: it is as it was before that',
  },
};

/** @param row.undoes whether it takes back what a refused correction did */
export function whyWords(row: Parameters<typeof causeOf>[0] & { undoes: boolean }, language: Language): string {
  const values: Record<string, string> = {
    score: scoreText(row.score),
    band: bandWord(row.band, language),
    scoreBefore: scoreText(row.scoreBefore),
    bandBefore: bandWord(row.bandBefore, language),
  };
  const words = row.undoes ? UNDONE[isOtherScore(row) ? 'score' : 'money'] : WHY[causeOf(row)];
  return words[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** kept-back: from later bonuses · taken-off: what has not been paid yet · more: is paid besides · held: is looked into first · back: nothing more is kept back for it · not-sent: was told as `more`, and is not paid after all */
export type Becomes = 'kept-back' | 'taken-off' | 'more' | 'held' | 'back' | 'not-sent';
const BECOMES: Readonly<Record<Becomes, Record<Language, string>>> = {
  'kept-back': { 'zh-CN': '{money} 将从以后的奖金中扣回', en: '{money} is kept back from your next bonuses' },
  'taken-off': {
    'zh-CN': '{money} 从尚未发放的部分中减去',
    en: '{money} is taken off what has not been paid to you yet',
  },
  more: { 'zh-CN': '差额 {money} 另行发放', en: '{money} is paid to you in addition' },
  held: {
    'zh-CN': '差额 {money} 暂缓发放，正在核实',
    en: '{money} more is due to you and held while it is looked into',
  },
  'not-sent': {
    'zh-CN': '{money} 未能发出，不再发放；有疑问请联系人力资源',
    en: '{money} was not sent, and is not paid; HR answers questions',
  },
  back: {
    'zh-CN': '{money} 不再扣回',
    en: '{money} that was to be kept back, or was taken off, is yours again',
  },
};

/** @param parts amount and currency as text; what is nothing is left out by the caller */
export function becomesWords(parts: readonly { what: Becomes; money: string }[], language: Language): string {
  return parts
    .map(({ what, money }) => BECOMES[what][language].replace('{money}', money))
    .join(language === 'en' ? '; ' : '；');
}

const MESSAGE: Readonly<Record<Language, string>> = { 'zh-CN': '人力资源说明：', en: 'HR says: ' };

/** What HR wrote for whoever it concerns, as it was written; empty where nothing. */
export const messageWords = (message: string | null, language: Language): string =>
  message === null ? '' : `${MESSAGE[language]}${message}`;

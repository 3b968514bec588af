import type { Language } from './language.js';

const BANDS: Readonly<Record<string, string>> = {
  outstanding: '卓越',
  excellent: '优秀',
  good: '良好',
  qualified: '合格',
  improve: '待改进',
  unqualified: '不合格',
};

/** A band as people read it; codes that a company made up are shown as they are. */
export function bandWord(band: string, language: Language): string {
  return language === 'en' ? band : (BANDS[band.toLowerCase()] ?? band);
}

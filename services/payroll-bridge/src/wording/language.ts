export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first language of Accept-Language that we speak; zh-CN where none is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

const BANDS: Readonly<Record<string, string>> = {
  outstanding: '卓越',
  excellent: '优秀',
  good: '良好',
  qualified: '合格',
  improve: '待改进',
  unqualified: '不合格',
};

/** Codes that a company made up are shown as they are. */
export function bandWord(band: string, language: Language): string {
  return language === 'en' ? band : (BANDS[band.toLowerCase()] ?? band);
}

import { LANGUAGES, type Language } from '@goalbeat/domain/wording/language';

const KEPT_AS = 'goalbeat.language';

/** What the reader chose; else what their browser prefers; Chinese where it says neither. */
export function firstLanguage(): Language {
  const kept = LANGUAGES.find((one) => one === window.localStorage.getItem(KEPT_AS));
  if (kept !== undefined) return kept;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase()).find((tag) => /^(zh|en)\b/.test(tag));
  return wanted?.startsWith('en') === true ? 'en' : 'zh-CN';
}

export const keepLanguage = (language: Language): void => window.localStorage.setItem(KEPT_AS, language);

/** The language that the page is shown in; the API is asked for the same one. */
export const languageShown = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN');

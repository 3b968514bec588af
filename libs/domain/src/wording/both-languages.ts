import type { Language } from './language.js';

/** Invisible, around each text in two languages: what stands before and after it belongs to both. */
const MARK = '\u2063';
const pattern = (inside: string): RegExp => new RegExp(`${MARK}(${inside}*?) / (${inside}*)${MARK}?`, 'g');
const IN_TEXT = pattern(`[^${MARK}]`);
/** Never beyond the string or the cell that it stands in, also where somebody has cut the end off. */
const IN_JSON = pattern(`(?:[^${MARK}"\\\\]|\\\\.)`);
const IN_TABLE = pattern(`[^${MARK}"\\n]`);

/** Of what is kept in one text and read by people of either language, such as the title of a task: Chinese first. */
export const bothLanguages = (zh: string, en: string): string => `${MARK}${zh} / ${en}${MARK}`;

export const isInBothLanguages = (text: string): boolean => text.includes(MARK);

/** The text as its reader reads it; null: in both languages. */
export const inLanguage = (text: string, language: Language | null): string => pick(text, IN_TEXT, language);

/** A whole JSON document, or another with such texts in its cells or lines. */
export const documentInLanguage = (document: string, language: Language | null, isJson: boolean): string =>
  pick(document, isJson ? IN_JSON : IN_TABLE, language);

const pick = (text: string, where: RegExp, language: Language | null): string =>
  text
    .replace(where, (_, zh: string, en: string) => {
      if (language === null) return `${zh} / ${en}`;
      return language === 'en' ? en : zh;
    })
    .replaceAll(MARK, '');

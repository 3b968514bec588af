const CHINESE = new Map<string, string>();

/** What a schema says of a value that does not fit, in both languages: schemas keep the English one, readers get theirs. */
export function words(en: string, zh: string): string {
  CHINESE.set(en, zh);
  return en;
}

/** The Chinese of what a schema says; undefined for what was not written with `words`. */
export const inChinese = (en: string): string | undefined => CHINESE.get(en);

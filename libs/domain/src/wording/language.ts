export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The reader's language from Accept-Language: English where it is wanted before Chinese, else Chinese. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
    })
    .toSorted((a, b) => b.weight - a.weight)
    .find(({ tag, weight }) => weight > 0 && (tag.startsWith('zh') || tag.startsWith('en')));
  return wanted?.tag.startsWith('en') === true ? 'en' : 'zh-CN';
}

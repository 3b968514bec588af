const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

interface Known {
  en: RegExp;
  zh: string;
  /** How much of it is fixed text: where two fit, the one that says more is meant. */
  fixed: number;
}

function patternsOf(refusals: Readonly<Record<string, string>>): Known[] {
  return Object.entries(refusals)
    .filter(([en]) => en.includes('{}'))
    .map(([en, zh]) => ({
      en: new RegExp(`^${en.split('{}').map(literally).join('([\\s\\S]*?)')}$`),
      zh,
      fixed: en.length,
    }))
    .toSorted((a, b) => b.fixed - a.fixed);
}

/**
 * What a refusal says, in Chinese; undefined where nobody has written it. In the catalogue of English → Chinese `{}` stands for what is
 * filled in, in the same order, `{1}`, `{2}` in the Chinese where the order is another; what is filled in may be a refusal itself.
 */
export function refusalsInChinese(refusals: Readonly<Record<string, string>>): (message: string) => string | undefined {
  const own = (message: string): string | undefined =>
    Object.hasOwn(refusals, message) ? refusals[message] : undefined;
  const patterns = patternsOf(refusals);
  return (message) => {
    const whole = own(message);
    if (whole !== undefined) return whole;
    for (const { en, zh } of patterns) {
      const match = en.exec(message);
      if (match !== null) return filled(zh, match.slice(1), own);
    }
    return undefined;
  };
}

function filled(zh: string, values: readonly string[], own: (message: string) => string | undefined): string {
  let next = 0;
  return zh.replaceAll(/\{(\d?)\}/g, (_, place: string) => {
    const value = values[place === '' ? next : Number(place) - 1] ?? '';
    next += 1;
    return own(value) ?? value;
  });
}

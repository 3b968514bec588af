import { REFUSALS_OF_LISTS } from './refusals-of-lists.js';
import { REFUSALS_OF_PAYOUTS } from './refusals-of-payouts.js';
import { REFUSALS_OF_SIGNING } from './refusals-of-signing.js';

export const REFUSALS: Readonly<Record<string, string>> = {
  ...REFUSALS_OF_LISTS,
  ...REFUSALS_OF_PAYOUTS,
  ...REFUSALS_OF_SIGNING,
};

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

interface Known {
  en: RegExp;
  zh: string;
  /** How much of it is fixed text: where two fit, the one that says more is meant. */
  fixed: number;
}
const PATTERNS: readonly Known[] = Object.entries(REFUSALS)
  .filter(([en]) => en.includes('{}'))
  .map(([en, zh]) => ({
    en: new RegExp(`^${en.split('{}').map(literally).join('([\\s\\S]*?)')}$`),
    zh,
    fixed: en.length,
  }))
  .toSorted((a, b) => b.fixed - a.fixed);

/** What a refusal says, in Chinese; undefined where nobody has written it. What is filled in may be a refusal itself. */
export function refusalInChinese(message: string): string | undefined {
  const whole = REFUSALS[message];
  if (whole !== undefined && Object.hasOwn(REFUSALS, message)) return whole;
  for (const { en, zh } of PATTERNS) {
    const match = en.exec(message);
    if (match !== null) return filled(zh, match.slice(1));
  }
  return undefined;
}

function filled(zh: string, values: readonly string[]): string {
  let next = 0;
  return zh.replaceAll(/\{(\d?)\}/g, (_, place: string) => {
    const value = values[place === '' ? next : Number(place) - 1] ?? '';
    next += 1;
    return REFUSALS[value] ?? value;
  });
}

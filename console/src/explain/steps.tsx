import { formatAmount, formatDecimal } from '../money/format-amount.js';
import { readExact } from '../money/amounts.js';
import type { Language } from '@goalbeat/domain/wording/language';
import { useLanguage } from '../words/use-language.js';
import { Explain, type Explained } from './explain.js';

interface Step {
  code: string;
  values: Record<string, string>;
  result: string;
}

/** Up to a conversion a line is reckoned in its plan's currency, from there on in its own. */
function currencyAt(steps: readonly Step[], at: number, currency: string): string {
  const change = steps.findIndex(({ code }) => code === 'converted');
  return at < change ? (steps[change]?.values['from'] ?? currency) : currency;
}

function figure(text: string, currency: string, language: Language): string {
  const { text: decimal, about } = readExact(text);
  return text.includes('/')
    ? `${about ? '≈ ' : ''}${formatDecimal(decimal, language)}`
    : formatAmount({ amount: decimal, currency }, language);
}

/** How an amount came about: the sentences that the service tells, each with what it came to. */
export function Steps({
  words,
  steps,
  currency,
}: {
  words: readonly string[];
  steps: readonly Step[];
  currency: string;
}) {
  const language = useLanguage();
  const [head, ...said] = words;
  const of: Explained[] = said.map((label, at) => ({
    key: `${at}`,
    label,
    value: figure(steps[at]?.result ?? '', currencyAt(steps, at, currency), language),
  }));
  return <Explain of={[{ key: 'head', label: head ?? '' }, ...of]} />;
}

import type { Language } from '@goalbeat/domain/wording/language';

export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** An exact decimal: numbers would lose cents. */
type Exact = Intl.StringNumericLiteral;
const exact = (text: string): Exact => text as Exact;
const scaleOf = (text: string): number => text.split('.')[1]?.length ?? 0;
const PLAIN = /^-?\d+(\.\d+)?$/;
/** What a company counts besides money is no currency to Intl, which throws at it. */
const CURRENCY = /^[A-Z]{3}$/;

/** As many decimals as the API gave: Intl's own idea of a currency's decimals differs from ISO 4217 (HUF, IDR). */
export function formatAmount({ amount, currency }: Amount, language: Language): string {
  if (!PLAIN.test(amount)) return `${amount} ${currency}`;
  const digits = scaleOf(amount);
  if (!CURRENCY.test(currency)) {
    const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return `${new Intl.NumberFormat(language, fixed).format(exact(amount))} ${currency}`;
  }
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(exact(amount));
}

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A decimal string with the reader's separators and no needless zeros: "1234.50" → "1,234.5". */
export function formatDecimal(text: string, language: Language): string {
  if (!PLAIN.test(text)) return text;
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(exact(withoutZeros(text)));
}

/** Percent as the API writes it ("85.50" is 85.5 %). */
export const formatPercent = (text: string, language: Language): string => `${formatDecimal(text, language)}%`;

/** Of the model's companies; amounts are minor units. */
export const CURRENCIES = ['CNY', 'JPY', 'KWD', 'POINTS'] as const;
export type Currency = (typeof CURRENCIES)[number];
export const DECIMALS: Readonly<Record<Currency, number>> = { CNY: 2, JPY: 0, KWD: 3, POINTS: 4 };
/** What no payroll hears of. */
export const isAsset = (currency: Currency): boolean => currency === 'POINTS';

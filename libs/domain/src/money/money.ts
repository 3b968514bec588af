import { DomainError } from '../errors/domain-error.js';
import { ASSET_DECIMALS, isAssetCode } from './asset.js';
import { currencyExponent, storedExponent } from './currency.js';
import { formatMinor, parseMinor } from './minor-units.js';

/** Amount in minor units (fen, cents) of an ISO 4217 currency, or in ten-thousandths of what a company counts besides. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

export interface WireMoney {
  amount: string;
  currency: string;
}

/**
 * Reads `{ amount: "1234.50", currency: "CNY" }`; fewer decimals than the currency's are fine, more are not.
 * Of an asset, whoever declared it checks its own decimals. Raises validation, unknown-currency, money-scale.
 */
export function parseMoney(wire: WireMoney, field?: string): Money {
  const at = (part: string): string => (field === undefined ? part : `${field}.${part}`);
  const exponent = isAssetCode(wire.currency) ? ASSET_DECIMALS : currencyExponent(wire.currency, at('currency'));
  return { minor: parseMinor(wire.amount, wire.currency, exponent, at('amount')), currency: wire.currency };
}

/**
 * Always with the currency's full decimals: "1234.50"; also in a currency that has ended since. Points and the like have as many as
 * they need: "12", "12.5". Raises unknown-currency.
 */
export function formatMoney(money: Money): WireMoney {
  if (isAssetCode(money.currency)) {
    const amount = formatMinor(money.minor, ASSET_DECIMALS).replace(/\.?0+$/, '');
    return { amount, currency: money.currency };
  }
  return { amount: formatMinor(money.minor, storedExponent(money.currency)), currency: money.currency };
}

function requireSame(a: Money, b: Money): void {
  if (a.currency === b.currency) return;
  throw new DomainError('validation', `${a.currency} and ${b.currency} cannot be mixed without a rate.`, {
    details: { currencies: [a.currency, b.currency] },
  });
}

/** Raises unknown-currency. */
export function zeroMoney(currency: string): Money {
  if (!isAssetCode(currency)) currencyExponent(currency);
  return { minor: 0n, currency };
}

/** Raises validation on mixed currencies, as do the functions below. */
export function addMoney(a: Money, b: Money): Money {
  requireSame(a, b);
  return { minor: a.minor + b.minor, currency: a.currency };
}

export function subMoney(a: Money, b: Money): Money {
  requireSame(a, b);
  return { minor: a.minor - b.minor, currency: a.currency };
}

export function negateMoney(money: Money): Money {
  return { minor: -money.minor, currency: money.currency };
}

export function sumMoney(list: Iterable<Money>, currency: string): Money {
  let total = zeroMoney(currency);
  for (const money of list) total = addMoney(total, money);
  return total;
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  requireSame(a, b);
  if (a.minor === b.minor) return 0;
  return a.minor < b.minor ? -1 : 1;
}

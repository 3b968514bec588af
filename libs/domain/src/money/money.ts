import { DomainError } from '../errors/domain-error.js';
import { currencyExponent } from './currency.js';

/** Amount in minor units (fen, cents) of an ISO 4217 currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

export interface WireMoney {
  amount: string;
  currency: string;
}

// Fourteen digits before the point, with at most four decimals, fit PostgreSQL bigint with room for sums.
const AMOUNT = /^(-?)(0|[1-9]\d{0,13})(?:\.(\d{1,18}))?$/;

/**
 * Reads `{ amount: "1234.50", currency: "CNY" }`; fewer decimals than the currency's are fine, more are not.
 * Raises validation, unknown-currency, money-scale.
 */
export function parseMoney(wire: WireMoney, field?: string): Money {
  const at = (part: string): string => (field === undefined ? part : `${field}.${part}`);
  const exponent = currencyExponent(wire.currency, at('currency'));
  const match = typeof wire.amount === 'string' ? AMOUNT.exec(wire.amount) : null;
  if (match === null) {
    throw new DomainError('validation', 'Write the amount as a plain decimal string such as "1234.50".', {
      field: at('amount'),
    });
  }
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > exponent) {
    throw new DomainError('money-scale', `${wire.currency} has ${exponent} decimals.`, {
      field: at('amount'),
      details: { currency: wire.currency, decimals: exponent },
    });
  }
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'));
  return { minor: sign === '-' ? -minor : minor, currency: wire.currency };
}

/** Always with the currency's full decimals: "1234.50". Raises unknown-currency. */
export function formatMoney(money: Money): WireMoney {
  const exponent = currencyExponent(money.currency);
  const sign = money.minor < 0n ? '-' : '';
  const digits = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(exponent + 1, '0');
  const amount = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return { amount: sign + amount, currency: money.currency };
}

function requireSame(a: Money, b: Money): void {
  if (a.currency === b.currency) return;
  throw new DomainError('validation', `${a.currency} and ${b.currency} cannot be mixed without a rate.`, {
    details: { currencies: [a.currency, b.currency] },
  });
}

/** Raises unknown-currency. */
export function zeroMoney(currency: string): Money {
  currencyExponent(currency);
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

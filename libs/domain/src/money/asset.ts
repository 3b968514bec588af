import { DomainError } from '../errors/domain-error.js';
import { currencyExponent } from './currency.js';

/** Something besides money that a company counts and gives, such as points. */
export interface Asset {
  readonly code: string;
  /** Decimals, 0 to 6. */
  readonly exponent: number;
}

/** Decimals of an asset; raises unknown-currency for one that nobody declared. */
export type ExponentOf = (code: string, field?: string) => number;

// Lower case: what a company makes up never collides with a currency that ISO may add.
const CODE = /^[a-z][a-z0-9-]{1,29}$/;

/** ISO 4217 currencies, and what the company declared itself. Raises validation naming `field`. */
export function assetTable(declared: readonly Asset[] = [], field = 'assets'): ExponentOf {
  const own = new Map<string, number>();
  for (const [at, { code, exponent }] of declared.entries()) {
    if (!CODE.test(code) || own.has(code)) {
      throw new DomainError('validation', 'Give each asset a code of its own in small letters, such as "points".', {
        field: `${field}.${at}.code`,
      });
    }
    if (!Number.isSafeInteger(exponent) || exponent < 0 || exponent > 6) {
      throw new DomainError('validation', 'Say how many decimals the asset has: 0 to 6.', {
        field: `${field}.${at}.exponent`,
      });
    }
    own.set(code, exponent);
  }
  return (code, at) => own.get(code) ?? currencyExponent(code, at);
}

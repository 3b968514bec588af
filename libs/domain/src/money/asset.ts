import { DomainError } from '../errors/domain-error.js';
import { currencyExponent } from './currency.js';

/** Something besides money that a company counts and gives, such as points. */
export interface Asset {
  readonly code: string;
  /** Decimals, 0 to 4. */
  readonly exponent: number;
}

/** Decimals of an asset; raises unknown-currency for one that nobody declared. */
export type ExponentOf = (code: string, field?: string) => number;

/** Decimals in which every asset is stored, and the most that one may have: what is in the books does not depend on what was declared. */
export const ASSET_DECIMALS = 4;

// Four letters at least: what a company makes up never collides with a currency that ISO may add.
const CODE = /^[A-Z][A-Z0-9-]{3,29}$/;
export const isAssetCode = (code: string): boolean => CODE.test(code);

/** ISO 4217 currencies, and what the company declared itself. Raises validation naming `field`. */
export function assetTable(declared: readonly Asset[] = [], field = 'assets'): ExponentOf {
  const own = new Map<string, number>();
  for (const [at, { code, exponent }] of declared.entries()) {
    if (!CODE.test(code) || own.has(code)) {
      throw new DomainError(
        'validation',
        'Give each asset a code of its own: four to thirty capital letters and digits, such as "POINTS".',
        {
          field: `${field}.${at}.code`,
        },
      );
    }
    if (!Number.isSafeInteger(exponent) || exponent < 0 || exponent > ASSET_DECIMALS) {
      throw new DomainError('validation', 'Say how many decimals the asset has: 0 to 4.', {
        field: `${field}.${at}.exponent`,
      });
    }
    own.set(code, exponent);
  }
  return (code, at) => own.get(code) ?? currencyExponent(code, at);
}

/** Minor units of a declared asset, as they are stored; money stays as it is. Raises unknown-currency. */
export function toStored(minor: bigint, code: string, exponentOf: ExponentOf): bigint {
  return isAssetCode(code) ? minor * 10n ** BigInt(ASSET_DECIMALS - exponentOf(code)) : minor;
}

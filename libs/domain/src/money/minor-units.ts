import { DomainError } from '../errors/domain-error.js';

// Fourteen digits before the point, with at most four decimals, fit PostgreSQL bigint with room for sums.
const AMOUNT = /^(-?)(0|[1-9]\d{0,13})(?:\.(\d{1,18}))?$/;

/** "1234.5" with two decimals is 123450. `unit` only names the asset in the refusal. Raises validation, money-scale. */
export function parseMinor(amount: string, unit: string, exponent: number, field?: string): bigint {
  const match = typeof amount === 'string' ? AMOUNT.exec(amount) : null;
  if (match === null) {
    throw new DomainError('validation', 'Write the amount as a plain decimal string such as "1234.50".', { field });
  }
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > exponent) {
    throw new DomainError('money-scale', `${unit} has ${exponent} decimals.`, {
      field,
      details: { currency: unit, decimals: exponent },
    });
  }
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'));
  return sign === '-' ? -minor : minor;
}

/** Always with all decimals: 123450 with two is "1234.50". */
export function formatMinor(minor: bigint, exponent: number): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  return sign + (exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`);
}

import { compare, signOf } from '../money/amounts.js';
import type { Amount } from '../money/format-amount.js';

const AMOUNT = /^\d{1,15}(\.\d{1,4})?$/;

/** More than nothing and less than what is held: all of it goes on whole. */
export function isPart(amount: string, left: Amount): boolean {
  if (!AMOUNT.test(amount)) return false;
  const part = { amount, currency: left.currency };
  return signOf(part) > 0 && compare(part, left) < 0;
}

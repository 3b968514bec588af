import type { Ratio } from '../exact/ratio.js';
import { divideRounded, type Rounding } from '../exact/round.js';
import type { Money } from './money.js';

/** money × r, rounded once to the minor unit. */
export function multiplyMoney(money: Money, r: Ratio, rounding: Rounding): Money {
  return { minor: divideRounded(money.minor * r.num, r.den, rounding), currency: money.currency };
}

import { DomainError } from '../errors/domain-error.js';
import { compareRatio, divRatio, ONE, type Ratio, ratioOf, ZERO } from '../exact/ratio.js';
import { divideRounded, type Rounding } from '../exact/round.js';
import { type ExponentOf, assetTable } from './asset.js';
import type { Money } from './money.js';

/** One `from` is worth `rate` of `to`. A run keeps the rate it began with, with its day and its source. */
export interface FxRate {
  readonly from: string;
  readonly to: string;
  /** Decimal string above 0. */
  readonly rate: string;
  /** Local date. */
  readonly asOf: string;
  /** Who published it, e.g. "PBOC central parity". */
  readonly source: string;
}

/** What one minor unit of `from` is worth in minor units of `to`. Raises validation, unknown-currency. */
function perMinor(rate: FxRate, exponentOf: ExponentOf): Ratio {
  const exact = ratioOf(rate.rate, 'rate');
  if (compareRatio(exact, ZERO) <= 0 || rate.from === rate.to) {
    throw new DomainError('validation', 'A rate is above 0 and joins two different currencies.', { field: 'rate' });
  }
  return {
    num: exact.num * 10n ** BigInt(exponentOf(rate.to)),
    den: exact.den * 10n ** BigInt(exponentOf(rate.from)),
  };
}

function converted(money: Money, to: string, factor: Ratio, rounding: Rounding): Money {
  return { minor: divideRounded(money.minor * factor.num, factor.den, rounding), currency: to };
}

/** money × rate, rounded once to the other currency's minor unit. Raises validation when the rate is for another currency. */
export function exchange(
  money: Money,
  rate: FxRate,
  rounding: Rounding = 'half-up',
  exponentOf: ExponentOf = assetTable(),
): Money {
  if (money.currency !== rate.from) throw wrongWay(money, rate.from);
  return converted(money, rate.to, perMinor(rate, exponentOf), rounding);
}

/** The way back: money ÷ rate, by the same rate rather than by a rounded inverse. */
export function exchangeBack(
  money: Money,
  rate: FxRate,
  rounding: Rounding = 'half-up',
  exponentOf: ExponentOf = assetTable(),
): Money {
  if (money.currency !== rate.to) throw wrongWay(money, rate.to);
  return converted(money, rate.from, divRatio(ONE, perMinor(rate, exponentOf)), rounding);
}

function wrongWay(money: Money, wanted: string): DomainError {
  return new DomainError('validation', `The rate is for ${wanted}, not for ${money.currency}.`, { field: 'rate' });
}

import { DomainError } from '../errors/domain-error.js';
import { makeRatio, mulRatio, type Ratio, ratioOf, ratioToString } from '../exact/ratio.js';
import { divideRounded } from '../exact/round.js';
import { currencyExponent } from '../money/currency.js';
import { compareMoney, formatMoney, type Money, parseMoney, zeroMoney } from '../money/money.js';
import type { ExplainCode, ExplainStep, PayPlan } from './pay-plan.js';

export interface BonusInput {
  grade: string;
  band: string;
  /** Working days in the period, of all that a full period has. */
  workedDays: number;
  fullDays: number;
}

function entry(table: Readonly<Record<string, string>>, key: string, field: string): string {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value !== undefined) return value;
  throw new DomainError('validation', 'The pay plan has no entry for this.', { field, details: { key } });
}

/** Raises validation. */
export function workedShare(workedDays: number, fullDays: number): Ratio {
  const whole = Number.isSafeInteger(workedDays) && Number.isSafeInteger(fullDays);
  if (!whole || fullDays < 1 || workedDays < 0 || workedDays > fullDays) {
    throw new DomainError('validation', 'Worked days are whole and between 0 and the full working days.', {
      field: 'workedDays',
      details: { workedDays, fullDays },
    });
  }
  return makeRatio(BigInt(workedDays), BigInt(fullDays));
}

/**
 * base × multiplier × worked ÷ full days, rounded half-up once, then cap, floor and minimum payable, each step told.
 * Raises validation, unknown-currency, money-scale.
 */
export function bonusAmount(plan: PayPlan, input: BonusInput): { amount: Money; explain: ExplainStep[] } {
  const { currency } = plan;
  const explain: ExplainStep[] = [];
  const tell = (code: ExplainCode, values: Record<string, string>, result: string): void => {
    explain.push({ code, values, result });
  };
  const limit = (amount: string, field: string): Money => parseMoney({ amount, currency }, field);
  const text = (money: Money): string => formatMoney(money).amount;

  const base = entry(plan.baseByGrade, input.grade, 'baseByGrade');
  let exact = ratioOf(base, 'baseByGrade');
  tell('base', { grade: input.grade, base }, ratioToString(exact));
  const multiplier = entry(plan.multiplierByBand, input.band, 'multiplierByBand');
  exact = mulRatio(exact, ratioOf(multiplier, 'multiplierByBand'));
  tell('multiplier', { band: input.band, multiplier }, ratioToString(exact));
  if (plan.prorate) {
    exact = mulRatio(exact, workedShare(input.workedDays, input.fullDays));
    const days = { workedDays: String(input.workedDays), fullDays: String(input.fullDays) };
    tell('prorated', days, ratioToString(exact));
  }

  const minor = divideRounded(exact.num * 10n ** BigInt(currencyExponent(currency, 'currency')), exact.den, 'half-up');
  let amount: Money = { minor, currency };
  tell('rounded', { rounding: 'half-up' }, text(amount));
  if (plan.cap !== undefined) {
    const cap = limit(plan.cap, 'cap');
    if (compareMoney(amount, cap) > 0) {
      amount = cap;
      tell('capped', { cap: plan.cap }, text(amount));
    }
  }
  if (plan.floor !== undefined && amount.minor > 0n) {
    const floor = limit(plan.floor, 'floor');
    if (compareMoney(amount, floor) < 0) {
      amount = floor;
      tell('floored', { floor: plan.floor }, text(amount));
    }
  }
  if (plan.minimumPayable !== undefined && amount.minor > 0n) {
    if (compareMoney(amount, limit(plan.minimumPayable, 'minimumPayable')) < 0) {
      amount = zeroMoney(currency);
      tell('below-minimum', { minimumPayable: plan.minimumPayable }, text(amount));
    }
  }
  return { amount, explain };
}

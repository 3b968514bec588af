import { DomainError } from '../errors/domain-error.js';
import {
  compareRatio,
  isDecimal,
  mulRatio,
  parseRatioString,
  type Ratio,
  ratioOf,
  ratioToString,
  ZERO,
} from '../exact/ratio.js';
import { divideRounded } from '../exact/round.js';
import { assetTable, type Asset, type ExponentOf } from '../money/asset.js';
import type { Money } from '../money/money.js';

export interface ToldStep {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
  readonly result: string;
}

/** The figure so far, in whole units of its currency. */
interface Figure {
  readonly exact: Ratio;
  readonly currency: string;
}

/**
 * The amount that a stored tree leads to, each step done again from its own values (plans of version 1 and 2), so that an
 * auditor needs neither the plan nor the list. `currency` is the line's. Raises validation at the first step that says another
 * result than it gives.
 */
export function recompute(steps: readonly ToldStep[], currency: string, assets: readonly Asset[] = []): Money {
  const exponentOf = assetTable(assets);
  const reckonedIn = steps.find(({ code }) => code === 'converted')?.values['from'] ?? currency;
  let figure: Figure = { exact: ZERO, currency: reckonedIn };
  for (const [at, step] of steps.entries()) {
    figure = doneAgain(step, figure, exponentOf);
    const told = isDecimal(step.result) ? ratioOf(step.result) : parseRatioString(step.result);
    if (compareRatio(told, figure.exact) !== 0) {
      throw new DomainError('validation', `${step.code} gives ${ratioToString(figure.exact)}, not ${step.result}.`, {
        field: `explain.${at}`,
      });
    }
  }
  // Somebody whom the plan does not know has 0 in whatever they would have been paid in.
  const end = compareRatio(figure.exact, ZERO) === 0 ? { exact: ZERO, currency } : figure;
  const units = inMinor(end, exponentOf);
  // Only what is not rounded yet is written as a fraction.
  const finished = isDecimal(steps.at(-1)?.result ?? '');
  if (!finished || units.den !== 1n || end.currency !== currency) {
    throw new DomainError('validation', `The computation does not end with an amount of ${currency}.`);
  }
  return { minor: units.num, currency };
}

const plus = (a: Ratio, b: Ratio): Ratio => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
const less = (a: Ratio, b: Ratio): Ratio => plus(a, { num: -b.num, den: b.den });

function inMinor({ exact, currency }: Figure, exponentOf: ExponentOf): Ratio {
  return mulRatio(exact, { num: 10n ** BigInt(exponentOf(currency)), den: 1n });
}

function doneAgain(step: ToldStep, { exact, currency }: Figure, exponentOf: ExponentOf): Figure {
  const text = (name: string): string => {
    const value = step.values[name];
    if (value === undefined) throw new DomainError('validation', `${step.code} does not say its ${name}.`);
    return value;
  };
  const value = (name: string): Ratio => ratioOf(text(name), name);
  const be = (result: Ratio): Figure => ({ exact: result, currency });
  const rounded = (result: Ratio, into: string): Figure => {
    const one = 10n ** BigInt(exponentOf(into));
    const minor = divideRounded(result.num * one, result.den, 'half-up');
    return { exact: mulRatio({ num: minor, den: 1n }, { num: 1n, den: one }), currency: into };
  };
  /** total × part ÷ all in whole minor units, and the unit that largest remainder gave on top. */
  const portion = (total: Ratio, part: Ratio, all: Ratio): Ratio => {
    const one = 10n ** BigInt(exponentOf(currency));
    const whole = all.num === 0n ? 0n : (total.num * part.num * all.den * one) / (total.den * part.den * all.num);
    return mulRatio({ num: whole + BigInt(text('odd')), den: 1n }, { num: 1n, den: one });
  };
  switch (step.code) {
    case 'base':
      return be(value('base'));
    case 'band-amount':
      return be(value('amount'));
    case 'points':
      return be(mulRatio(parseRatioString(text('score')), value('amount')));
    case 'multiplier':
      return be(mulRatio(exact, value('multiplier')));
    case 'prorated':
      return be(mulRatio(exact, parseRatioString(`${text('workedDays')}/${text('fullDays')}`)));
    case 'rounded':
      return rounded(exact, currency);
    case 'pool': {
      const days = step.values['fullDays'] === undefined ? '1/1' : `${text('workedDays')}/${text('fullDays')}`;
      const weight = mulRatio(mulRatio(value('score'), value('base')), parseRatioString(days));
      return be(portion(value('pool'), weight, parseRatioString(text('weights'))));
    }
    case 'team-extra': {
      const part = portion(value('unitExtra'), exact, value('unitTotal'));
      return be({ num: exact.num * part.den + part.num * exact.den, den: exact.den * part.den });
    }
    case 'capped':
      return be(value('cap'));
    case 'floored':
      return be(value('floor'));
    case 'converted':
      return rounded(mulRatio(exact, value('rate')), text('to'));
    // Less what was accrued before; what was set by hand then stays on top.
    case 'corrected':
      return be(less(plus(exact, ratioOf(step.values['adjustment'] ?? '0', 'adjustment')), value('accrued')));
    case 'taken-off':
    case 'set-off':
      return be(less(exact, value('setOff')));
    case 'given-up':
      return be(less(exact, value('givenUp')));
    // What is paid now of a line that is held: less what went on before, and what stays.
    case 'part':
      if (compareRatio(exact, value('held')) !== 0) {
        throw new DomainError('validation', `A part of ${text('held')} does not follow on ${ratioToString(exact)}.`);
      }
      return be(less(less(exact, value('before')), value('rest')));
    case 'below-minimum':
    case 'no-share':
    case 'no-rate':
    case 'no-days':
    case 'too-large':
      return be(ZERO);
    // What a person set by hand has no arithmetic: the result is the amount.
    case 'adjusted':
      return be(ratioOf(step.result));
    default:
      throw new DomainError('validation', `Nobody knows the step ${step.code}.`);
  }
}

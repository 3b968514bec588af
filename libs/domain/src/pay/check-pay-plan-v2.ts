import { DomainError, isDomainError } from '../errors/domain-error.js';
import { compareRatio, ONE, ratioOf, ZERO } from '../exact/ratio.js';
import { assetTable, type ExponentOf } from '../money/asset.js';
import { parseMinor } from '../money/minor-units.js';
import type { Award, PayPlanV2 } from './pay-plan-v2.js';

/** What the service adds to a plan: who else signs, and what may be spent. */
export interface PlanLimits {
  readonly leadAbove?: string;
  /** Currency → amount. */
  readonly budgetByCurrency?: Readonly<Record<string, string>>;
}

const wrong = (field: string, message: string): DomainError => new DomainError('validation', message, { field });

/**
 * Whatever would make a list impossible, or surprise finance, is refused when the plan is written, in words and by field
 * (a path under `at`). Raises validation, unknown-currency, money-scale.
 */
export function checkPayPlanV2(plan: PayPlanV2 & PlanLimits, at = 'data'): void {
  const exponentOf = assetTable(plan.assets, `${at}.assets`);
  const decimals = exponentOf(plan.currency, `${at}.currency`);
  const amount = (text: string, field: string, currency = plan.currency, exponent = decimals): bigint =>
    parseAt(text, currency, exponent, `${at}.${field}`);
  checkAward(plan.award, amount, at);
  const bound = (name: 'cap' | 'floor' | 'minimumPayable' | 'leadAbove'): bigint | undefined =>
    plan[name] === undefined ? undefined : amount(plan[name], name);
  const [cap, floor, minimum] = [bound('cap'), bound('floor'), bound('minimumPayable')];
  bound('leadAbove');
  if (cap !== undefined && floor !== undefined && floor > cap) {
    throw wrong(`${at}.floor`, 'The least a bonus may be is above the most it may be: change floor or cap.');
  }
  if (cap !== undefined && minimum !== undefined && minimum > cap && plan.teamExtra === undefined) {
    throw wrong(`${at}.minimumPayable`, 'Nobody could ever be paid: the smallest amount paid is above the cap.');
  }
  checkExtra(plan, at);
  checkCurrencies(plan, exponentOf, at);
  for (const [currency, text] of Object.entries(plan.budgetByCurrency ?? {})) {
    amount(text, `budgetByCurrency.${currency}`, currency, exponentOf(currency, `${at}.budgetByCurrency.${currency}`));
    if (currency !== plan.currency && !Object.values(plan.currencyByUnit ?? {}).includes(currency)) {
      throw wrong(`${at}.budgetByCurrency.${currency}`, `Nobody is paid in ${currency} by this plan.`);
    }
  }
}

type Read = (text: string, field: string) => bigint;

function parseAt(text: string, currency: string, exponent: number, field: string): bigint {
  const minor = parseMinor(text, currency, exponent, field);
  if (minor < 0n) throw wrong(field, 'An amount is 0 or more.');
  return minor;
}

function checkAward(award: Award, amount: Read, at: string): void {
  const table = (entries: Readonly<Record<string, string>>, name: string): void => {
    if (Object.keys(entries).length === 0) {
      throw wrong(`${at}.award.${name}`, 'Write at least one entry, or nobody gets anything.');
    }
    for (const [code, text] of Object.entries(entries)) amount(text, `award.${name}.${code}`);
  };
  switch (award.kind) {
    case 'multiplier': {
      table(award.baseByGrade, 'baseByGrade');
      const bands = Object.entries(award.multiplierByBand);
      if (bands.length === 0) {
        throw wrong(`${at}.award.multiplierByBand`, 'Write a multiplier for every band, also 0 for unqualified.');
      }
      for (const [band, text] of bands) notNegative(text, `${at}.award.multiplierByBand.${band}`);
      return;
    }
    case 'per-band':
      table(award.amountByBand, 'amountByBand');
      return;
    case 'per-point':
      amount(award.amountPerPoint, 'award.amountPerPoint');
      if (award.amountByGrade !== undefined) table(award.amountByGrade, 'amountByGrade');
      return;
    case 'pool':
      if (award.amount === undefined && award.amountByUnit === undefined) {
        throw wrong(`${at}.award.amount`, 'Say how much there is to split: an amount, or amounts by unit.');
      }
      if (award.amount !== undefined) amount(award.amount, 'award.amount');
      if (award.amountByUnit !== undefined) table(award.amountByUnit, 'amountByUnit');
      table(award.baseByGrade, 'baseByGrade');
  }
}

function notNegative(text: string, field: string): void {
  if (compareRatio(readAt(text, field), ZERO) < 0) throw wrong(field, 'Write 0 or more.');
}

function readAt(text: string, field: string): ReturnType<typeof ratioOf> {
  try {
    return ratioOf(text, field);
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    throw new DomainError('validation', 'Write a plain decimal number such as 1.5.', { field, cause });
  }
}

function checkExtra({ teamExtra }: PayPlanV2, at: string): void {
  if (teamExtra === undefined) return;
  notNegative(teamExtra.above, `${at}.teamExtra.above`);
  const share = readAt(teamExtra.share, `${at}.teamExtra.share`);
  if (compareRatio(share, ZERO) <= 0 || compareRatio(share, ONE) > 0) {
    throw wrong(
      `${at}.teamExtra.share`,
      'The extra is a share of the unit’s bonuses: above 0 and at most 1 (0.1 is 10 %).',
    );
  }
}

function checkCurrencies(plan: PayPlanV2, exponentOf: ExponentOf, at: string): void {
  const rates = plan.rates ?? [];
  const seen = new Set<string>();
  for (const [n, rate] of rates.entries()) {
    const field = `${at}.rates.${n}`;
    if (rate.from !== plan.currency) {
      throw wrong(`${field}.from`, `Rates of this plan go from ${plan.currency}, the currency it is reckoned in.`);
    }
    exponentOf(rate.to, `${field}.to`);
    if (rate.to === plan.currency || seen.has(rate.to)) {
      throw wrong(`${field}.to`, 'Write one rate for each other currency.');
    }
    seen.add(rate.to);
    if (compareRatio(readAt(rate.rate, `${field}.rate`), ZERO) <= 0) throw wrong(`${field}.rate`, 'A rate is above 0.');
  }
  for (const [unit, currency] of Object.entries(plan.currencyByUnit ?? {})) {
    exponentOf(currency, `${at}.currencyByUnit.${unit}`);
    if (currency !== plan.currency && !seen.has(currency)) {
      throw wrong(
        `${at}.currencyByUnit.${unit}`,
        `Add the rate from ${plan.currency} to ${currency}, with its day and source.`,
      );
    }
  }
}

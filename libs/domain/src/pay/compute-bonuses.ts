import { DomainError } from '../errors/domain-error.js';
import { assetTable, type ExponentOf } from '../money/asset.js';
import { exchange, type FxRate } from '../money/exchange.js';
import { formatMinor, parseMinor } from '../money/minor-units.js';
import type { Money } from '../money/money.js';
import { addTeamExtra, type BonusUnit } from './add-team-extra.js';
import { type BonusPerson, type LineUnderWay, ownAward } from './own-award.js';
import type { ExplainCodeV2, ExplainStepV2, PayPlanV2 } from './pay-plan-v2.js';
import { splitPools } from './split-pool.js';

export interface BonusLine {
  readonly number: string;
  readonly amount: Money;
  readonly explain: readonly ExplainStepV2[];
  /** The plan does not say what this person gets: the line is 0 and somebody must look at it. */
  readonly missing: boolean;
}

export interface BonusTotals {
  /** What is paid, by currency. */
  readonly paid: ReadonlyMap<string, bigint>;
  /** In minor units of the plan's currency, before conversion. */
  readonly reckoned: bigint;
  readonly teamExtra: bigint;
  /** Pools in which nobody had a share. */
  readonly undistributed: bigint;
}

/**
 * A whole list at once, since pools and team extras see everybody. Order: award → days → rounding → cap → floor → team extra →
 * minimum payable → conversion. Lines come in the order of `people`, whose order changes no amount.
 * Raises validation (a number twice, no rate), unknown-currency, money-scale.
 */
export function computeBonuses(
  plan: PayPlanV2,
  people: readonly BonusPerson[],
  units: readonly BonusUnit[],
  rates: readonly FxRate[],
): { lines: BonusLine[]; totals: BonusTotals } {
  if (new Set(people.map(({ number }) => number)).size !== people.length) {
    throw new DomainError('validation', 'Somebody is on the list twice.', { field: 'people' });
  }
  const exponentOf = assetTable(plan.assets);
  const exponent = exponentOf(plan.currency, 'currency');
  const { award } = plan;
  const { lines, left } =
    award.kind === 'pool'
      ? splitPools(plan, award, people, exponent)
      : { lines: people.map((person) => ownAward(plan, person, exponent)), left: 0n };
  for (const line of lines) {
    if (!line.missing && award.kind !== 'pool') tell(line, 'rounded', { rounding: 'half-up' }, exponent);
    limit(plan, line, exponent);
  }
  const teamExtra = addTeamExtra(plan, lines, units, exponent);
  for (const line of lines) dropSmall(plan, line, exponent);
  const done = lines.map((line) => converted(plan, line, rates, exponentOf));
  const paid = new Map<string, bigint>();
  for (const { amount } of done) paid.set(amount.currency, (paid.get(amount.currency) ?? 0n) + amount.minor);
  const reckoned = lines.reduce((all, { minor }) => all + minor, 0n);
  return { lines: done, totals: { paid, reckoned, teamExtra, undistributed: left } };
}

function tell(line: LineUnderWay, code: ExplainCodeV2, values: Record<string, string>, exponent: number): void {
  line.explain.push({ code, values, result: formatMinor(line.minor, exponent) });
}

function limit(plan: PayPlanV2, line: LineUnderWay, exponent: number): void {
  const { cap, floor, currency } = plan;
  if (cap !== undefined && line.minor > parseMinor(cap, currency, exponent, 'cap')) {
    line.minor = parseMinor(cap, currency, exponent, 'cap');
    tell(line, 'capped', { cap }, exponent);
  }
  if (floor !== undefined && line.minor > 0n && line.minor < parseMinor(floor, currency, exponent, 'floor')) {
    line.minor = parseMinor(floor, currency, exponent, 'floor');
    tell(line, 'floored', { floor }, exponent);
  }
}

function dropSmall(plan: PayPlanV2, line: LineUnderWay, exponent: number): void {
  const { minimumPayable, currency } = plan;
  if (minimumPayable === undefined || line.minor === 0n) return;
  if (line.minor >= parseMinor(minimumPayable, currency, exponent, 'minimumPayable')) return;
  line.minor = 0n;
  tell(line, 'below-minimum', { minimumPayable }, exponent);
}

/** In which currency somebody is paid: the nearest unit upwards that the plan names, else the plan's own. */
export function currencyOf(plan: PayPlanV2, units: readonly string[]): string {
  const table = plan.currencyByUnit ?? {};
  const named = units.find((code) => Object.hasOwn(table, code));
  return (named === undefined ? undefined : table[named]) ?? plan.currency;
}

function converted(plan: PayPlanV2, line: LineUnderWay, rates: readonly FxRate[], exponentOf: ExponentOf): BonusLine {
  const { explain, missing, person } = line;
  const to = currencyOf(plan, person.units);
  const money: Money = { minor: line.minor, currency: plan.currency };
  if (to === plan.currency) return { number: person.number, amount: money, explain, missing };
  const rate = rates.find((one) => one.from === plan.currency && one.to === to);
  if (rate === undefined) {
    throw new DomainError('validation', `There is no rate from ${plan.currency} to ${to}.`, { field: 'rates' });
  }
  const amount = exchange(money, rate, 'half-up', exponentOf);
  if (!missing) {
    explain.push({
      code: 'converted',
      values: { from: rate.from, to, rate: rate.rate, asOf: rate.asOf, source: rate.source, rounding: 'half-up' },
      result: formatMinor(amount.minor, exponentOf(to)),
    });
  }
  return { number: person.number, amount, explain, missing };
}

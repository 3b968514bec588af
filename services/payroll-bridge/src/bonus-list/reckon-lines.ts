import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { meanRatio } from '@goalbeat/domain/exact/mean-ratio';
import { parseRatioString, type Ratio } from '@goalbeat/domain/exact/ratio';
import type { BonusUnit } from '@goalbeat/domain/pay/add-team-extra';
import { type Asset, assetTable, toStored } from '@goalbeat/domain/money/asset';
import { formatMoney } from '@goalbeat/domain/money/money';
import { computeBonuses } from '@goalbeat/domain/pay/compute-bonuses';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { PayPlanV2 } from '@goalbeat/domain/pay/pay-plan-v2';
import type { StoredStep } from '../wording/explain-words.js';
import { lineDraft, type LineDraft, noRateWords } from './line-draft.js';

/** Whom a score is about, as the list knows them. */
export interface Scored {
  score: PublishedScore;
  number: string;
  /** Unit codes from the person's own unit upwards. */
  unitCodes: string[];
}
export type ReckonedLine = LineDraft & { scored: Scored; currency: string };

/**
 * All lines of a cycle at once, since a pool and a team's extra see everybody; in the order of the scores. `assets`: what the company
 * declared besides money, for plans in it.
 */
export function reckonLines(
  plan: PayPlan | PayPlanV2,
  scored: readonly Scored[],
  assets: readonly Asset[] = [],
): ReckonedLine[] {
  if (plan.version === 1) {
    return scored.map((one) => kept({ ...lineDraft(plan, one.score), scored: one, currency: plan.currency }));
  }
  const people = scored.map(({ score, number, unitCodes }) => ({
    number,
    units: unitCodes,
    grade: score.grade,
    band: score.band,
    score: parseRatioString(score.score),
    workedDays: score.workedDays,
    fullDays: score.fullDays,
  }));
  const { lines } = computeBonuses({ ...plan, assets: [...assets] }, people, unitsOf(scored), plan.rates ?? []);
  const exponentOf = assetTable(assets);
  return scored.map((one, at) => {
    const line = lines[at];
    if (line === undefined) throw new Error('a score without its line');
    const explain: StoredStep[] = [...line.explain];
    return kept({
      minor: toStored(line.amount.minor, line.amount.currency, exponentOf),
      explain,
      heldReason: line.missing ? missingWords(one.score, explain) : null,
      scored: one,
      currency: line.amount.currency,
    });
  });
}

/** Minor units that a column of money holds. */
const LARGEST = 2n ** 63n - 1n;

/** One slip of a plan or a score neither stops the whole list nor reaches anybody's signature: the line waits at 0 to be looked at. */
function kept(line: ReckonedLine): ReckonedLine {
  if (line.minor <= LARGEST) return line;
  const { amount } = formatMoney({ minor: line.minor, currency: line.currency });
  return {
    ...line,
    minor: 0n,
    explain: [...line.explain, { code: 'too-large', values: { reckoned: amount }, result: '0' }],
    heldReason: `金额过大（${amount} ${line.currency}），请核对方案与得分 / ${amount} ${line.currency} cannot be meant: please look at plan and score`,
  };
}

/** A unit's completion is the plain mean of its people's, unrounded. */
function unitsOf(scored: readonly Scored[]): BonusUnit[] {
  const byUnit = new Map<string, Ratio[]>();
  for (const { score, unitCodes } of scored) {
    const own = unitCodes[0];
    if (own === undefined) continue;
    const list = byUnit.get(own) ?? [];
    list.push(parseRatioString(score.completion));
    byUnit.set(own, list);
  }
  return [...byUnit].flatMap(([code, list]) => {
    const completion = meanRatio(list);
    return completion === undefined ? [] : [{ code, completion }];
  });
}

function missingWords(score: PublishedScore, explain: readonly StoredStep[]): string {
  if (explain[0]?.code !== 'no-days') return noRateWords(score);
  const { workedDays, fullDays } = score;
  return bothLanguages(
    `出勤天数有误（${workedDays}/${fullDays}），请核对`,
    `the days worked (${workedDays} of ${fullDays}) cannot be right: please look`,
  );
}

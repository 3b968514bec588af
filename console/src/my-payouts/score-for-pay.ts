import type { CorrectedPay } from './payout.js';

export type ScoreForPay = CorrectedPay['corrections'][number];

/** Since which correction pay goes by another score than the published one; a score that was published again is on the results' page itself. */
export function scoreForPay(cycleId: string, corrected: readonly CorrectedPay[]): ScoreForPay | undefined {
  const mine = corrected.filter((one) => one.cycleId === cycleId).flatMap(({ corrections }) => corrections);
  const last = mine.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).find(({ score }) => score !== null);
  return last?.cause === 'score' ? last : undefined;
}

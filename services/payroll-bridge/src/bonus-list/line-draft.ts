import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { bonusAmount } from '@goalbeat/domain/pay/bonus-amount';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { StoredStep } from '../wording/explain-words.js';

export interface LineDraft {
  minor: bigint;
  explain: StoredStep[];
  /** Not null: the line is held, since the plan does not say what it is worth. */
  heldReason: string | null;
}

/** Nobody drops out of the list: who cannot be reckoned is on it with 0, held, for HR to look at. */
export function lineDraft(plan: PayPlan, score: PublishedScore): LineDraft {
  const { grade, band, workedDays, fullDays } = score;
  if (!Object.hasOwn(plan.baseByGrade, grade) || !Object.hasOwn(plan.multiplierByBand, band)) {
    const values = { grade, band };
    return {
      minor: 0n,
      explain: [{ code: 'no-rate', values, result: '0' }],
      heldReason: noRateWords(score),
    };
  }
  const { amount, explain } = bonusAmount(plan, { grade, band, workedDays, fullDays });
  return { minor: amount.minor, explain, heldReason: null };
}

export const noRateWords = ({ grade, band }: Pick<PublishedScore, 'grade' | 'band'>): string =>
  bothLanguages(
    `奖金方案中没有职级 ${grade} 或等级 ${band} 的标准`,
    `the pay plan has no entry for grade ${grade} or band ${band}`,
  );

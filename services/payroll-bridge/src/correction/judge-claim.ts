import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Draft } from '../bonus-list/line-drafts.js';
import type { StoredStep } from '../wording/explain-words.js';
import type { ClaimNow } from './correction.repository.js';
import { least } from './least.js';

export interface Judged {
  claim: ClaimNow;
  draft: Draft;
  /** Minor units. */
  worth: bigint;
  /** Worth less what is accrued; 0: nothing changes. */
  difference: bigint;
  /** How much more it would be worth, had finance not given that up before. */
  givenUp: bigint;
  /** What of a difference above 0 only takes back what was taken down before, and was paid out already: it is not paid again. */
  back: bigint;
}

export const SKIPPED = ['not-signed', 'given-up', 'no-rate'] as const;
export type Skipped = (typeof SKIPPED)[number];

/**
 * What a claim is worth by the corrected scores and plan. What HR adjusted by hand stays adjusted, by the same difference, never below 0.
 * Raises validation when the plan would pay the person in another currency.
 */
export function judgeClaim(claim: ClaimNow, draft: Draft): Judged | Skipped {
  // What was never signed, or was given up, stays so; what was paid beside it all the same is corrected as ever.
  if (claim.listState === 'cancelled' && !claim.booked) return 'given-up';
  const isReversed = claim.state === 'reversed';
  const [accrued, debt] = [BigInt(claim.accruedMinor), BigInt(claim.debtMinor)];
  if (isReversed && accrued === 0n && debt === 0n) return 'given-up';
  if (!POSTED.has(claim.runState)) return 'not-signed';
  if (draft.heldReason !== null) return 'no-rate';
  if (claim.currency !== draft.currency) {
    throw new DomainError(
      'validation',
      `${draft.scored.number} was paid in ${claim.currency}; a correction keeps that.`,
      {
        field: 'payPlan',
        details: { was: claim.currency, would: draft.currency },
      },
    );
  }
  const adjusted = draft.minor + adjustmentOf(claim);
  const reckoned = adjusted < 0n ? 0n : adjusted;
  // What was given up is paid by no correction: neither the first money nor what an earlier correction had paid besides.
  const worth = isReversed ? least(reckoned, accrued + debt) : withoutGivenUp(claim, reckoned);
  const difference = worth - accrued;
  if (isReversed && difference === 0n) return 'given-up';
  return {
    claim,
    draft,
    worth,
    difference,
    givenUp: isReversed ? 0n : reckoned - worth,
    back: difference > 0n ? least(difference, debt) : 0n,
  };
}

/** What finance left of it when it gave up the rest stays worth paying; what comes above that is paid less what was given up. */
function withoutGivenUp(claim: ClaimNow, reckoned: bigint): bigint {
  const [beside, gone] = [BigInt(claim.besideMinor), BigInt(claim.givenUpMinor)];
  if (gone === 0n || reckoned <= beside) return reckoned;
  return reckoned - gone < beside ? beside : reckoned - gone;
}

const POSTED = new Set(['posted', 'handing-over', 'awaiting-answers', 'settled', 'cancelled']);

/** What HR set by hand above (or below) what was reckoned, before anything was kept back. */
export const adjustmentOf = (claim: ClaimNow): bigint =>
  BigInt(claim.amountMinor) + BigInt(claim.setOffMinor) - BigInt(claim.computedMinor);

/**
 * How the difference came about: the new computation, then what was accrued before. Empty where it is not by arithmetic: what was given up is worth
 * no more than it was, and nothing is worth less than 0.
 */
export function explainChange(judged: Judged): StoredStep[] {
  const { claim, draft, difference, givenUp } = judged;
  const adds = draft.minor + adjustmentOf(claim) - BigInt(claim.accruedMinor);
  return adds === difference + givenUp ? withCorrected(judged) : [];
}

/** The same of what is paid for it: less what was paid out already. */
export function explainDifference(judged: Judged): StoredStep[] {
  const { claim, difference, back } = judged;
  if (back === 0n) return withCorrected(judged);
  const amount = (minor: bigint): string => formatMoney({ minor, currency: claim.currency }).amount;
  const values = { setOff: amount(back), period: claim.period };
  return [...withCorrected(judged), { code: 'set-off', values, result: amount(difference - back) }];
}

function withCorrected({ claim, draft, difference, givenUp }: Judged): StoredStep[] {
  const amount = (minor: bigint): string => formatMoney({ minor, currency: claim.currency }).amount;
  const adjustment = adjustmentOf(claim);
  const values = {
    accrued: amount(BigInt(claim.accruedMinor)),
    ...(adjustment === 0n ? {} : { adjustment: amount(adjustment) }),
  };
  const corrected = { code: 'corrected', values, result: amount(difference + givenUp) };
  if (givenUp === 0n) return [...draft.explain, corrected];
  const less = { code: 'given-up', values: { givenUp: amount(givenUp) }, result: amount(difference) };
  return [...draft.explain, corrected, less];
}

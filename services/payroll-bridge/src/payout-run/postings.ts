import { givenUp, MOVEMENTS, reversal } from '@goalbeat/domain/ledger/movement';
import { leftOf, type LineRow } from '../bonus-list/bonus-line.repository.js';
import { least } from '../correction/least.js';
import type { Posting } from '../ledger/ledger.repository.js';
import type { NewPayout, PayoutRow } from '../payout/payout.repository.js';

const ofLine = (line: LineRow): Pick<Posting, 'refId' | 'runId' | 'lineId' | 'payoutId' | 'currency' | 'minor'> => ({
  refId: line.id,
  runId: line.runId,
  lineId: line.id,
  payoutId: null,
  currency: line.currency,
  minor: line.amountMinor,
});

/** What a line's signature puts into the books. */
export const signPosting = (line: LineRow): Posting => ({
  ...ofLine(line),
  cause: line.cause,
  ...MOVEMENTS[line.cause],
});
/** Signed with the list, and kept from being paid. */
export const holdPosting = (line: LineRow): Posting => ({ ...ofLine(line), cause: 'held', ...MOVEMENTS.held });
/** What a correction took off it, once and for ever: it is neither paid nor given up. */
export const heldDownPosting = (line: LineRow, refId: string, minor: bigint): Posting => ({
  ...ofLine(line),
  refId,
  cause: 'held-down',
  minor: minor.toString(),
  ...MOVEMENTS['held-down'],
});
export const reversePosting = (line: LineRow): Posting => ({
  ...ofLine(line),
  cause: 'reversed',
  ...reversal(MOVEMENTS[line.cause]),
});
/**
 * What is left of a held line is given up; none where its money was held before, and goes on being so. What a correction took off it (`short`) is
 * taken off no more: it was never paid.
 */
export const giveUpPostings = (line: LineRow, short: bigint): Posting[] => {
  const movement = givenUp(line.cause);
  const left = leftOf(line);
  if (movement === undefined || left === 0n) return [];
  const minor = least(short, left).toString();
  const back: Posting = { ...ofLine(line), cause: 'delta-back', minor, ...MOVEMENTS['delta-back'] };
  const given: Posting = { ...ofLine(line), cause: 'reversed', minor: left.toString(), ...movement };
  // What goes back to where payroll sent it waits there, with its correction.
  const isGone = movement.credit === 'bonus-expense';
  return [given, ...(short > 0n && isGone ? [back] : [])];
};
/**
 * A signed line that never left goes back, each with what of its claim no correction leaves money for (`shorts`, which is used up): that
 * was taken off before, and is not taken off twice. What payroll sent back or was held goes there whole, and waits with its correction.
 */
export const unsentPostings = (lines: readonly LineRow[], shorts: Map<string, bigint>): Posting[] =>
  lines.flatMap((line) => {
    const isNew = line.cause === 'signed' || line.cause === 'delta-up';
    const minor = isNew ? least(shorts.get(line.claimId) ?? 0n, BigInt(line.amountMinor)) : 0n;
    if (minor === 0n) return [reversePosting(line)];
    shorts.set(line.claimId, (shorts.get(line.claimId) ?? 0n) - minor);
    const back: Posting = { ...ofLine(line), cause: 'delta-back', minor: minor.toString(), ...MOVEMENTS['delta-back'] };
    return [reversePosting(line), back];
  });
export const handOverPosting = (payout: NewPayout): Posting => ({
  cause: 'handed-over',
  refId: payout.id,
  runId: payout.runId,
  lineId: payout.lineId,
  payoutId: payout.id,
  currency: payout.currency,
  minor: payout.amountMinor,
  ...MOVEMENTS['handed-over'],
});

const ofPayout = (
  payout: PayoutRow,
): Pick<Posting, 'refId' | 'runId' | 'lineId' | 'payoutId' | 'currency' | 'minor'> => ({
  refId: payout.id,
  runId: payout.runId,
  lineId: payout.lineId,
  payoutId: payout.id,
  currency: payout.currency,
  minor: payout.amountMinor,
});
export const paidPosting = (payout: PayoutRow): Posting => ({
  ...ofPayout(payout),
  cause: 'paid',
  ...MOVEMENTS.paid,
});
/** What was rejected, and paid all the same: out of what was sent back, less nothing; what a correction took off there was paid too. */
export const concededPostings = (payout: PayoutRow, takenOff: bigint): Posting[] => [
  ...(takenOff === 0n
    ? []
    : [
        { ...ofPayout(payout), cause: 'rejected-up' as const, minor: takenOff.toString(), ...MOVEMENTS['rejected-up'] },
      ]),
  { ...ofPayout(payout), cause: 'rejected-back', ...MOVEMENTS['rejected-back'] },
  paidPosting(payout),
];
export const rejectedPosting = (payout: PayoutRow): Posting => ({
  ...ofPayout(payout),
  cause: 'rejected',
  ...MOVEMENTS.rejected,
});

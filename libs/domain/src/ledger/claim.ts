import { DomainError } from '../errors/domain-error.js';
import { balances, type Book, transaction, type Transaction } from './book.js';
import { type Account, MOVEMENTS, reversal } from './movement.js';

/** What one line's money has come to, in minor units of one asset. */
export interface Claim {
  readonly line: string;
  readonly asset: string;
  /** Signed and corrected, less what was reversed. */
  readonly accrued: bigint;
  /** May be handed over; below 0 when more was paid than a correction leaves: the next delta makes it up. */
  readonly payable: bigint;
  readonly held: bigint;
  readonly inTransit: bigint;
  readonly paid: bigint;
  readonly rejected: bigint;
  /** Kept back for an earlier claim of the person; below 0 on that one, where it comes back. */
  readonly setOff: bigint;
}

/** Accrued is always payable + held + in transit + paid + rejected + set off. */
export function claimOf(book: Book, line: string, asset: string): Claim {
  const found = balances(book, asset, line);
  const owed = (account: Account): bigint => -(found.get(account) ?? 0n);
  return {
    line,
    asset,
    accrued: found.get('bonus-expense') ?? 0n,
    payable: owed('bonus-payable'),
    held: owed('held-payable'),
    inTransit: owed('in-transit'),
    paid: owed('paid-out'),
    rejected: owed('rejected-payable'),
    setOff: owed('set-off'),
  };
}

/** From which pocket of a claim each cause takes. */
const TAKES = {
  held: 'payable',
  released: 'held',
  'handed-over': 'payable',
  paid: 'inTransit',
  rejected: 'inTransit',
  'signed-again': 'rejected',
} as const;
export type ClaimCause = keyof typeof TAKES;

/**
 * Holds, releases, hands over (less than is payable is a part payment), settles, takes back from payroll, or takes up again.
 * Raises wrong-state when there is less than that, validation for 0 or less.
 */
export function move(claim: Claim, cause: ClaimCause, ref: string, minor: bigint): Transaction {
  const there = claim[TAKES[cause]];
  if (minor > there) {
    throw new DomainError('wrong-state', 'There is not that much left to move.', {
      details: { cause, asked: minor.toString(), left: there.toString() },
    });
  }
  return transaction({ cause, ref, line: claim.line }, MOVEMENTS[cause], { asset: claim.asset, minor });
}

/**
 * The line is worth `minor` now, whatever it was before: the difference only, nothing when there is none. `ref` names the
 * correction. Raises validation for less than 0.
 */
export function worth(claim: Claim, ref: string, minor: bigint): Transaction | undefined {
  if (minor < 0n) throw new DomainError('validation', 'A line is worth 0 or more.', { field: 'minor' });
  const difference = minor - claim.accrued;
  if (difference === 0n) return undefined;
  const cause = difference > 0n ? 'delta-up' : 'delta-down';
  const amount = difference > 0n ? difference : -difference;
  return transaction({ cause, ref, line: claim.line }, MOVEMENTS[cause], { asset: claim.asset, minor: amount });
}

/** Takes back what is still payable; what is held, under way or paid stays. Undefined when nothing is payable. */
export function reverseUnpaid(claim: Claim, ref: string): Transaction | undefined {
  if (claim.payable <= 0n) return undefined;
  const back = reversal(MOVEMENTS.signed);
  return transaction({ cause: 'reversed', ref, line: claim.line }, back, { asset: claim.asset, minor: claim.payable });
}

/** Earned by `later`, and kept back since `earlier` was paid too much. Raises validation for 0 or less, wrong-state for more than that. */
export function setOff(later: Claim, earlier: Claim, ref: string, minor: bigint): [Transaction, Transaction] {
  if (minor > -earlier.payable) {
    throw new DomainError('wrong-state', 'No more is set off than was paid too much.', {
      details: { asked: minor.toString(), left: (-earlier.payable).toString() },
    });
  }
  const { asset } = later;
  return [
    transaction({ cause: 'set-off', ref, line: later.line }, MOVEMENTS['set-off'], { asset, minor }),
    transaction({ cause: 'recovered', ref, line: earlier.line }, MOVEMENTS.recovered, { asset, minor }),
  ];
}

/** One set of accounts an asset. Expense and payables are the company's, in-transit is between us and payroll. */
export const ACCOUNTS = [
  'bonus-expense',
  'bonus-payable',
  'held-payable',
  'in-transit',
  'paid-out',
  'rejected-payable',
  // Between two claims of one person: what a later bonus keeps back because of an earlier one.
  'set-off',
] as const;
export type Account = (typeof ACCOUNTS)[number];

export interface Movement {
  readonly debit: Account;
  readonly credit: Account;
}

/** What each cause moves from where to where: the value goes from the credited account's claim to the debited one's. */
export const MOVEMENTS = {
  /** Accrued: what finance signed is owed. */
  signed: { debit: 'bonus-expense', credit: 'bonus-payable' },
  // What is paid again was an expense already: it only stops being the money that payroll sent back.
  'signed-again': { debit: 'rejected-payable', credit: 'bonus-payable' },
  // Payroll had paid what it had rejected: on its way again, and paid by a posting of its own.
  'rejected-back': { debit: 'rejected-payable', credit: 'in-transit' },
  // What a correction took off what payroll sent back: nobody was paid it, and nobody will be.
  'rejected-down': { debit: 'rejected-payable', credit: 'bonus-payable' },
  // It was paid all the same: paid too much, until a later bonus keeps it back.
  'rejected-up': { debit: 'bonus-payable', credit: 'rejected-payable' },
  // What a correction took off what is held: it goes on no more.
  'held-down': { debit: 'held-payable', credit: 'bonus-payable' },
  held: { debit: 'bonus-payable', credit: 'held-payable' },
  released: { debit: 'held-payable', credit: 'bonus-payable' },
  'handed-over': { debit: 'bonus-payable', credit: 'in-transit' },
  /** Settled: final. */
  paid: { debit: 'in-transit', credit: 'paid-out' },
  // Back from payroll, still owed: an off-cycle run pays it again out of this account.
  rejected: { debit: 'in-transit', credit: 'rejected-payable' },
  /** A corrected score or rule is worth more, or less. */
  'delta-up': { debit: 'bonus-expense', credit: 'bonus-payable' },
  'delta-down': { debit: 'bonus-payable', credit: 'bonus-expense' },
  /** A correction downwards is taken back before anything of it was kept back: nobody is paid for it. */
  'delta-back': { debit: 'bonus-expense', credit: 'bonus-payable' },
  /** Earned, and kept back for what was paid too much before. */
  'set-off': { debit: 'bonus-expense', credit: 'set-off' },
  /** The other side of it: the earlier claim, which was below 0, comes up again. */
  recovered: { debit: 'set-off', credit: 'bonus-payable' },
} as const satisfies Record<string, Movement>;
export type MovementCause = keyof typeof MOVEMENTS;
/** All causes of postings; a reversal goes the way back of what it reverses. */
export const POSTING_CAUSES = [
  'signed',
  'signed-again',
  'held',
  'released',
  'handed-over',
  'paid',
  'rejected',
  'delta-up',
  'delta-down',
  'delta-back',
  'rejected-down',
  'rejected-up',
  'rejected-back',
  'held-down',
  'set-off',
  'recovered',
  'reversed',
] as const satisfies readonly (MovementCause | 'reversed')[];
export type PostingCause = (typeof POSTING_CAUSES)[number];

/** The same way back, as the posting that takes another one back. */
export function reversal<M extends Movement>({ debit, credit }: M): { debit: M['credit']; credit: M['debit'] } {
  return { debit: credit, credit: debit };
}

/** Causes with which the signature of a line is posted: its first money, again, out of a hold, or more by a correction. */
export const SIGNATURES = [
  'signed',
  'signed-again',
  'released',
  'delta-up',
] as const satisfies readonly MovementCause[];
export type Signature = (typeof SIGNATURES)[number];

/** A held line is given up: its money goes back to where its signature took it from. Undefined when it is there already. */
export function givenUp(signature: Signature): Movement | undefined {
  const credit = MOVEMENTS[signature].debit;
  return credit === 'held-payable' ? undefined : { debit: 'held-payable', credit };
}

/** One set of accounts an asset. Expense and payables are the company's, in-transit is between us and payroll. */
export const ACCOUNTS = [
  'bonus-expense',
  'bonus-payable',
  'held-payable',
  'in-transit',
  'paid-out',
  'rejected-payable',
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
} as const satisfies Record<string, Movement>;
export type MovementCause = keyof typeof MOVEMENTS;

/** The same way back, as the posting that takes another one back. */
export function reversal<M extends Movement>({ debit, credit }: M): { debit: M['credit']; credit: M['debit'] } {
  return { debit: credit, credit: debit };
}

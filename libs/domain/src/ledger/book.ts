import { DomainError } from '../errors/domain-error.js';
import type { Account, Movement } from './movement.js';

export interface Entry {
  readonly account: Account;
  /** ISO 4217 code or an asset that the company declared, such as points. */
  readonly asset: string;
  /** Debit positive, credit negative. */
  readonly minor: bigint;
}

export interface Transaction {
  readonly cause: string;
  /** The line, payout or correction: together with the cause it is posted once. */
  readonly ref: string;
  /** Whose money it is. */
  readonly line: string;
  readonly entries: readonly Entry[];
}

/** Append-only: what turns out wrong is posted back, never changed. */
export type Book = ReadonlyMap<string, Transaction>;
export const EMPTY_BOOK: Book = new Map();

const keyOf = ({ cause, ref }: Transaction): string => `${cause}:${ref}`;

/** One amount from one account to another. Raises validation for an amount of 0 or less: turn the movement instead. */
export function transaction(
  of: { cause: string; ref: string; line: string },
  { debit, credit }: Movement,
  { asset, minor }: { asset: string; minor: bigint },
): Transaction {
  if (minor <= 0n) throw new DomainError('validation', 'A posting moves more than 0.', { field: 'minor' });
  return {
    ...of,
    entries: [
      { account: debit, asset, minor },
      { account: credit, asset, minor: -minor },
    ],
  };
}

/** Raises validation unless every asset of the transaction sums to 0. */
export function requireBalanced({ cause, ref, entries }: Transaction): void {
  for (const [asset, sum] of sums(entries, ({ asset }) => asset)) {
    if (sum === 0n) continue;
    throw new DomainError('validation', `${cause} of ${ref} does not balance in ${asset}.`, {
      details: { asset, by: sum.toString() },
    });
  }
}

/**
 * The book with the transaction in it. Posted before for the same cause: the book as it was.
 * Raises validation when it does not balance, duplicate when the same cause moved something else before.
 */
export function post(book: Book, posted: Transaction): Book {
  requireBalanced(posted);
  const before = book.get(keyOf(posted));
  if (before === undefined) return new Map(book).set(keyOf(posted), posted);
  if (sameMoney(before, posted)) return book;
  throw new DomainError('duplicate', `${posted.cause} of ${posted.ref} was posted with another amount.`);
}

function sameMoney(a: Transaction, b: Transaction): boolean {
  const text = ({ line, entries }: Transaction): string =>
    [line, ...entries.map(({ account, asset, minor }) => `${account} ${asset} ${minor}`).toSorted()].join('\n');
  return text(a) === text(b);
}

/** Account → balance in one asset, debit positive; of one line, or of all. */
export function balances(book: Book, asset: string, line?: string): Map<Account, bigint> {
  const entries = [...book.values()]
    .filter((one) => line === undefined || one.line === line)
    .flatMap((one) => one.entries)
    .filter((entry) => entry.asset === asset);
  return sums(entries, ({ account }) => account);
}

function sums<K>(entries: readonly Entry[], by: (entry: Entry) => K): Map<K, bigint> {
  const found = new Map<K, bigint>();
  for (const entry of entries) found.set(by(entry), (found.get(by(entry)) ?? 0n) + entry.minor);
  return found;
}

import { type Account, at, type Book, type Line, placesOf } from './book.js';

/** What is true of all lines about the same money together. Amounts are minor units. */

/** Debits less credits of an account, over all lines of a claim. */
export function balanceOf(book: Book, claim: number, ...accounts: readonly Account[]): bigint {
  let sum = 0n;
  for (const { line, account, minor } of book.moves)
    if (line.claim === claim && accounts.includes(account)) sum += minor;
  return sum;
}

/** Kept back for this claim by lists that are under way. */
function recovering(book: Book, claim: number): bigint {
  let sum = 0n;
  for (const line of book.lines) {
    if (line.state === 'reversed' || at(book.lists, line.list).state === 'cancelled') continue;
    for (const one of line.kept) if (one.claim === claim && !one.posted) sum += one.minor;
  }
  return sum;
}

/** Signed and posted, and not on its way yet. */
function unsentOf(book: Book, claim: number): bigint {
  const open = ['posted', 'handing-over', 'cancelled'];
  return sumOf(
    book.lines.filter(
      (line) =>
        line.claim === claim &&
        line.state === 'signed' &&
        !line.sent &&
        line.posted &&
        open.includes(at(book.runs, line.run).state),
    ),
  );
}

export const sumOf = (lines: readonly Pick<Line, 'minor'>[]): bigint =>
  lines.reduce((all, { minor }) => all + minor, 0n);
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** By how much less a claim is worth than it was signed for, where no list keeps that back; 0 or more. */
export function shortOf(book: Book, claim: number): bigint {
  const short = unsentOf(book, claim) + balanceOf(book, claim, 'bonus-payable') - recovering(book, claim);
  return short > 0n ? short : 0n;
}

/** What somebody was paid too much for a claim, and no list keeps back yet: what is held or came back from payroll makes up for it first. */
const debtOf = (book: Book, claim: number): bigint =>
  balanceOf(book, claim, 'bonus-payable', 'held-payable', 'rejected-payable') - recovering(book, claim);

/** What a new line keeps back, never below 0, the oldest debt first. */
export function keepBack(book: Book, line: Line): void {
  const debts = placesOf(
    book.lines,
    (one) => one.takenDown && one.personId === line.personId && one.currency === line.currency,
  );
  for (const claim of debts) {
    const debt = debtOf(book, claim);
    const minor = least(line.minor, debt);
    if (minor <= 0n) continue;
    line.kept.push({ claim, minor, posted: false });
    line.minor -= minor;
  }
}

/** What a claim was signed for, corrections and all, with what it keeps back and is not posted yet. */
export const accruedOf = (book: Book, claim: number): bigint =>
  balanceOf(book, claim, 'bonus-expense') +
  at(book.lines, claim).kept.reduce((all, { minor, posted }) => all + (posted ? 0n : minor), 0n);

/** What of a line goes on, or went on, in other lists. */
const goneOn = (book: Book, place: number): bigint =>
  book.lines.reduce(
    (all, line) => (line.releases === place ? all + (line.active ? line.minor : line.wentOn) : all),
    0n,
  );
/** What of a held line is still held: parts of it may have gone on, and corrections may have taken some off. */
export const leftOf = (book: Book, place: number): bigint =>
  at(book.lines, place).minor - goneOn(book, place) - at(book.lines, place).takenOff;
/** Places of its parts, and of their parts. */
export const goesOn = (book: Book, place: number): number[] =>
  placesOf(book.lines, (line) => line.active && line.releases === place).flatMap((part) => [
    part,
    ...goesOn(book, part),
  ]);

const SIGNED = ['signed', 'handed-over', 'settled'];
/** Whether something of these parts may come back, and whether some of it is held on a signed list of its own. */
export function underWay(book: Book, parts: readonly number[]): { heldAgain: boolean; underWay: boolean } {
  const judged = parts.map((place) => {
    const { state, list, sent } = at(book.lines, place);
    return {
      held: state === 'held' && SIGNED.includes(at(book.lists, list).state),
      rest: leftOf(book, place) > 0n,
      sent,
    };
  });
  return {
    heldAgain: judged.some(({ held, rest }) => held && rest),
    underWay: judged.some(({ held, rest, sent }) => !sent && (!held || rest)),
  };
}

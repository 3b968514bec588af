import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, type Line, type ListState } from './book.js';
import { DECIMALS } from './currencies.js';

/** Above this, in whole units, the lead signs too. */
const LEAD_ABOVE = 100_000n;
export const SIGNERS: readonly string[] = [STAFF.reviewer, STAFF.lead];

const COUNTED: readonly ListState[] = ['submitted', 'signed', 'handed-over', 'settled'];

/** In which cycle the money was signed for first. */
function cycleOf(book: Book, line: Line): string | null {
  return at(book.runs, at(book.lines, line.claim).run).cycleId;
}

/** What the lead's limit is held against: the cycle's money in a currency that is signed, waits to be, or is on this list. */
function toSign(book: Book, place: number): bigint {
  const counts = ({ state }: Line): boolean => state !== 'held' && state !== 'rejected' && state !== 'reversed';
  const sum = (lines: readonly Line[]): bigint => lines.reduce((all, { minor }) => all + minor, 0n);
  const mine = book.lines.filter((line) => line.list === place);
  const own = mine.filter(counts);
  const totals = [...new Set(mine.map((line) => cycleOf(book, line)))].map((cycleId) =>
    sum(
      book.lines.filter(
        (line) =>
          counts(line) &&
          line.currency === at(mine, 0).currency &&
          cycleOf(book, line) === cycleId &&
          (line.list === place || COUNTED.includes(at(book.lists, line.list).state)),
      ),
    ),
  );
  return [sum(own), ...totals].reduce((most, one) => (one > most ? one : most));
}

/** Who is asked while nobody has signed. */
export function signersOf(book: Book, place: number): string[] {
  const list = at(book.lists, place);
  if (list.part === 'main') {
    const { currency } = at(book.runs, list.run);
    // The limit is in the plan's currency: of another no figure says whether it is more.
    const isLarge = currency !== 'CNY' || toSign(book, place) > LEAD_ABOVE * 10n ** BigInt(DECIMALS[currency]);
    return isLarge ? [STAFF.reviewer, STAFF.lead] : [STAFF.reviewer];
  }
  // The next one in the chain, whatever the amount, and after the last one the person whom the plan names.
  const isLeadOn = book.lines.some((line) => line.list === place && line.personId === STAFF.lead);
  return isLeadOn ? [STAFF.boss] : [STAFF.lead];
}

import { at, type Book, type Cycle, move, note, placesOf, wrote } from './book.js';
import { accruedOf, least, shortOf } from './claims.js';
import { isPayingAgain, latestOf } from './correction-book.js';
import { personAt } from './scores.js';

/** What finance refuses changes nothing for the people of that list, and with the last list of a correction for nobody: it is undone. */
export function undoRefused(book: Book, list: number): void {
  const cycle = book.cycles.find(({ askedNow }) => askedNow?.lists.includes(list) === true);
  const asked = cycle?.askedNow ?? null;
  if (cycle === undefined || asked === null) return;
  const claimsOf = (lists: readonly number[]): number[] =>
    book.lines.filter((line) => lists.includes(line.list)).map(({ claim }) => claim);
  const [mine, paid] = [claimsOf([list]), claimsOf(asked.lists)];
  const isWhole = asked.lists.every((one) => at(book.lists, one).state === 'cancelled');
  let undone = 0;
  for (const { claim, minor } of asked.once) {
    if (!mine.includes(claim) && !(isWhole && !paid.includes(claim))) continue;
    const line = at(book.lines, claim);
    const back = minor < 0n ? least(-minor, shortOf(book, claim)) : 0n;
    const again = minor > 0n && !isPayingAgain(book, claim) ? least(minor, accruedOf(book, claim)) : 0n;
    if (again > 0n) line.takenDown = true;
    move(book, line, 'bonus-expense', 'bonus-payable', back);
    move(book, line, 'bonus-payable', 'bonus-expense', again);
    if (back > 0n || again > 0n) undone += 1;
  }
  if (undone > 0) {
    cycle.corrections += 1;
    wrote(book, 'cycle', cycle, 'correction-refused');
  }
  cycle.refusals += 1;
  restore(cycle, asked.before, isWhole ? null : mine.map((claim) => at(book.lines, claim).personId));
  note(book, isWhole ? 'correction refused for everybody' : 'correction refused for some');
  giveBack(book, cycle, asked.batchId);
  if (isWhole) cycle.askedNow = null;
}

/** @param people null: everybody, and the plan */
function restore(
  cycle: Cycle,
  before: NonNullable<Cycle['askedNow']>['before'],
  people: readonly string[] | null,
): void {
  if (people === null) {
    Object.assign(cycle, before);
    return;
  }
  const isOne = ({ person }: { person: number }): boolean => people.includes(personAt(person));
  cycle.scores = cycle.scores.map((one) =>
    isOne(one) ? (before.scores.find(({ person }) => person === one.person) ?? one) : one,
  );
  cycle.byHand = [...cycle.byHand.filter((one) => !isOne(one)), ...before.byHand.filter(isOne)];
}

/** It may be taken again, unless another was published since. */
function giveBack(book: Book, cycle: Cycle, batchId: string | null): void {
  for (const place of placesOf(cycle.publications, (one) => one.batchId === batchId)) {
    const publication = at(cycle.publications, place);
    publication.refused = true;
    publication.state = latestOf(cycle) === publication ? 'open' : 'overtaken';
    note(
      book,
      publication.state === 'open' ? 'publication refused, and open again' : 'publication refused, and overtaken',
    );
  }
}

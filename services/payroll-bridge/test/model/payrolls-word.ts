import { type Answer, at, type Book, type Line, note, type Payout, type PayoutState } from './book.js';

/** What payroll says of payouts, and what of it stands against us. */

/**
 * It said that it paid it, has not rejected it on a later day (at one instant "paid" counts, the money may have left), and has not told
 * people that it did not.
 */
export const saidPaid = ({ words }: Payout): boolean =>
  words.some(
    (paid) =>
      paid.outcome === 'paid' &&
      !paid.cleared &&
      !words.some((one) => one.outcome === 'rejected' && one.day > paid.day),
  );

export const isAnswered = (state: PayoutState): boolean => ['accepted', 'paid', 'rejected'].includes(state);

/** Payouts that a line pays again, at whatever remove, the nearest first. */
export function paidBefore(book: Book, line: Line): Payout[] {
  if (line.releases !== null) return paidBefore(book, at(book.lines, line.releases));
  if (line.replaces === null) return [];
  const before = at(book.payouts, line.replaces);
  return [before, ...paidBefore(book, at(book.lines, before.line))];
}

/** It pays again what payroll says to have paid after all. What is paid by our books as well is another question. */
export const paysTwice = (book: Book, line: Line): boolean =>
  paidBefore(book, line).some((payout) => payout.state !== 'paid' && saidPaid(payout));

/** It pays again what has been paid after all. */
export const isConceded = (book: Book, line: Line): boolean =>
  paidBefore(book, line).some((payout) => payout.state === 'paid');

/** Payouts of which payroll's last word is another than ours; what it says of their way only is no difference. */
export const disputed = (book: Book): string[] =>
  book.payouts.flatMap(({ id, state, disputes }) =>
    disputes.flatMap(({ outcome, otherAmount }) => {
      if (otherAmount) return [`${id} payroll-says-other-amount`];
      return outcome === 'accepted' || outcome === state ? [] : [`${id} payroll-says-${outcome}`];
    }),
  );

/** It says something against us: the same as before is the same contradiction. */
export function dispute(book: Book, payout: Payout, { outcome, otherAmount }: Answer): number {
  const { disputes, state } = payout;
  const known = disputes.find(
    (one) => one.ours === state && one.outcome === outcome && one.otherAmount === otherAmount,
  );
  if (known !== undefined) {
    known.day = book.day;
    known.stamp += 1;
    return known.no;
  }
  book.disputes += 1;
  const no = book.disputes;
  disputes.push({ no, ours: state, outcome, otherAmount, day: book.day, stamp: 0, askedBy: null, accepts: false });
  return no;
}

/**
 * It says what we have, which takes back what it said before; that it paid what we have as rejected, only on a later day; another amount
 * only by naming ours.
 */
export function agree(book: Book, payout: Payout, { outcome, namesAmount }: Answer): void {
  const before = payout.disputes.length;
  payout.disputes = payout.disputes.filter((one) => {
    if (outcome === 'accepted' && one.outcome !== 'accepted') return true;
    if (one.otherAmount && !namesAmount) return true;
    return one.ours === 'rejected' && one.outcome === 'paid' && one.day >= book.day;
  });
  if (payout.disputes.length < before) note(book, 'taken back by payroll');
}

import { at, type Book, type Payout, type Way } from './book.js';
import { isAsset } from './currencies.js';
import { isAnswered } from './payrolls-word.js';

/** Which way a payout goes, and whether it has arrived. */

/** Days until silence is a question. */
export const SILENCE = 1;

export const wayOf = (book: Book, { run }: Payout): Way => at(book.runs, run).pin?.way ?? 'rabbitmq';
export const deduplicates = (book: Book, { run }: Payout): boolean => at(book.runs, run).pin?.deduplicates ?? true;

/** As far as closing its batch goes: the broker has confirmed it, or the other way has it. */
export const hasArrived = (book: Book, payout: Payout): boolean =>
  payout.relayed &&
  (isAsset(at(book.lines, payout.line).currency) ||
    wayOf(book, payout) === 'rabbitmq' ||
    payout.delivery === 'delivered' ||
    payout.delivery === 'given-up');

/** Payroll has it after all: its silence is counted from now. */
export function foundAgain(book: Book, payout: Payout): void {
  if (payout.state !== 'requested' && payout.state !== 'unknown') return;
  payout.state = 'handed-over';
  payout.queryDay = book.day + SILENCE;
}

export function openFile(book: Book, run: number, batch: number, rows: readonly number[]): void {
  const file = book.files.push({ id: '', run, batch, rows: [...rows], released: false, withdrawn: false }) - 1;
  for (const row of rows) {
    const payout = at(book.payouts, row);
    payout.file = file;
    payout.delivery = 'waiting';
  }
}

/** Payroll has said something of it: it has it, and it goes with no file any more. */
const isOvertaken = (payout: Payout): boolean => payout.delivery !== 'waiting' || payout.heard;

/** Files that nobody has released, with something that payroll has answered meanwhile, are withdrawn; what is left goes in a new one. */
export function renewFiles(book: Book, payouts: readonly number[]): void {
  for (const [place, file] of book.files.entries()) {
    const mine = book.payouts.flatMap((payout, n) => (payout.file === place ? [{ payout, place: n }] : []));
    if (file.released || !mine.some((one) => payouts.includes(one.place) && isOvertaken(one.payout))) continue;
    file.withdrawn = true;
    const left: number[] = [];
    for (const { payout, place: row } of mine) {
      if (!isOvertaken(payout)) {
        left.push(row);
        continue;
      }
      payout.file = null;
      payout.delivery = 'delivered';
      foundAgain(book, payout);
    }
    if (left.length > 0) openFile(book, file.run, file.batch, left);
  }
}

/** Whether every row of a file still has to go to payroll, by this file. */
export const isWhole = (book: Book, place: number): boolean =>
  at(book.files, place).rows.every((row) => {
    const payout = at(book.payouts, row);
    return payout.file === place && !isOvertaken(payout) && !isAnswered(payout.state);
  });

/** It would give payroll what went to it by another file, or what it had before and has answered. */
export const isOutdated = (book: Book, place: number): boolean =>
  at(book.files, place).rows.some((row) => {
    const payout = at(book.payouts, row);
    return (payout.file !== null && payout.file !== place) || (payout.attempts > 1 && payout.heard);
  });

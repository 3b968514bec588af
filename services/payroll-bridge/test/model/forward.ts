import { randomUUID } from 'node:crypto';
import { answer } from './answer-moves.js';
import { at, type Book, isStopped, placesOf } from './book.js';
import { decide } from './decision-moves.js';
import { hasArrived, isOutdated, wayOf } from './deliveries.js';
import { fetchFile, knownFiles, releaseFile } from './file-moves.js';
import { isConceded } from './payrolls-word.js';
import { edit, submit } from './list-moves.js';
import { close, closeBatches, handOver, post } from './run-moves.js';
import type { Move } from './step.js';
import { sayOf, truthOf } from './way-moves.js';
import type { World } from './world.js';

/** The next thing that brings this run to its end. */
export async function forward(world: World, book: Book, run: number, atMost: number): Promise<Move | undefined> {
  switch (at(book.runs, run).state) {
    case 'draft':
    case 'in-approval':
    case 'returned':
      return towardsSignature(world, book, run);
    case 'signed':
      return post(world, book, run);
    case 'posted':
    case 'handing-over':
      return handOver(world, book, run, atMost);
    case 'awaiting-answers':
      return towardsTheEnd(world, book, run);
    case 'settled':
    case 'cancelled':
      return undefined;
  }
}

async function towardsSignature(world: World, book: Book, run: number): Promise<Move | undefined> {
  const lists = placesOf(book.lists, (list) => list.run === run);
  const submitted = lists.find((list) => at(book.lists, list).state === 'submitted');
  if (submitted !== undefined) return decide(world, book, submitted, 'approve', null);
  const open = lists.find((list) => ['draft', 'returned'].includes(at(book.lists, list).state));
  if (open === undefined) return undefined;
  // What was paid after all is on it still: the rest can go on without it.
  const [conceded] = placesOf(
    book.lines,
    (line) => line.list === open && line.state === 'ready' && isConceded(book, line),
  );
  if (conceded !== undefined) return edit(world, book, conceded, 'hr2', { action: 'hold' });
  return submit(world, book, open, 'hr2');
}

function towardsTheEnd(world: World, book: Book, run: number): Move | undefined {
  const mine = placesOf(book.payouts, (payout) => payout.run === run);
  if (mine.some((place) => !at(book.payouts, place).relayed)) return undefined;
  const step = towardsPayroll(world, book, run, mine);
  if (step !== undefined) return step;
  const byCourier = mine.some((place) => {
    const payout = at(book.payouts, place);
    return wayOf(book, payout) === 'webhook' && ['waiting', 'in-flight'].includes(payout.delivery);
  });
  if (byCourier) return undefined;
  if (book.batches.some((batch) => batch.run === run && batch.open) && mine.every((place) => isThere(book, place)))
    return closeBatches(world);
  const open = mine.filter((place) => !['paid', 'rejected'].includes(at(book.payouts, place).state));
  if (open.length === 0) return close(world, book, run);
  return answer(
    world,
    book,
    open.map((payout) => ({
      answerId: randomUUID(),
      payout,
      // Not everything is paid in the end.
      outcome: payout % 3 === 1 ? 'rejected' : 'paid',
      otherAmount: false,
      namesAmount: true,
    })),
  );
}

const isThere = (book: Book, place: number): boolean => hasArrived(book, at(book.payouts, place));

/** Files, and what is in doubt: a person's. */
function towardsPayroll(world: World, book: Book, run: number, mine: readonly number[]): Move | undefined {
  const files = knownFiles(book).filter((place) => at(book.files, place).run === run);
  const unreleased = files.find((place) => !at(book.files, place).released && !at(book.files, place).withdrawn);
  if (unreleased !== undefined) return isStopped(book) ? undefined : releaseFile(world, book, unreleased);
  const unread = files.find(
    (place) =>
      at(book.files, place).released &&
      !isOutdated(book, place) &&
      at(book.files, place).rows.some((row) => !world.delivered.has(at(book.payouts, row).id)),
  );
  if (unread !== undefined && !isStopped(book)) return fetchFile(world, book, unread);
  for (const place of mine) {
    const finding = truthOf(world, book, place);
    if (finding !== undefined) return sayOf(world, book, place, finding);
  }
  return undefined;
}

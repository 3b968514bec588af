import { takeAll } from './answer-moves.js';
import {
  type Answer,
  at,
  type Book,
  isStopped,
  type Line,
  move,
  type Payout,
  placesOf,
  type RunState,
  sourceOf,
  wrote,
} from './book.js';
import { isAsset } from './currencies.js';
import { least, shortOf } from './claims.js';
import { hasArrived, openFile, wayOf, SILENCE } from './deliveries.js';
import { isConceded, paysTwice } from './payrolls-word.js';
import { fine, type Foreseen, type Move, refused } from './step.js';
import type { World } from './world.js';

const BEFORE: readonly RunState[] = ['draft', 'in-approval', 'returned', 'cancelled', 'signed'];

export function post(world: World, book: Book, place: number): Move {
  const { id } = at(book.runs, place);
  return {
    name: `post run ${place}`,
    takesKey: false,
    call: () => world.act(() => world.payroll.activities.postRun(world.ref(id)).then(({ state }) => state)),
    foresee: (into) => {
      const run = at(into.runs, place);
      if (run.state !== 'signed') return BEFORE.includes(run.state) ? refused('wrong-state') : fine(run.state);
      if (isStopped(into)) return fine('signed');
      if (into.lines.some((line) => line.run === place && line.state === 'signed' && paysTwice(into, line)))
        return refused('wrong-state');
      const accrued = into.lines.filter(
        (line) =>
          line.run === place &&
          line.minor > 0n &&
          at(into.lists, line.list).state === 'signed' &&
          (line.state === 'signed' || line.state === 'held'),
      );
      const ended = accrued.filter((line) => line.replaces !== null && isConceded(into, line));
      for (const line of ended) takeOut(line);
      if (ended.length > 0) wrote(into, 'payout-run', run, 'paid-after-all');
      for (const line of accrued.filter((one) => !ended.includes(one))) {
        line.posted = true;
        move(into, line, sourceOf(line), 'bonus-payable');
        if (line.state === 'held') move(into, line, 'bonus-payable', 'held-payable');
      }
      postKept(into, place);
      run.state = 'posted';
      wrote(into, 'payout-run', run, 'posted');
      return fine('posted');
    },
  };
}

/** Paid after all since its list was submitted: it is on no list any more. */
export function takeOut(line: Line): void {
  line.state = 'reversed';
  line.active = false;
  line.stamp += 1;
}

/** What the lines of a run keep back, held or not, goes from one claim to the other, once. */
function postKept(book: Book, run: number): void {
  const claims = new Set(
    book.lines
      .filter(
        (line) =>
          line.run === run &&
          at(book.lists, line.list).state === 'signed' &&
          (line.state === 'signed' || line.state === 'held'),
      )
      .map(({ claim }) => claim),
  );
  for (const claim of claims) {
    const line = at(book.lines, claim);
    for (const one of line.kept) {
      if (one.posted) continue;
      one.posted = true;
      move(book, line, 'bonus-expense', 'set-off', one.minor);
      move(book, at(book.lines, one.claim), 'set-off', 'bonus-payable', one.minor);
    }
  }
}

export function handOver(world: World, book: Book, place: number, atMost: number): Move {
  const { id } = at(book.runs, place);
  return {
    name: `hand over ${atMost} of run ${place}`,
    takesKey: false,
    call: () => world.act(() => world.handOver(id, atMost)),
    foresee: (into) => handedOver(into, place, atMost),
    learn: async (into) => {
      const rows = await world.rows<{ id: string; line: string }>(
        'SELECT id, line_id AS line FROM payout WHERE run_id = $1',
        [id],
      );
      for (const payout of into.payouts) {
        const line = at(into.lines, payout.line).id;
        if (payout.run === place && payout.id === '') payout.id = rows.find((row) => row.line === line)?.id ?? '';
      }
      await world.learnFiles(into);
    },
  };
}

function handedOver(book: Book, place: number, atMost: number): Foreseen {
  const run = at(book.runs, place);
  if (run.state !== 'posted' && run.state !== 'handing-over')
    return BEFORE.includes(run.state) ? refused('wrong-state') : fine(0);
  if (isStopped(book)) return refused('payouts-stopped');
  if (book.lines.some((line) => line.run === place && line.state === 'signed' && !line.sent && paysTwice(book, line)))
    return refused('wrong-state');
  const waiting = unsent(book, place);
  const now = waiting.slice(0, atMost);
  const sent = now.length > 0 ? send(book, place, now) : [];
  const isLast = now.length === waiting.length;
  run.state = isLast ? 'awaiting-answers' : 'handing-over';
  if (isLast) leaveLists(book, place);
  wrote(book, 'payout-run', run, isLast ? 'handed-over' : 'handing-over');
  // Points are settled in our own books, at once.
  if (isAsset(run.currency)) takeAll(book, sent.map(byLedger));
  return fine(waiting.length - now.length);
}

const byLedger = (payout: number): Answer => ({
  answerId: `ledger-${payout}`,
  payout,
  outcome: 'paid',
  otherAmount: false,
  namesAmount: false,
});

/** @returns places of the payouts */
function send(book: Book, place: number, lines: readonly number[]): number[] {
  const run = at(book.runs, place);
  run.pin ??= { ...book.setting };
  const batch = book.batches.push({ run: place, open: true }) - 1;
  const isOurs = isAsset(run.currency);
  const payouts = lines.map((line) => {
    const of = at(book.lines, line);
    of.sent = true;
    of.stamp += 1;
    move(book, of, 'bonus-payable', 'in-transit');
    const payout: Payout = {
      id: '',
      run: place,
      line,
      batch,
      state: 'requested',
      relayed: isOurs || run.pin?.way !== 'rabbitmq',
      delivery: isOurs ? 'delivered' : 'waiting',
      attempts: 0,
      denials: 0,
      file: null,
      takenOff: 0n,
      queryDay: null,
      words: [],
      heard: false,
      disputes: [],
    };
    return book.payouts.push(payout) - 1;
  });
  if (!isOurs && run.pin.way === 'csv') openFile(book, place, batch, payouts);
  return payouts;
}

/** By employee number, which is the order of people's ids here but for staff, who come after workers. */
function unsent(book: Book, place: number): number[] {
  const numberOf = (line: number): string => numberByPerson(at(book.lines, line).personId);
  return placesOf(
    book.lines,
    (one) => one.run === place && one.state === 'signed' && !one.sent && one.minor > 0n,
  ).toSorted((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1));
}

function numberByPerson(personId: string): string {
  const n = Number(personId.slice(-12));
  return n >= 1000 ? `E${String(n - 1000).padStart(4, '0')}` : `S${n - 99}`;
}

function leaveLists(book: Book, place: number): void {
  for (const list of book.lists) {
    if (list.run !== place || list.state !== 'signed') continue;
    list.state = 'handed-over';
    list.stamp += 1;
  }
}

/** What the broker confirmed is closed with its count, and its silence counts from now. */
export function closeBatches(world: World): Move {
  return {
    name: 'close batches',
    takesKey: false,
    call: () => world.act(() => world.closeBatches().then(() => null)),
    foresee: (into) => {
      for (const [place, batch] of into.batches.entries()) {
        const mine = into.payouts.filter((payout) => payout.batch === place);
        if (!batch.open || !mine.every((payout) => hasArrived(into, payout))) continue;
        batch.open = false;
        for (const payout of mine) {
          if (wayOf(into, payout) === 'rabbitmq' && payout.delivery === 'waiting') payout.delivery = 'delivered';
          if (payout.state !== 'requested' && payout.state !== 'unknown') continue;
          payout.state = 'handed-over';
          payout.queryDay = into.day + SILENCE;
        }
        wrote(into, 'payout-run', at(into.runs, batch.run), 'batch-confirmed');
      }
      return fine();
    },
  };
}

export function query(world: World, book: Book, place: number): Move {
  const { id } = at(book.runs, place);
  return {
    name: `ask about the silence of run ${place}`,
    takesKey: false,
    call: () => world.act(() => world.payroll.activities.queryUnanswered(world.ref(id)).then(() => null)),
    foresee: (into) => {
      let lost = 0;
      for (const payout of into.payouts) {
        if (payout.run !== place || payout.queryDay === null || payout.queryDay > into.day) continue;
        if (payout.state !== 'handed-over' && payout.state !== 'accepted') continue;
        payout.state = 'unknown';
        payout.queryDay = null;
        lost += 1;
      }
      if (lost > 0) wrote(into, 'payout-run', at(into.runs, place), 'unanswered');
      return fine();
    },
  };
}

export function reverse(world: World, book: Book, place: number): Move {
  const { id } = at(book.runs, place);
  return {
    name: `post back what run ${place} has not sent`,
    takesKey: false,
    call: () => world.act(() => world.payroll.activities.reverseUnsent(world.ref(id)).then(({ reversed }) => reversed)),
    foresee: (into) => {
      const run = at(into.runs, place);
      if (run.state !== 'posted' && run.state !== 'handing-over' && run.state !== 'cancelled') return fine(0);
      const lines = unsent(into, place)
        .map((line) => at(into.lines, line))
        .filter((line) => line.posted);
      if (lines.length === 0) return fine(0);
      const shorts = new Map(lines.map(({ claim }) => [claim, shortOf(into, claim)]));
      for (const line of lines) {
        line.state = 'reversed';
        line.active = false;
        line.stamp += 1;
        move(into, line, 'bonus-payable', sourceOf(line));
        if (sourceOf(line) !== 'bonus-expense') continue;
        // What a correction took off before is not taken off twice.
        const short = shorts.get(line.claim) ?? 0n;
        const back = least(short, line.minor);
        shorts.set(line.claim, short - back);
        move(into, line, 'bonus-expense', 'bonus-payable', back);
      }
      const anySent = into.payouts.some((payout) => payout.run === place);
      if (anySent) leaveLists(into, place);
      run.state = anySent && run.state !== 'cancelled' ? 'awaiting-answers' : 'cancelled';
      wrote(into, 'payout-run', run, 'reversed');
      return fine(lines.length);
    },
  };
}

export function close(world: World, book: Book, place: number): Move {
  const { id } = at(book.runs, place);
  return {
    name: `close run ${place}`,
    takesKey: false,
    call: () => world.act(() => world.payroll.activities.closeRun(world.ref(id)).then(({ state }) => state)),
    foresee: (into) => {
      const run = at(into.runs, place);
      if (run.state === 'settled' || run.state === 'cancelled') return fine(run.state);
      if (run.state !== 'awaiting-answers') return refused('wrong-state');
      const isUnanswered = into.payouts.some(
        (payout) => payout.run === place && payout.state !== 'paid' && payout.state !== 'rejected',
      );
      if (isUnanswered || into.batches.some((batch) => batch.run === place && batch.open)) return refused('not-yet');
      run.state = 'settled';
      wrote(into, 'payout-run', run, 'settled');
      for (const list of into.lists) {
        if (list.run !== place || list.state !== 'handed-over') continue;
        list.state = 'settled';
        list.stamp += 1;
        wrote(into, 'bonus-list', list, 'settled');
      }
      return fine('settled');
    },
  };
}

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { answer, payAgain } from './answer-moves.js';
import { type Answer, at, type Book, type Outcome, placesOf } from './book.js';
import { giveUpLine, hold, letGo } from './hold-moves.js';
import { cancelCycle, decide, type Decision } from './decision-moves.js';
import { build, edit, type Edit, submit } from './list-moves.js';
import { close, closeBatches, handOver, post, query, reverse } from './run-moves.js';
import { type Given, givenScores, PEOPLE } from './scores.js';
import type { Move } from './step.js';
import { type Stopper, type Switching, switching } from './stop-moves.js';
import type { World } from './world.js';

/** What somebody wants to do. Numbers choose one of what is there, so that each ask means something in every book. */
export type Ask =
  | { do: 'build'; given: Given[] }
  | { do: 'edit'; line: number; who: 'hr' | 'hr2'; what: Edit }
  | { do: 'submit'; list: number; who: 'hr' | 'hr2' }
  | { do: 'decide'; list: number; decision: Decision; other: number | null }
  | { do: 'post' | 'query' | 'reverse' | 'close'; run: number }
  | { do: 'hand-over'; run: number; atMost: number }
  | { do: 'close-batches' }
  | { do: 'answer'; says: { payout: number | null; outcome: Outcome; id: number | null; otherAmount: boolean }[] }
  | { do: 'hold'; line: number; who: 'reviewer' | 'lead'; held: boolean }
  | { do: 'give-up'; line: number; who: 'reviewer' | 'lead' }
  | { do: 'let-go'; lines: number[]; onlyHeld: boolean }
  | { do: 'switch'; who: Stopper; what: Switching }
  | { do: 'pay-again'; payouts: number[]; onlyRejected: boolean }
  | { do: 'cancel'; cycle: number }
  /** Whatever comes next for a run. */
  | { do: 'forward'; run: number; atMost: number };

const nat = fc.nat(60);
const maker = fc.constantFrom('hr' as const, 'hr2' as const);
const ofRun = (what: 'post' | 'query' | 'reverse' | 'close'): fc.Arbitrary<Ask> =>
  fc.record({ do: fc.constant(what), run: nat });

export const buildAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('build' as const), given: givenScores });
const editAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('edit' as const),
  line: nat,
  who: maker,
  what: fc.oneof(
    fc.constantFrom<Edit>({ action: 'hold' }, { action: 'release' }),
    fc.bigInt({ min: 0n, max: 20_000_000n }).map((minor): Edit => ({ action: 'adjust', minor })),
  ),
});
const finance = fc.constantFrom('reviewer' as const, 'reviewer' as const, 'lead' as const);
const holdAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('hold' as const),
  line: nat,
  who: finance,
  held: fc.nat(3).map((n) => n > 0),
});
const giveUpAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('give-up' as const), line: nat, who: finance });
const letGoAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('let-go' as const),
  lines: fc.array(nat, { minLength: 1, maxLength: 3 }),
  onlyHeld: fc.nat(4).map((n) => n > 0),
});
const switchAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('switch' as const),
  who: fc.constantFrom<Stopper>('hr', 'lead', 'reviewer'),
  what: fc.constantFrom<Switching>('stop', 'ask-release', 'ask-release', 'release', 'release'),
});
const submitAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('submit' as const), list: nat, who: maker });
const decideAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('decide' as const),
  list: nat,
  decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'return', 'reject'),
  other: fc.option(fc.nat(PEOPLE.length - 1), { nil: null, freq: 3 }),
});
const handOverAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('hand-over' as const),
  run: nat,
  atMost: fc.integer({ min: 1, max: 4 }),
});
export const answerAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('answer' as const),
  says: fc.array(
    fc.record({
      payout: fc.option(nat, { nil: null, freq: 12 }),
      outcome: fc.constantFrom<Outcome>('accepted', 'paid', 'rejected', 'rejected'),
      id: fc.option(fc.nat(12), { nil: null, freq: 1 }),
      otherAmount: fc.nat(9).map((n) => n === 9),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
const payAgainAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('pay-again' as const),
  payouts: fc.array(nat, { minLength: 1, maxLength: 3 }),
  onlyRejected: fc.nat(4).map((n) => n > 0),
});

/** All that may meet something else at the same moment: what makes no ids beforehand. */
const meeting: readonly { weight: number; arbitrary: fc.Arbitrary<Ask> }[] = [
  { weight: 4, arbitrary: editAsk },
  { weight: 3, arbitrary: submitAsk },
  { weight: 3, arbitrary: switchAsk },
  { weight: 4, arbitrary: holdAsk },
  { weight: 2, arbitrary: giveUpAsk },
  { weight: 4, arbitrary: decideAsk },
  { weight: 3, arbitrary: ofRun('post') },
  { weight: 4, arbitrary: handOverAsk },
  { weight: 5, arbitrary: answerAsk },
  { weight: 2, arbitrary: ofRun('query') },
  { weight: 1, arbitrary: ofRun('reverse') },
  { weight: 2, arbitrary: ofRun('close') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), cycle: nat }) },
  { weight: 2, arbitrary: fc.constant<Ask>({ do: 'close-batches' }) },
];
export const forwardAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('forward' as const),
  run: nat,
  atMost: fc.integer({ min: 1, max: 4 }),
});
export const meetingAsk: fc.Arbitrary<Ask> = fc.oneof(...meeting);
export const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
  ...meeting,
  { weight: 3, arbitrary: buildAsk },
  { weight: 3, arbitrary: payAgainAsk },
  { weight: 3, arbitrary: letGoAsk },
);

const chosen = <T>(many: readonly T[], n: number): T | undefined => many[n % Math.max(1, many.length)];

/** @returns undefined when there is nothing to do it to */
export async function moveOf(world: World, book: Book, ask: Ask): Promise<Move | undefined> {
  switch (ask.do) {
    case 'build':
      return book.cycles.length > 2 ? undefined : build(world, book, ask.given);
    case 'edit':
      return of(book.lines, ask.line, (line) => edit(world, book, line, ask.who, ask.what));
    case 'submit':
      return of(book.lists, ask.list, (list) => submit(world, book, list, ask.who));
    case 'decide': {
      const other = ask.other === null ? null : at(PEOPLE, ask.other);
      return of(book.lists, ask.list, (list) => decide(world, book, list, ask.decision, other));
    }
    case 'post':
      return of(book.runs, ask.run, (run) => post(world, book, run));
    case 'query':
      return of(book.runs, ask.run, (run) => query(world, book, run));
    case 'reverse':
      return of(book.runs, ask.run, (run) => reverse(world, book, run));
    case 'close':
      return of(book.runs, ask.run, (run) => close(world, book, run));
    case 'hand-over':
      return of(book.runs, ask.run, (run) => handOver(world, book, run, ask.atMost));
    case 'close-batches':
      return book.batches.length === 0 ? undefined : closeBatches(world);
    case 'answer':
      return answersOf(world, book, ask.says);
    case 'hold':
      return heldOf(book, ask.line, (line) => hold(world, book, line, ask.who, ask.held));
    case 'give-up':
      return of(book.lines, ask.line, (line) => giveUpLine(world, book, line, ask.who));
    case 'let-go':
      return goOn(world, book, ask.lines, ask.onlyHeld);
    case 'switch':
      return switching(world, book, ask.who, ask.what);
    case 'pay-again':
      return again(world, book, ask.payouts, ask.onlyRejected);
    case 'cancel':
      return of(book.cycles, ask.cycle, (cycle) => cancelCycle(world, book, cycle));
    case 'forward':
      return of(book.runs, ask.run, (run) => forward(world, book, run, ask.atMost));
  }
}

function of<M>(many: readonly unknown[], n: number, make: (place: number) => M): M | undefined {
  return many.length === 0 ? undefined : make(n % many.length);
}

/** Where somebody has to sign, if there is such a list: elsewhere it is refused, which is soon known. */
function heldOf<M>(book: Book, n: number, make: (place: number) => M): M | undefined {
  const waiting = placesOf(book.lines, (line) => at(book.lists, line.list).state === 'submitted');
  const place = chosen(waiting, n);
  return place === undefined ? of(book.lines, n, make) : make(place);
}

function goOn(world: World, book: Book, picks: readonly number[], onlyHeld: boolean): Move | undefined {
  const there = placesOf(book.lines, (line) => !onlyHeld || line.state === 'held');
  const places = [...new Set(picks.flatMap((n) => chosen(there, n) ?? []))];
  return places.length === 0 ? undefined : letGo(world, book, places);
}

function answersOf(world: World, book: Book, says: Extract<Ask, { do: 'answer' }>['says']): Move | undefined {
  const there = placesOf(book.payouts, (payout) => world.delivered.has(payout.id));
  const answers = says.flatMap(({ payout, outcome, id, otherAmount }): Answer[] => {
    const about = payout === null ? STRANGERS[says.length % 2] : chosen(there, payout);
    if (about === undefined) return [];
    return [{ answerId: id === null ? randomUUID() : `answer-${id}`, payout: about, outcome, otherAmount }];
  });
  return answers.length === 0 ? undefined : answer(world, book, answers);
}
/** Ids that payroll has from elsewhere. */
const STRANGERS = ['0198d1a0-0000-7000-8000-00000000aaaa', '0198d1a0-0000-7000-8000-00000000bbbb'];

function again(world: World, book: Book, picks: readonly number[], onlyRejected: boolean): Move | undefined {
  const there = placesOf(book.payouts, (payout) => !onlyRejected || payout.state === 'rejected');
  const places = [...new Set(picks.flatMap((n) => chosen(there, n) ?? []))];
  return places.length === 0 ? undefined : payAgain(world, book, places);
}

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
  return submit(world, book, open, 'hr2');
}

function towardsTheEnd(world: World, book: Book, run: number): Move | undefined {
  const mine = placesOf(book.payouts, (payout) => payout.run === run);
  if (mine.some((place) => !at(book.payouts, place).relayed)) return undefined;
  if (book.batches.some((batch) => batch.run === run && batch.open)) return closeBatches(world);
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
    })),
  );
}

import { randomUUID } from 'node:crypto';
import { STAFF } from '@goalbeat/testing/harness/company';
import { payAgain } from './again-moves.js';
import { answer } from './answer-moves.js';
import type { Ask, Said } from './asks.js';
import { type Answer, at, type Book, type Cycle, type Line, placesOf, type RunState } from './book.js';
import { isAsset } from './currencies.js';
import { leftOf } from './claims.js';
import { latestOf } from './correction-book.js';
import { correct, type Corrected } from './correction-moves.js';
import { cancelCycle, decide } from './decision-moves.js';
import { fetchFile, knownFiles, releaseFile, uploadResults } from './file-moves.js';
import { contradicted, settleWord } from './finance-moves.js';
import { forward } from './forward.js';
import { giveUpLine, hold, letGo } from './hold-moves.js';
import { replay, setAside } from './letter-moves.js';
import { build, edit, submit } from './list-moves.js';
import { publish, take } from './publication-moves.js';
import { close, closeBatches, handOver, post, query, reverse } from './run-moves.js';
import { PEOPLE } from './scores.js';
import type { Move } from './step.js';
import { switching } from './stop-moves.js';
import { chooseWay, onTheirWay, sayOf } from './way-moves.js';
import type { World } from './world.js';

const chosen = <T>(many: readonly T[], n: number): T | undefined => many[n % Math.max(1, many.length)];

/** @returns undefined when there is nothing to do it to */
export async function moveOf(world: World, book: Book, ask: Ask): Promise<Move | undefined> {
  switch (ask.do) {
    case 'build':
      return book.cycles.length > 2 ? undefined : build(world, book, ask.given);
    case 'edit':
      return mostly(
        book.lines,
        ask.line,
        ({ list }) => isOpen(book, list),
        (line) => edit(world, book, line, ask.who, ask.what),
      );
    case 'submit':
      return mostly(
        book.lists,
        ask.list,
        (_list, place) => isOpen(book, place),
        (list) => submit(world, book, list, ask.who),
      );
    case 'decide': {
      const other = ask.other === null ? null : at(PEOPLE, ask.other);
      return mostly(
        book.lists,
        ask.list,
        ({ state }) => state === 'submitted',
        (list) => decide(world, book, list, ask.decision, other),
      );
    }
    case 'post':
      return ofRun(book, ask.run, ['signed'], (run) => post(world, book, run));
    case 'query':
      return mostly(
        book.runs,
        ask.run,
        (_run, place) => isSilent(book, place),
        (run) => query(world, book, run),
      );
    case 'reverse':
      return ofRun(book, ask.run, ['posted', 'handing-over'], (run) => reverse(world, book, run));
    case 'close':
      return ofRun(book, ask.run, ['awaiting-answers'], (run) => close(world, book, run));
    case 'hand-over':
      return ofRun(book, ask.run, ['posted', 'handing-over'], (run) => handOver(world, book, run, ask.atMost));
    case 'close-batches':
      return book.batches.length === 0 ? undefined : closeBatches(world);
    case 'answer':
      return answersOf(world, book, ask.says);
    case 'hold':
      return mostly(
        book.lines,
        ask.line,
        ({ list }) => at(book.lists, list).state === 'submitted',
        (line) => hold(world, book, line, ask.who, ask.held),
      );
    case 'give-up':
      return mostly(
        book.lines,
        ask.line,
        (line) => isHeldForGood(book, line),
        (line) => giveUpLine(world, book, line, ask.who),
      );
    case 'let-go':
      return goOn(world, book, ask);
    case 'switch':
      return switching(world, book, ask.who, ask.what);
    case 'pay-again':
      return again(world, book, ask.payouts, ask.onlyRejected);
    case 'correct':
      return correctionOf(world, book, ask);
    case 'publish': {
      const found = othersOf(book, ask);
      return found === undefined
        ? undefined
        : publish(world, book, found.place, found.others, peopleIn(at(book.cycles, found.place), ask.without));
    }
    case 'take':
      return takingOf(world, book, ask);
    case 'word': {
      const place = chosen(contradicted(book), ask.payout);
      if (place === undefined) return undefined;
      // Mostly whoever may be the next one, for what was asked for.
      const [said] = at(book.payouts, place).disputes;
      const asked = said === undefined || ask.isOdd ? null : said.askedBy;
      const other = asked === STAFF.lead ? 'reviewer' : 'lead';
      const isTheirs = said !== undefined && at(book.lines, at(book.payouts, place).line).personId === STAFF[other];
      const who = asked === null ? ask.who : isTheirs ? 'boss' : other;
      const accepts = asked === null ? ask.accepts : (said?.accepts ?? ask.accepts);
      return settleWord(world, book, place, asked === null ? ask.dispute : 0, who, accepts);
    }
    case 'contradict': {
      const [place] = placesOf(book.payouts, (payout) => payout.state === 'rejected' && payout.disputes.length === 0);
      if (place === undefined) return undefined;
      return answer(world, book, [
        { answerId: randomUUID(), payout: place, outcome: 'paid', otherAmount: false, namesAmount: true },
      ]);
    }
    case 'way':
      return chooseWay(world, book, ask.setting);
    case 'say':
      return sayAbout(world, book, ask);
    case 'release-file':
      return pick(waitingFiles(book), ask.file, (file) => releaseFile(world, book, file));
    case 'fetch-file':
      return pick(knownFiles(book), ask.file, (file) => fetchFile(world, book, file));
    case 'results':
      return pick(knownFiles(book), ask.file, (file) => uploadResults(world, book, file, ask.filled, ask.by, ask.mode));
    case 'replay':
      return of(book.letters, ask.letter, (letter) => replay(world, book, letter));
    case 'set-aside':
      return of(book.letters, ask.letter, (letter) => setAside(world, book, letter));
    case 'cancel':
      return of(book.cycles, ask.cycle, (cycle) => cancelCycle(world, book, cycle));
    case 'forward':
      return mostly(
        book.runs,
        ask.run,
        ({ state }) => !isEnded(state),
        (run) => forward(world, book, run, ask.atMost),
      );
  }
}

function of<M>(many: readonly unknown[], n: number, make: (place: number) => M): M | undefined {
  return many.length === 0 ? undefined : make(n % many.length);
}

/** Mostly one of those to which it can be done: of the others it is refused, which is soon known. */
function mostly<T, M>(
  many: readonly T[],
  n: number,
  which: (one: T, place: number) => boolean,
  make: (place: number) => M,
): M | undefined {
  const good = [...many.entries()].flatMap(([place, one]) => (which(one, place) ? [place] : []));
  const place = n % SELDOM === 0 ? undefined : chosen(good, n);
  return place === undefined ? of(many, n, make) : make(place);
}
const SELDOM = 6;

const ofRun = <M>(book: Book, n: number, states: readonly RunState[], make: (place: number) => M): M | undefined =>
  mostly(book.runs, n, ({ state }) => states.includes(state), make);
const isOpen = (book: Book, list: number): boolean => ['draft', 'returned'].includes(at(book.lists, list).state);
export const isEnded = (state: RunState): boolean => state === 'settled' || state === 'cancelled';
const isSilent = (book: Book, run: number): boolean =>
  book.payouts.some((payout) => payout.run === run && payout.queryDay !== null && payout.queryDay <= book.day);
const isHeldForGood = (book: Book, { state, list }: Line): boolean =>
  state === 'held' && ['handed-over', 'settled'].includes(at(book.lists, list).state);

function pick<M>(there: readonly number[], n: number, make: (place: number) => M): M | undefined {
  const place = chosen(there, n);
  return place === undefined ? undefined : make(place);
}

/** Mostly one that nobody has released. */
function waitingFiles(book: Book): number[] {
  const waiting = knownFiles(book).filter((place) => !at(book.files, place).released);
  return waiting.length > 0 ? waiting : knownFiles(book);
}

function goOn(world: World, book: Book, { lines, onlyHeld }: Extract<Ask, { do: 'let-go' }>): Move | undefined {
  const held = placesOf(
    book.lines,
    (line) =>
      line.state === 'held' &&
      line.minor > 0n &&
      line.personId !== STAFF.hr &&
      ['signed', 'handed-over', 'settled'].includes(at(book.lists, line.list).state),
  ).filter((place) => leftOf(book, place) > 0n);
  const there = onlyHeld ? held : placesOf(book.lines, () => true);
  const going = new Map(
    lines.flatMap(({ line, quarters }): [number, number | null][] => {
      const place = chosen(there, line);
      return place === undefined ? [] : [[place, quarters]];
    }),
  );
  if (going.size === 0) return undefined;
  return letGo(
    world,
    book,
    [...going].map(([line, quarters]) => ({ line, quarters })),
  );
}

function correctionOf(world: World, book: Book, ask: Extract<Ask, { do: 'correct' }>): Promise<Move> | undefined {
  const found = othersOf(book, ask, () => true);
  return found === undefined ? undefined : correct(world, book, found.place, found.others, ask.plan);
}

const isBuilt = ({ built }: Cycle): boolean => built;

/** Of a cycle, whose scores should be others. */
function othersOf(
  book: Book,
  { cycle, scores: asked }: Pick<Extract<Ask, { do: 'correct' }>, 'cycle' | 'scores'>,
  which: (cycle: Cycle) => boolean = isBuilt,
): { place: number; others: Corrected[] } | undefined {
  const place = chosen(placesOf(book.cycles, which), cycle);
  if (place === undefined) return undefined;
  return { place, others: othersIn(at(book.cycles, place), asked) };
}

/** Who these are in a cycle. */
export const peopleIn = ({ first }: Cycle, asked: readonly number[]): number[] =>
  asked.map((n) => at(first, n % first.length).person);

/** Each of them once. */
export function othersIn({ scores }: Cycle, asked: Extract<Ask, { do: 'correct' }>['scores']): Corrected[] {
  const byPerson = new Map(
    asked.map(({ n, band }): [number, Corrected] => {
      const { person } = at(scores, n % scores.length);
      return [person, { person, band }];
    }),
  );
  return [...byPerson.values()];
}

/** Mostly the latest, which may be taken. */
function takingOf(world: World, book: Book, ask: Extract<Ask, { do: 'take' }>): Promise<Move> | undefined {
  const place = chosen(
    placesOf(book.cycles, ({ publications }) => publications.length > 0),
    ask.cycle,
  );
  if (place === undefined) return undefined;
  const { publications } = at(book.cycles, place);
  const one = ask.n % SELDOM === 0 ? chosen(publications, ask.n) : latestOf(at(book.cycles, place));
  return one === undefined ? undefined : take(world, book, place, one.batchId, ask.plan);
}

/** Of what is in doubt, if anything is: of the rest there is nothing to say. */
function sayAbout(world: World, book: Book, { payout, finding }: Extract<Ask, { do: 'say' }>): Move | undefined {
  const all = onTheirWay(book);
  const open = all.filter((place) => {
    const { delivery, state } = at(book.payouts, place);
    return delivery === 'unclear' || delivery === 'refused' || state === 'unknown';
  });
  return pick(open.length > 0 ? open : all, payout, (place) => sayOf(world, book, place, finding));
}

export function answersFrom(world: World, book: Book, says: readonly Said[]): Answer[] {
  const ours = placesOf(book.payouts, ({ id, line }) => id !== '' && !isAsset(at(book.lines, line).currency));
  const there = ours.filter((place) => world.delivered.has(at(book.payouts, place).id));
  return says.flatMap(({ payout, id, ...rest }): Answer[] => {
    // Now and then payroll speaks of what has not reached it by our way.
    const about = payout === null ? STRANGERS[says.length % 2] : chosen(payout % EARLY === 0 ? ours : there, payout);
    if (about === undefined) return [];
    const known = typeof about === 'number';
    return [
      {
        answerId: id === null ? randomUUID() : `answer-${id}`,
        payout: about,
        ...rest,
        otherAmount: known && rest.namesAmount && rest.otherAmount,
      },
    ];
  });
}
const EARLY = 9;

function answersOf(world: World, book: Book, says: readonly Said[]): Move | undefined {
  const answers = answersFrom(world, book, says);
  return answers.length === 0 ? undefined : answer(world, book, answers);
}
/** Ids that payroll has from elsewhere. */
const STRANGERS = ['0198d1a0-0000-7000-8000-00000000aaaa', '0198d1a0-0000-7000-8000-00000000bbbb'];

function again(world: World, book: Book, picks: readonly number[], onlyRejected: boolean): Move | undefined {
  const there = placesOf(book.payouts, (payout) => !onlyRejected || payout.state === 'rejected');
  const places = [...new Set(picks.flatMap((n) => chosen(there, n) ?? []))];
  return places.length === 0 ? undefined : payAgain(world, book, places);
}

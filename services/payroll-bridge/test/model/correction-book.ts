import {
  at,
  type Book,
  type Cycle,
  decimal,
  type Line,
  move,
  note,
  placesOf,
  type Republished,
  type RunState,
  wrote,
} from './book.js';
import { accruedOf, least, shortOf } from './claims.js';
import { CURRENCIES, type Currency } from './currencies.js';
import { addLists, openRun } from './list-moves.js';
import { type Given, personAt, type PlanVersion, worthOf } from './scores.js';
import type { World } from './world.js';

/** Of whom somebody decided by hand, by their place among the people. */
export interface Told {
  overrides: number[];
  kept: number[];
  /** Who had a score before and is left out of a publication. */
  missing: number[];
}

const COUNTED = [
  'up',
  'down',
  'unchanged',
  'notSigned',
  'givenUp',
  'noRate',
  'overrides',
  'kept',
  'missing',
  'added',
] as const;
export interface Judged {
  claim: number;
  difference: bigint;
  /** What of it only takes back what was taken down and had been paid: it is not paid again. */
  back: bigint;
}
export interface Table {
  judged: Judged[];
  counts: Record<(typeof COUNTED)[number], number>;
  /** People for whom the plan has no amount. */
  withoutRate: string[];
  /** All that it would do: another print is another correction. */
  print: string;
}

const POSTED = ['posted', 'handing-over', 'awaiting-answers', 'settled', 'cancelled'];
export const isPosted = (state: RunState): boolean => POSTED.includes(state);
const UNDER_WAY = ['draft', 'in-approval', 'returned', 'signed'];

/** The one of the highest number. */
export const latestOf = ({ publications }: Cycle): Republished | undefined =>
  publications.filter(({ state }) => state !== 'contradicting').toSorted((a, b) => b.no - a.no)[0];

/** @param after the cycle's scores as they would be */
export function tableOf(
  book: Book,
  place: number,
  after: readonly Given[],
  plan: PlanVersion | null,
  told: Told,
): Table {
  const cycle = at(book.cycles, place);
  const version = plan ?? cycle.plan;
  const counts = {
    up: 0,
    down: 0,
    unchanged: 0,
    notSigned: 0,
    givenUp: 0,
    noRate: 0,
    overrides: told.overrides.length,
    kept: told.kept.length,
    missing: 0,
    added: 0,
  };
  const missing: string[] = [];
  const leftOut = told.missing.map(personAt);
  const judged: Judged[] = [];
  const withoutRate: string[] = [];
  const worth = worthOf(after, version);
  for (const claim of placesOf(book.lines, (line) => line.cause === 'signed' && cycleOf(book, line) === cycle.id)) {
    const line = at(book.lines, claim);
    const of = worth.find(({ personId }) => personId === line.personId);
    if (of === undefined) continue;
    const [isReversed, accrued, short] = [line.state === 'reversed', accruedOf(book, claim), shortOf(book, claim)];
    const isBooked = book.moves.some((one) => one.line.claim === claim);
    const isGone = at(book.lists, line.list).state === 'cancelled' && !isBooked;
    if (isGone || (isReversed && accrued === 0n && short === 0n)) {
      counts.givenUp += 1;
      continue;
    }
    // That somebody is left out to whom nothing was paid, nor would be, is no news.
    let isNews = true;
    if (!POSTED.includes(at(book.runs, line.run).state)) counts.notSigned += 1;
    else if (of.held) {
      counts.noRate += 1;
      withoutRate.push(line.personId);
    } else {
      const kept = line.kept.reduce((all, { minor }) => all + minor, 0n);
      // What HR set by hand stays as much above or below.
      const now = of.minor + line.minor + kept - line.computed;
      const reckoned = now < 0n ? 0n : now;
      // What was given up is not paid again; what was paid beside it is never more than it is worth.
      const difference = isReversed ? least(reckoned - accrued, short) : withoutGivenUp(line, reckoned) - accrued;
      if (isReversed && difference === 0n) {
        counts.givenUp += 1;
        continue;
      }
      const back = difference > 0n ? least(difference, short) : 0n;
      judged.push({ claim, difference, back });
      isNews = accrued !== 0n || difference !== 0n;
      counts[difference > 0n ? 'up' : difference < 0n ? 'down' : 'unchanged'] += 1;
    }
    if (isNews && leftOut.includes(line.personId)) missing.push(line.personId);
  }
  counts.missing = missing.length;
  const print = JSON.stringify([
    cycle.corrections,
    cycle.refusals,
    version,
    judged.map(({ claim, difference, back }) => [claim, `${accruedOf(book, claim)}`, `${difference}`, `${back}`]),
    latestOf(cycle)?.batchId ?? null,
    [told.overrides, told.kept, missing],
  ]);
  return { judged, counts, withoutRate, print };
}

function withoutGivenUp({ gaveUp }: Line, reckoned: bigint): bigint {
  if (gaveUp.minor === 0n || reckoned <= gaveUp.beside) return reckoned;
  const rest = reckoned - gaveUp.minor;
  return rest < gaveUp.beside ? gaveUp.beside : rest;
}

const cycleOf = (book: Book, line: Line): string | null => {
  const run = at(book.runs, line.run);
  return run.kind === 'cycle' ? run.cycleId : null;
};
export interface Total {
  up: { amount: string; currency: string };
  down: { amount: string; currency: string };
  back: { amount: string; currency: string };
}
export const inWords = ({ up, down, back }: Total): string =>
  `${up.currency} ${up.amount} ${down.amount} ${back.amount}`;

export function totalsOf(book: Book, { judged }: Table): Total[] {
  return CURRENCIES.flatMap((currency) => {
    const mine = judged.filter(({ claim }) => at(book.lines, claim).currency === currency);
    if (mine.length === 0) return [];
    const sum = (of: (one: Judged) => bigint) => ({
      amount: decimal(
        mine.reduce((all, one) => all + of(one), 0n),
        currency,
      ),
      currency,
    });
    return [
      {
        up: sum(({ difference }) => (difference > 0n ? difference : 0n)),
        down: sum(({ difference }) => (difference < 0n ? difference : 0n)),
        back: sum(({ back }) => back),
      },
    ];
  });
}

/** Two at once would each pay the whole difference. */
export const isCorrecting = (book: Book, cycleId: string): boolean =>
  book.lines.some(
    (line) =>
      line.cause === 'delta-up' &&
      line.active &&
      UNDER_WAY.includes(at(book.runs, line.run).state) &&
      cycleOf(book, at(book.lines, line.claim)) === cycleId,
  );

export const isPayingAgain = (book: Book, claim: number): boolean =>
  book.lines.some(
    (line) =>
      line.claim === claim &&
      (line.cause === 'signed-again' || line.cause === 'released') &&
      line.active &&
      line.state !== 'reversed' &&
      UNDER_WAY.includes(at(book.runs, line.run).state),
  );

/** Lists for more, postings for less. @param batchId of the publication that is taken */
export function apply(
  book: Book,
  place: number,
  plan: PlanVersion | null,
  { judged }: Table,
  batchId: string | null,
): void {
  const cycle = at(book.cycles, place);
  const before = { scores: cycle.scores, byHand: cycle.byHand, plan: cycle.plan };
  const known = book.lists.length;
  const up = judged.filter(({ difference, back }) => difference > 0n && difference > back);
  const currencyOf = ({ claim }: Judged): Currency => at(book.lines, claim).currency;
  for (const currency of CURRENCIES) {
    const mine = up.filter((one) => currencyOf(one) === currency);
    if (mine.length === 0) continue;
    const run = openRun(book, cycle.id, currency);
    addLists(
      book,
      run,
      mine.map(({ claim, difference, back }) => ({
        personId: at(book.lines, claim).personId,
        claim,
        minor: difference - back,
        state: 'ready',
        cause: 'delta-up',
        replaces: null,
        releases: null,
      })),
    );
    wrote(book, 'payout-run', at(book.runs, run), 'correction-created');
  }
  for (const { claim, difference, back } of judged) {
    const line = at(book.lines, claim);
    if (difference < 0n) {
      line.takenDown = true;
      note(book, line.state === 'paid' ? 'corrected down after it was paid' : 'corrected down before it was paid');
      move(book, line, 'bonus-payable', 'bonus-expense', -difference);
    }
    if (back > 0n) note(book, 'corrected back up without paying again');
    move(book, line, 'bonus-expense', 'bonus-payable', back);
  }
  const lists = placesOf(book.lists, () => true).filter((list) => list >= known);
  const once = judged.map(({ claim, difference, back }) => ({ claim, minor: difference < 0n ? difference : back }));
  cycle.askedNow = lists.length === 0 ? null : { lists, once, before, batchId };
  cycle.corrections += 1;
  cycle.plan = plan ?? cycle.plan;
  wrote(book, 'cycle', cycle, 'payments-corrected');
}

/** Runs of one correction differ by their currency; lists of a run by their part. */
export async function learnCorrected(world: World, book: Book, from: number): Promise<void> {
  const fresh = placesOf(book.runs, (run) => run.id === '').filter((place) => place >= from);
  if (fresh.length === 0) return;
  const known = book.lines.flatMap((line) => (line.id === '' ? [] : [line.id]));
  const rows = await world.rows<{ id: string; run: string; list: string; claim: string; currency: string }>(
    `SELECT id, run_id AS run, list_id AS list, claim_id AS claim, currency FROM bonus_line
     WHERE tenant_id = $1 AND cause = 'delta-up' AND NOT id = ANY($2::uuid[])`,
    [world.tenantId, known],
  );
  for (const line of book.lines) {
    if (!fresh.includes(line.run) || line.id !== '') continue;
    const row = rows.find((one) => one.claim === at(book.lines, line.claim).id);
    if (row === undefined) continue;
    line.id = row.id;
    at(book.runs, line.run).id = row.run;
    at(book.lists, line.list).id = row.list;
  }
}

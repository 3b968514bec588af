import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, decimal, type Line, move, note, placesOf, wrote } from './book.js';
import { CURRENCIES, type Currency } from './currencies.js';
import { accruedOf, least, shortOf } from './claims.js';
import { addLists, openRun } from './list-moves.js';
import { type Given, personAt, type PlanVersion, worthOf } from './scores.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** What a score should have been. */
export type Corrected = Pick<Given, 'person' | 'band'>;

interface Judged {
  claim: number;
  difference: bigint;
  /** What of it only takes back what was taken down and had been paid: it is not paid again. */
  back: bigint;
}
interface Table {
  judged: Judged[];
  counts: { up: number; down: number; unchanged: number; notSigned: number; givenUp: number; noRate: number };
  /** All that it would do: another print is another correction. */
  print: string;
}

const POSTED = ['posted', 'handing-over', 'awaiting-answers', 'settled', 'cancelled'];
const UNDER_WAY = ['draft', 'in-approval', 'returned', 'signed'];

/** Scores of a cycle were wrong, or its plan: the difference is paid, or kept back. @throws when the dry run says something else */
export async function correct(
  world: World,
  book: Book,
  place: number,
  corrected: readonly Corrected[],
  plan: PlanVersion | null,
): Promise<Move> {
  const cycle = at(book.cycles, place);
  const scores = corrected.map(({ person, band }) => ({
    personId: personAt(person),
    score: '80',
    band,
    evidence: '工单 4711',
  }));
  const body = {
    cycleId: cycle.id,
    reason: '数据更正',
    scores,
    ...(plan === null ? {} : { payPlan: { code: 'weekly', version: plan } }),
  };
  const ask = (more: object, key?: string) =>
    world.ask(world.as('hr'), 'POST', '/v1/off-cycle-runs/corrections', { ...body, ...more }, key);
  const own = corrected.some(({ person }) => personAt(person) === STAFF.hr);
  const dry = await ask({ dryRun: true });
  const expected = own || !cycle.built ? null : tableOf(book, place, corrected, plan);
  if (!dry.ok || expected === null) {
    return {
      name: `correct cycle ${place}, in vain`,
      takesKey: false,
      call: async () => silent(await ask({ dryRun: true })),
      foresee: (into) => (own ? refused('four-eyes') : at(into.cycles, place).built ? fine() : refused('not-found')),
    };
  }
  const seen = dry.value as { fingerprint: string; counts: Table['counts']; totals: Total[] };
  const shown = JSON.stringify([seen.counts, seen.totals.map(inWords).toSorted()]);
  const foreseen = JSON.stringify([expected.counts, totalsOf(book, expected).map(inWords).toSorted()]);
  if (shown !== foreseen) throw new Error(`A dry run of cycle ${place} says ${shown}, and should say ${foreseen}`);
  const runs = book.runs.length;
  return {
    name: `correct cycle ${place}`,
    takesKey: true,
    call: async (key) => silent(await ask({ dryRun: false, fingerprint: seen.fingerprint }, key)),
    foresee: (into) => {
      const now = tableOf(into, place, corrected, plan);
      if (now.print !== expected.print) return refused('stale-version');
      if (isCorrecting(into, cycle.id)) return refused('wrong-state');
      if (now.judged.some(({ claim, difference }) => difference < 0n && isPayingAgain(into, claim)))
        return refused('wrong-state');
      apply(into, place, corrected, plan, now);
      return fine();
    },
    learn: (into) => learnCorrected(world, into, runs),
  };
}

function tableOf(book: Book, place: number, corrected: readonly Corrected[], plan: PlanVersion | null): Table {
  const cycle = at(book.cycles, place);
  const version = plan ?? cycle.plan;
  const counts = { up: 0, down: 0, unchanged: 0, notSigned: 0, givenUp: 0, noRate: 0 };
  const judged: Judged[] = [];
  const worth = worthOf(bandsOf(cycle.scores, corrected), version);
  for (const claim of placesOf(book.lines, (line) => line.cause === 'signed' && cycleOf(book, line) === cycle.id)) {
    const line = at(book.lines, claim);
    const of = worth.find(({ personId }) => personId === line.personId);
    if (of === undefined) continue;
    const [isReversed, accrued, short] = [line.state === 'reversed', accruedOf(book, claim), shortOf(book, claim)];
    const isBooked = book.moves.some((one) => one.line.claim === claim);
    if (at(book.lists, line.list).state === 'cancelled' && !isBooked) counts.givenUp += 1;
    else if (isReversed && accrued === 0n && short === 0n) counts.givenUp += 1;
    else if (!POSTED.includes(at(book.runs, line.run).state)) counts.notSigned += 1;
    else if (of.held) counts.noRate += 1;
    else {
      const kept = line.kept.reduce((all, { minor }) => all + minor, 0n);
      // What HR set by hand stays as much above or below.
      const now = of.minor + line.minor + kept - line.computed;
      const all = (now < 0n ? 0n : now) - accrued;
      // What was given up is not paid again; what was paid beside it is never more than it is worth.
      const difference = isReversed ? least(all, short) : all;
      if (isReversed && difference === 0n) {
        counts.givenUp += 1;
        continue;
      }
      const back = difference > 0n ? least(difference, short) : 0n;
      judged.push({ claim, difference, back });
      counts[difference > 0n ? 'up' : difference < 0n ? 'down' : 'unchanged'] += 1;
    }
  }
  const print = JSON.stringify([
    cycle.corrections,
    version,
    judged.map(({ claim, difference, back }) => [claim, `${accruedOf(book, claim)}`, `${difference}`, `${back}`]),
  ]);
  return { judged, counts, print };
}

const cycleOf = (book: Book, line: Line): string | null => {
  const run = at(book.runs, line.run);
  return run.kind === 'cycle' ? run.cycleId : null;
};
const bandsOf = (scores: readonly Given[], corrected: readonly Corrected[]): Given[] =>
  scores.map((one) => ({ ...one, band: corrected.find(({ person }) => person === one.person)?.band ?? one.band }));

interface Total {
  up: { amount: string; currency: string };
  down: { amount: string; currency: string };
  back: { amount: string; currency: string };
}
const inWords = ({ up, down, back }: Total): string => `${up.currency} ${up.amount} ${down.amount} ${back.amount}`;

function totalsOf(book: Book, { judged }: Table): Total[] {
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
const isCorrecting = (book: Book, cycleId: string): boolean =>
  book.lines.some(
    (line) =>
      line.cause === 'delta-up' &&
      line.active &&
      UNDER_WAY.includes(at(book.runs, line.run).state) &&
      cycleOf(book, at(book.lines, line.claim)) === cycleId,
  );

const isPayingAgain = (book: Book, claim: number): boolean =>
  book.lines.some(
    (line) =>
      line.claim === claim &&
      (line.cause === 'signed-again' || line.cause === 'released') &&
      line.active &&
      line.state !== 'reversed' &&
      UNDER_WAY.includes(at(book.runs, line.run).state),
  );

function apply(
  book: Book,
  place: number,
  corrected: readonly Corrected[],
  plan: PlanVersion | null,
  { judged }: Table,
): void {
  const cycle = at(book.cycles, place);
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
  cycle.scores = bandsOf(cycle.scores, corrected);
  cycle.corrections += 1;
  cycle.plan = plan ?? cycle.plan;
  wrote(book, 'cycle', cycle, 'payments-corrected');
}

/** Runs of one correction differ by their currency; lists of a run by their part. */
async function learnCorrected(world: World, book: Book, from: number): Promise<void> {
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

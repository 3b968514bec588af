import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, type Cycle } from './book.js';
import {
  apply,
  inWords,
  isCorrecting,
  isPayingAgain,
  latestOf,
  learnCorrected,
  type Table,
  tableOf,
  type Total,
  totalsOf,
} from './correction-book.js';
import { type Given, personAt, type PlanVersion } from './scores.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** What a score should have been. */
export type Corrected = Pick<Given, 'person' | 'band'>;

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
  const reckon = (by: Book): Table => {
    const latest = latestOf(at(by.cycles, place));
    const waiting = latest?.state === 'open' ? latest.scores.map(({ person }) => person) : [];
    const kept = corrected.map(({ person }) => person).filter((person) => waiting.includes(person));
    const after = bandsOf(at(by.cycles, place).scores, corrected);
    return tableOf(by, place, after, plan, { overrides: [], kept: kept.toSorted((a, b) => a - b), missing: [] });
  };
  const expected = own || !cycle.built ? null : reckon(book);
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
      const now = reckon(into);
      if (now.print !== expected.print) return refused('stale-version');
      if (isCorrecting(into, cycle.id)) return refused('wrong-state');
      if (now.judged.some(({ claim, difference }) => difference < 0n && isPayingAgain(into, claim)))
        return refused('wrong-state');
      apply(into, place, plan, now, null);
      decide(at(into.cycles, place), corrected);
      return fine();
    },
    learn: (into) => learnCorrected(world, into, runs),
  };
}

const bandsOf = (scores: readonly Given[], corrected: readonly Corrected[]): Given[] =>
  scores.map((one) => ({ ...one, band: corrected.find(({ person }) => person === one.person)?.band ?? one.band }));

/** It stands until something else is published of them than what is known now. */
function decide(cycle: Cycle, corrected: readonly Corrected[]): void {
  // Of whom the latest publication says nothing, the last one that was taken and does.
  const taken = cycle.publications.filter(({ state }) => state === 'corrected' || state === 'unchanged');
  const said = [latestOf(cycle), ...taken.toSorted((a, b) => b.no - a.no)].flatMap((one) => one?.scores ?? []);
  const known = [...said, ...cycle.first];
  cycle.scores = bandsOf(cycle.scores, corrected);
  for (const { person } of corrected) {
    const band = known.find((one) => one.person === person)?.band;
    cycle.byHand = cycle.byHand.filter((one) => one.person !== person);
    if (band !== undefined) cycle.byHand.push({ person, known: band });
  }
}

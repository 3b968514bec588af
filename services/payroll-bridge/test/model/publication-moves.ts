import { randomUUID } from 'node:crypto';
import { APPRAISAL_EVENTS } from '@goalbeat/contracts/appraisal/events';
import { STAFF } from '@goalbeat/testing/harness/company';
import { ScoreBatchConsumer } from '../../src/score-batch/score-batch.consumer.js';
import { batchOf } from '../company.js';
import { at, type Book, type Cycle, note, type Republished } from './book.js';
import {
  apply,
  inWords,
  isCorrecting,
  isPayingAgain,
  latestOf,
  learnCorrected,
  type Table,
  tableOf,
  type Told,
  type Total,
  totalsOf,
} from './correction-book.js';
import type { Corrected } from './correction-moves.js';
import { type Given, personAt, type PlanVersion, publishedOf } from './scores.js';
import { fine, type Foreseen, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

type Before = Republished['before'];

/**
 * The scores of a cycle are published again under the next number; these are others than before. @param without who is left out, though never
 * everybody
 */
export function publish(
  world: World,
  book: Book,
  place: number,
  others: readonly Corrected[],
  without: readonly number[],
): Move {
  const cycle = at(book.cycles, place);
  const latest = latestOf(cycle);
  const bandIn = (some: readonly Corrected[] | undefined, of: number) =>
    some?.find(({ person }) => person === of)?.band;
  const everybody = cycle.first.map((one) => ({
    ...one,
    band: bandIn(others, one.person) ?? bandIn(latest?.scores, one.person) ?? one.band,
  }));
  const left = everybody.filter(({ person }) => !without.includes(person));
  const scores = left.length === 0 ? everybody : left;
  const no = (latest?.no ?? 1) + 1;
  const batch = batchOf(randomUUID(), cycle.id, publishedOf(scores), `2026-W${place + 10}`);
  const { batchId } = batch.ref;
  const events = batch.pages.map((page) => ({
    specversion: '1.0' as const,
    id: randomUUID(),
    source: 'goalbeat/appraisal',
    type: APPRAISAL_EVENTS.scoresPage,
    time: '2026-11-23T02:30:00.000Z',
    datacontenttype: 'application/json' as const,
    tenantid: world.tenantId,
    data: { ...page, publication: no, reason: '业务数据更正' },
  }));
  const hear = async (): Promise<null> => {
    for (const event of events)
      await world.payroll.uow.write(world.tenantId, (tx) => world.payroll.get(ScoreBatchConsumer).handle(event, tx));
    return null;
  };
  return {
    name: `publish ${no} of cycle ${place}`,
    takesKey: false,
    call: () => world.act(hear),
    foresee: (into) => {
      arrive(into, place, { batchId, no, scores });
      return fine();
    },
  };
}

function arrive(book: Book, place: number, one: Pick<Republished, 'batchId' | 'no' | 'scores'>): void {
  const cycle = at(book.cycles, place);
  if (cycle.publications.some(({ batchId }) => batchId === one.batchId)) return;
  const before: Before = { scores: cycle.scores, byHand: cycle.byHand, corrections: cycle.corrections };
  const add = (state: Republished['state']): void =>
    void cycle.publications.push({ ...one, state, refused: false, before });
  const latest = latestOf(cycle);
  if (latest?.no === one.no) return add('contradicting');
  if (latest !== undefined && latest.no > one.no) return add('overtaken');
  const { after, byHand, told } = taken(before, one.scores);
  const { counts, withoutRate } = tableOf(book, place, after, null, told);
  const unknown = changedOf(before, after, told).filter((person) => withoutRate.includes(personAt(person)));
  const many = counts.up + counts.down + counts.notSigned + counts.overrides + counts.missing + unknown.length;
  for (const other of cycle.publications) if (other.state === 'open') other.state = 'overtaken';
  if (many > 0 || isCorrecting(book, cycle.id)) return add('open');
  add('unchanged');
  cycle.scores = after;
  cycle.byHand = byHand;
}

/** Whoever was decided about keeps that, unless something else is published of them than was known then. */
function taken(
  { scores, byHand }: Before,
  published: readonly Given[],
): { after: Given[]; byHand: Cycle['byHand']; told: Told } {
  const said = new Map(published.map(({ person, band }) => [person, band]));
  const kept = byHand.filter(({ person, known }) => (said.get(person) ?? known) === known);
  const isKept = (of: number): boolean => kept.some(({ person }) => person === of);
  const names = (of: Cycle['byHand']): number[] => of.map(({ person }) => person).toSorted((a, b) => a - b);
  return {
    after: scores.map((one) => (isKept(one.person) ? one : { ...one, band: said.get(one.person) ?? one.band })),
    byHand: kept,
    told: {
      kept: names(kept.filter(({ person }) => said.has(person))),
      overrides: names(byHand.filter(({ person }) => !isKept(person))),
      missing: scores.map(({ person }) => person).filter((person) => !said.has(person)),
    },
  };
}

/** Scores by hand are others than any that are published, whatever their band. */
const changedOf = ({ scores }: Before, after: readonly Given[], { overrides }: Told): number[] =>
  after
    .filter(({ person, band }, n) => at(scores, n).band !== band || overrides.includes(person))
    .map(({ person }) => person);

/** Whoever may asks for all differences of a publication. @throws when the dry run says something else */
export async function take(
  world: World,
  book: Book,
  place: number,
  batchId: string,
  plan: PlanVersion | null,
): Promise<Move> {
  const body = {
    cycleId: at(book.cycles, place).id,
    reason: '按重新发布的评分更正',
    batchId,
    ...(plan === null ? {} : { payPlan: { code: 'weekly', version: plan } }),
  };
  const ask = (more: object, key?: string) =>
    world.ask(world.as('hr'), 'POST', '/v1/off-cycle-runs/corrections', { ...body, ...more }, key);
  const name = `take a publication of cycle ${place}`;
  const dry = await ask({ dryRun: true });
  const expected = look(book, place, batchId, plan);
  if (!dry.ok || 'ok' in expected) {
    const call = async () => silent(await ask({ dryRun: true }));
    const foresee = (into: Book): Foreseen => {
      const now = look(into, place, batchId, plan);
      return 'ok' in now ? now : fine();
    };
    return { name: `${name}, in vain`, takesKey: false, call, foresee };
  }
  const seen = dry.value as { fingerprint: string; counts: Table['counts']; totals: Total[] };
  const shown = JSON.stringify([seen.counts, seen.totals.map(inWords).toSorted()]);
  const foreseen = JSON.stringify([expected.table.counts, totalsOf(book, expected.table).map(inWords).toSorted()]);
  if (shown !== foreseen)
    throw new Error(`A dry run of a publication of cycle ${place} says ${shown}, and should say ${foreseen}`);
  const runs = book.runs.length;
  return {
    name,
    takesKey: true,
    call: async (key) => silent(await ask({ dryRun: false, fingerprint: seen.fingerprint }, key)),
    foresee: (into) => {
      const now = look(into, place, batchId, plan);
      if ('ok' in now) return now;
      const { table } = now;
      const cycle = at(into.cycles, place);
      if (table.print !== expected.table.print) return refused('stale-version');
      if (now.unknown > 0 || table.counts.notSigned > 0 || isCorrecting(into, cycle.id)) return refused('wrong-state');
      if (table.judged.some(({ claim, difference }) => difference < 0n && isPayingAgain(into, claim)))
        return refused('wrong-state');
      apply(into, place, plan, table, batchId);
      if (now.publication.refused) note(into, 'publication refused, and taken again');
      for (const _ of now.told.kept) note(into, 'decided by hand, and kept');
      if (table.counts.missing > 0) note(into, 'published without somebody, and taken');
      for (const _ of now.told.overrides) note(into, 'decided by hand, and published otherwise');
      cycle.scores = now.after;
      cycle.byHand = now.byHand;
      now.publication.state = 'corrected';
      return fine();
    },
    learn: (into) => learnCorrected(world, into, runs),
  };
}

type Looked = ReturnType<typeof taken> & { publication: Republished; table: Table; unknown: number };

function look(book: Book, place: number, batchId: string, plan: PlanVersion | null): Foreseen | Looked {
  const cycle = at(book.cycles, place);
  const publication = cycle.publications.find((one) => one.batchId === batchId);
  if (publication === undefined) return refused('not-found');
  if (publication.state === 'corrected') return refused('duplicate');
  if (publication.state === 'overtaken' || publication.state === 'contradicting') return refused('wrong-state');
  const isUnchanged = publication.state === 'unchanged';
  if (isUnchanged && (latestOf(cycle) !== publication || cycle.corrections > publication.before.corrections))
    return refused('wrong-state');
  const before = isUnchanged ? publication.before : cycle;
  const now = taken(before, publication.scores);
  const table = tableOf(book, place, now.after, plan, now.told);
  const changed = changedOf(before, now.after, now.told).map(personAt);
  if (changed.includes(STAFF.hr)) return refused('four-eyes');
  const unknown = changed.filter((person) => table.withoutRate.includes(person)).length;
  const { up, down, notSigned } = table.counts;
  if (isUnchanged && up + down + notSigned + unknown === 0) return refused('wrong-state');
  return { ...now, publication, table, unknown };
}

import { randomUUID } from 'node:crypto';
import { STAFF } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle } from '../company.js';
import { at, type Book, decimal, followLists, followsLists, type Line, wrote } from './book.js';
import { CURRENCIES, type Currency } from './currencies.js';
import { keepBack } from './claims.js';
import { isConceded, paysTwice } from './payrolls-word.js';
import { SIGNERS, signersOf } from './signers.js';
import { type Given, NEWEST_PLAN, publishedOf, worthOf } from './scores.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

const isOpen = (state: string): boolean => state === 'draft' || state === 'returned';

/** Scores arrive and become lists, one a currency and another for those who sign. */
export async function build(world: World, book: Book, given: readonly Given[]): Promise<Move> {
  const cycleId = randomUUID();
  const week = book.cycles.length + 10;
  const batch = batchOf(randomUUID(), cycleId, publishedOf(given), `2026-W${week}`);
  await world.payroll.uow.write(world.tenantId, (tx) =>
    world.payroll.get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, `2026-W${week}`)),
  );
  await world.payroll.receive(batch, world.tenantId);
  const place = book.cycles.length;
  book.cycles.push({
    id: cycleId,
    batchId: batch.ref.batchId,
    built: false,
    cancelled: false,
    first: [...given],
    scores: [...given],
    byHand: [],
    publications: [],
    corrections: 0,
    plan: NEWEST_PLAN,
    askedNow: null,
    refusals: 0,
  });
  return {
    name: `build ${place}`,
    takesKey: false,
    call: () => world.act(() => world.build(cycleId, batch.ref).then(({ lines }) => lines)),
    foresee: (into) => {
      const of = at(into.cycles, place);
      if (of.cancelled) return refused('wrong-state');
      if (!of.built) {
        of.built = true;
        openLists(into, place);
      }
      return fine(of.scores.length);
    },
    learn: (into) => learnBuilt(world, into, place),
  };
}

function openLists(book: Book, place: number): void {
  const { id: cycleId, scores, plan } = at(book.cycles, place);
  const lines = worthOf(scores, plan);
  for (const currency of CURRENCIES) {
    const mine = lines.filter((line) => line.currency === currency);
    if (mine.length === 0) continue;
    const run = book.runs.push({ id: '', kind: 'cycle', cycleId, currency, state: 'draft', pin: null }) - 1;
    addLists(
      book,
      run,
      mine.map(({ personId, minor, held }) => ({
        personId,
        minor,
        claim: null,
        state: held ? 'held' : 'ready',
        cause: 'signed',
        replaces: null,
        releases: null,
      })),
    );
    for (const list of book.lists.filter((one) => one.run === run)) wrote(book, 'bonus-list', list, 'built');
  }
}

/** A run of its own, for money that no cycle's list pays. */
export const openRun = (book: Book, cycleId: string | null, currency: Currency): number =>
  book.runs.push({ id: '', kind: 'off-cycle', cycleId, currency, state: 'draft', pin: null }) - 1;

/** @param claim null of a first line, which is its own */
export function addLists(
  book: Book,
  run: number,
  lines: readonly (Pick<Line, 'personId' | 'minor' | 'state' | 'cause' | 'replaces' | 'releases'> & {
    claim: number | null;
  })[],
): void {
  const { currency } = at(book.runs, run);
  for (const part of ['main', 'signers'] as const) {
    const mine = lines.filter((line) => SIGNERS.includes(line.personId) === (part === 'signers'));
    if (mine.length === 0) continue;
    const list =
      book.lists.push({
        id: '',
        run,
        part,
        state: 'draft',
        stamp: 0,
        makerId: null,
        asked: [],
        decided: 0,
        round: 0,
        signatures: 0,
        added: 0,
      }) - 1;
    for (const line of mine) {
      const added: Line = {
        ...line,
        claim: line.claim ?? book.lines.length,
        computed: line.minor,
        kept: [],
        takenOff: 0n,
        wentOn: 0n,
        gaveUp: { minor: 0n, beside: 0n },
        takenDown: false,
        id: '',
        run,
        list,
        currency,
        stamp: 0,
        sent: false,
        posted: false,
        active: true,
        heldBy: null,
      };
      book.lines.push(added);
      if (line.claim === null && line.state === 'ready') keepBack(book, added);
    }
  }
}

async function learnBuilt(world: World, book: Book, place: number): Promise<void> {
  const { id: cycleId } = at(book.cycles, place);
  const rows = await world.rows<{
    id: string;
    run: string;
    list: string;
    person: string;
    currency: string;
    part: string;
  }>(
    `SELECT l.id, l.run_id AS run, l.list_id AS list, l.person_id AS person, l.currency, b.part FROM bonus_line l
     JOIN payout_run r ON r.id = l.run_id JOIN bonus_list b ON b.id = l.list_id WHERE r.tenant_id = $1 AND r.cycle_id = $2 AND r.kind = 'cycle'`,
    [world.tenantId, cycleId],
  );
  for (const line of book.lines) {
    const run = at(book.runs, line.run);
    if (run.cycleId !== cycleId || run.kind !== 'cycle' || line.id !== '') continue;
    const list = at(book.lists, line.list);
    const row = rows.find(
      (one) => one.person === line.personId && one.currency === line.currency && one.part === list.part,
    );
    if (row === undefined) continue;
    line.id = row.id;
    run.id = row.run;
    list.id = row.list;
  }
}

export type Edit = { action: 'hold' | 'release' } | { action: 'adjust'; minor: bigint };

export async function edit(world: World, book: Book, place: number, who: 'hr' | 'hr2', what: Edit): Promise<Move> {
  const { id, currency, stamp, list } = at(book.lines, place);
  const listId = at(book.lists, list).id;
  const [row] = await world.rows<{ version: number }>('SELECT version::int AS version FROM bonus_line WHERE id = $1', [
    id,
  ]);
  const body = {
    version: row?.version,
    action: what.action,
    reason: '更正',
    ...(what.action === 'adjust' ? { amount: { amount: decimal(what.minor, currency), currency } } : {}),
  };
  return {
    name: `${who} ${what.action} line ${place}`,
    takesKey: true,
    call: async (key) =>
      silent(await world.ask(world.as(who), 'PATCH', `/v1/bonus-lists/${listId}/lines/${id}`, body, key)),
    foresee: (into) => {
      const line = at(into.lines, place);
      const of = at(into.lists, line.list);
      if (line.personId === STAFF[who]) return refused('four-eyes');
      if (!isOpen(of.state)) return refused('wrong-state');
      const { state } = at(into.runs, of.run);
      if (state === 'signed' || !followsLists(state)) return refused('wrong-state');
      if (line.stamp !== stamp) return refused('stale-version');
      if (what.action === 'adjust') {
        if (line.cause !== 'signed') return refused('wrong-state');
        line.minor = what.minor;
      } else {
        if (line.state !== (what.action === 'hold' ? 'ready' : 'held')) return refused('wrong-state');
        line.state = what.action === 'hold' ? 'held' : 'ready';
      }
      line.stamp += 1;
      of.stamp += 1;
      wrote(
        into,
        'bonus-list',
        of,
        { adjust: 'line-adjusted', hold: 'line-held', release: 'line-released' }[what.action],
      );
      return fine();
    },
  };
}

export async function submit(world: World, book: Book, place: number, who: 'hr' | 'hr2'): Promise<Move> {
  const { id, stamp } = at(book.lists, place);
  const [row] = await world.rows<{ version: number }>('SELECT version::int AS version FROM bonus_list WHERE id = $1', [
    id,
  ]);
  return {
    name: `${who} submits list ${place}`,
    takesKey: true,
    call: async (key) =>
      silent(await world.ask(world.as(who), 'POST', `/v1/bonus-lists/${id}/submit`, { version: row?.version }, key)),
    foresee: (into) => {
      const list = at(into.lists, place);
      if (list.stamp !== stamp) return refused('stale-version');
      if (!isOpen(list.state)) return refused('wrong-state');
      const ready = into.lines.filter((line) => line.list === place && line.state === 'ready');
      if (ready.some((line) => paysTwice(into, line) || isConceded(into, line))) return refused('wrong-state');
      list.asked = signersOf(into, place);
      list.state = 'submitted';
      list.round += 1;
      list.signatures = 0;
      list.makerId = STAFF[who];
      list.stamp += 1;
      wrote(into, 'bonus-list', list, 'submitted');
      followLists(into, list.run);
      return fine();
    },
  };
}

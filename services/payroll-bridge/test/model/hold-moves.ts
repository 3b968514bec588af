import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, move, placesOf, sourceOf, wrote } from './book.js';
import { addLists } from './list-moves.js';
import { signersOf } from './signers.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

export type Finance = 'reviewer' | 'lead';

const versionOf = async (world: World, id: string): Promise<number | undefined> =>
  (await world.rows<{ version: number }>('SELECT version::int AS version FROM bonus_line WHERE id = $1', [id]))[0]
    ?.version;

/** Finance takes a line out of what it signs, or puts it back. */
export async function hold(world: World, book: Book, place: number, who: Finance, held: boolean): Promise<Move> {
  const { id, stamp, list } = at(book.lines, place);
  const path = `/v1/bonus-lists/${at(book.lists, list).id}/lines/${id}/hold`;
  const body = { version: await versionOf(world, id), held, reason: '待核' };
  return {
    name: `${who} ${held ? 'holds' : 'puts back'} line ${place}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as(who), 'PUT', path, body, key)),
    foresee: (into) => {
      const line = at(into.lines, place);
      const of = at(into.lists, line.list);
      if (line.personId === STAFF[who]) return refused('four-eyes');
      if (line.stamp !== stamp) return refused('stale-version');
      if (of.state !== 'submitted') return refused('wrong-state');
      if (into.lines.some((one) => one.list === line.list && one.personId === STAFF[who])) return refused('four-eyes');
      if (of.asked[0] !== STAFF[who]) return refused('forbidden');
      if (line.state !== (held ? 'ready' : 'held')) return refused('wrong-state');
      const { round, signatures } = of;
      if (!held && (line.heldBy?.round !== round || signatures > 0)) return refused('wrong-state');
      line.heldBy = held ? { round, signatures } : null;
      line.state = held ? 'held' : 'ready';
      line.stamp += 1;
      of.stamp += 1;
      if (!held) of.added += 1;
      // Whether the lead is asked is decided when the first has signed.
      if (signatures === 0) of.asked = signersOf(into, line.list);
      wrote(into, 'bonus-list', of, held ? 'line-held' : 'line-released');
      return fine();
    },
  };
}

/** Held when it was signed, and not to be paid after all. */
export async function giveUpLine(world: World, book: Book, place: number, who: Finance): Promise<Move> {
  const { id, stamp, list } = at(book.lines, place);
  const path = `/v1/bonus-lists/${at(book.lists, list).id}/lines/${id}/cancel`;
  const body = { version: await versionOf(world, id), reason: '不发' };
  return {
    name: `${who} gives up line ${place}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as(who), 'POST', path, body, key)),
    foresee: (into) => {
      const line = at(into.lines, place);
      const of = at(into.lists, line.list);
      if (line.personId === STAFF[who]) return refused('four-eyes');
      if (line.stamp !== stamp) return refused('stale-version');
      if ((of.state !== 'handed-over' && of.state !== 'settled') || line.state !== 'held')
        return refused('wrong-state');
      if (into.lines.some((one) => one.active && one.releases === place)) return refused('wrong-state');
      if (sourceOf(line) !== 'held-payable') move(into, line, 'held-payable', sourceOf(line));
      line.state = 'reversed';
      line.active = false;
      line.stamp += 1;
      of.stamp += 1;
      wrote(into, 'bonus-list', of, 'line-cancelled');
      return fine();
    },
  };
}

/** What was held goes on, on a list of its own. */
export function letGo(world: World, book: Book, places: readonly number[]): Move {
  const ids = places.map((place) => at(book.lines, place).id);
  const runs = book.runs.length;
  return {
    name: `let go ${places.join(', ')}`,
    takesKey: true,
    call: async (key) =>
      silent(
        await world.ask(world.as('hr'), 'POST', '/v1/off-cycle-runs/held-lines', { lineIds: ids, reason: '已核' }, key),
      ),
    foresee: (into) => {
      const lines = places.map((place) => at(into.lines, place));
      if (lines.some((line) => line.personId === STAFF.hr)) return refused('four-eyes');
      const isSigned = (list: number): boolean =>
        ['signed', 'handed-over', 'settled'].includes(at(into.lists, list).state);
      if (lines.some((line) => line.state !== 'held' || line.minor === 0n || !isSigned(line.list)))
        return refused('wrong-state');
      if (into.lines.some((one) => one.active && one.releases !== null && places.includes(one.releases)))
        return refused('duplicate');
      const { currency } = at(lines, 0);
      if (lines.some((line) => line.currency !== currency)) return refused('validation');
      const cycles = new Set(lines.map((line) => at(into.runs, line.run).cycleId));
      const cycleId = cycles.size === 1 ? at([...cycles], 0) : null;
      const place = into.runs.push({ id: '', kind: 'off-cycle', cycleId, currency, state: 'draft' }) - 1;
      addLists(
        into,
        place,
        lines.map(({ personId, minor }, n) => ({
          personId,
          minor,
          state: 'ready',
          replaces: null,
          releases: at(places, n),
        })),
      );
      wrote(into, 'payout-run', at(into.runs, place), 'held-lines-released');
      return fine();
    },
    learn: (into) => learnLetGo(world, into, runs),
  };
}

async function learnLetGo(world: World, book: Book, place: number): Promise<void> {
  const run = book.runs[place];
  if (run === undefined) return;
  const mine = placesOf(book.lines, (line) => line.run === place).map((line) => at(book.lines, line));
  const idOf = (line: number | null): string => (line === null ? '' : at(book.lines, line).id);
  const known = book.lines.flatMap((line) => (line.id === '' ? [] : [line.id]));
  const rows = await world.rows<{ id: string; run: string; list: string; releases: string }>(
    `SELECT id, run_id AS run, list_id AS list, releases FROM bonus_line
     WHERE releases = ANY($1::uuid[]) AND active AND NOT id = ANY($2::uuid[])`,
    [mine.map((line) => idOf(line.releases)), known],
  );
  for (const line of mine) {
    const row = rows.find((one) => one.releases === idOf(line.releases));
    if (row === undefined) continue;
    line.id = row.id;
    run.id = row.run;
    at(book.lists, line.list).id = row.list;
  }
}

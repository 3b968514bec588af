import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, decimal, move, note, sourceOf, wrote } from './book.js';
import { accruedOf, goesOn, least, leftOf, shortOf, underWay } from './claims.js';
import { addLists, openRun } from './list-moves.js';
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
      const left = leftOf(into, place);
      const parts = goesOn(into, place);
      // What comes back from another list has to find a line that is held.
      const going = underWay(into, parts);
      if (parts.length > 0 && (going.heldAgain || going.underWay || left === 0n)) return refused('wrong-state');
      if (parts.length > 0) note(into, 'given up after a part');
      const short = shortOf(into, line.claim);
      const source = sourceOf(line);
      if (source !== 'held-payable') move(into, line, 'held-payable', source, left);
      // What a correction took off was never paid: it is taken off no more.
      if (source === 'bonus-expense') move(into, line, 'bonus-expense', 'bonus-payable', least(short, left));
      if (line.cause === 'delta-up') {
        const first = at(into.lines, line.claim);
        first.gaveUp = { minor: first.gaveUp.minor + left - least(short, left), beside: accruedOf(into, line.claim) };
      }
      if (line.releases !== null) line.wentOn = line.minor - left;
      line.state = 'reversed';
      line.active = false;
      line.stamp += 1;
      of.stamp += 1;
      wrote(into, 'bonus-list', of, 'line-cancelled');
      return fine();
    },
  };
}

/** How much of a line goes on, in quarters of what is left of it; 0 is refused, 5 is too much. */
export interface Going {
  line: number;
  quarters: number | null;
}

/** What was held goes on, whole or in part, on a list of its own. */
export function letGo(world: World, book: Book, going: readonly Going[]): Move {
  const places = going.map(({ line }) => line);
  const ids = places.map((place) => at(book.lines, place).id);
  const runs = book.runs.length;
  const parts = new Map(
    going.flatMap(({ line, quarters }): [number, bigint][] =>
      quarters === null ? [] : [[line, (leftOf(book, line) * BigInt(quarters)) / 4n]],
    ),
  );
  const body = {
    lineIds: ids,
    reason: '已核',
    ...(parts.size === 0
      ? {}
      : {
          parts: [...parts].map(([line, minor]) => {
            const { id, currency } = at(book.lines, line);
            return { lineId: id, amount: { amount: decimal(minor, currency), currency }, rest: '其余待核' };
          }),
        }),
  };
  return {
    name: `let go ${going.map(({ line, quarters }) => (quarters === null ? line : `${quarters}/4 of ${line}`)).join(', ')}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as('hr'), 'POST', '/v1/off-cycle-runs/held-lines', body, key)),
    foresee: (into) => {
      const lines = places.map((place) => at(into.lines, place));
      if (lines.some((line) => line.personId === STAFF.hr)) return refused('four-eyes');
      const isSigned = (list: number): boolean =>
        ['signed', 'handed-over', 'settled'].includes(at(into.lists, list).state);
      const keeps = ({ claim }: { claim: number }): boolean => at(into.lines, claim).kept.length > 0;
      if (lines.some((line) => line.state !== 'held' || (line.minor === 0n && !keeps(line)) || !isSigned(line.list)))
        return refused('wrong-state');
      const left = (place: number): bigint => leftOf(into, place);
      if (places.some((place) => left(place) === 0n && goesOn(into, place).length > 0)) return refused('duplicate');
      const { currency } = at(lines, 0);
      if (lines.some((line) => line.currency !== currency)) return refused('validation');
      const off = takenOff(into, places);
      if (off === null) return refused('wrong-state');
      const most = (place: number): bigint => left(place) - (off.get(place) ?? 0n);
      if ([...parts].some(([place, minor]) => minor <= 0n || minor > most(place))) return refused('validation');
      const minorOf = (place: number): bigint => parts.get(place) ?? most(place);
      const minors = places.map(minorOf);
      for (const place of places) {
        // The rest of a part waits with its correction, which may be taken back.
        if (minorOf(place) !== most(place)) continue;
        const line = at(into.lines, place);
        const minor = off.get(place) ?? 0n;
        line.takenOff += minor;
        move(into, line, 'held-payable', 'bonus-payable', minor);
      }
      const cycles = new Set(lines.map((line) => at(into.runs, line.run).cycleId));
      const cycleId = cycles.size === 1 ? at([...cycles], 0) : null;
      const place = openRun(into, cycleId, currency);
      addLists(
        into,
        place,
        lines.map(({ personId, claim }, n) => ({
          personId,
          claim,
          minor: at(minors, n),
          state: 'ready',
          cause: 'released',
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

/** What corrections left no money for, by line; null where nothing is left of one. Two about the same money do not both take it off. */
function takenOff(book: Book, places: readonly number[]): Map<number, bigint> | null {
  const shorts = new Map<number, bigint>();
  const off = new Map<number, bigint>();
  // In the order of their ids.
  for (const place of places.toSorted((a, b) => (at(book.lines, a).id < at(book.lines, b).id ? -1 : 1))) {
    const { claim } = at(book.lines, place);
    const short = shorts.get(claim) ?? shortOf(book, claim);
    const minor = least(short, leftOf(book, place));
    if (minor > 0n && minor === leftOf(book, place)) return null;
    shorts.set(claim, short - minor);
    off.set(place, minor);
  }
  return off;
}

/** Parts of a line may have gone on twice at once: of two alike it does not matter which is which. */
async function learnLetGo(world: World, book: Book, from: number): Promise<void> {
  const known = book.runs.map(({ id }) => id);
  const rows = await world.rows<{ id: string; run: string; list: string; releases: string; minor: string }>(
    `SELECT id, run_id AS run, list_id AS list, releases, amount_minor::text AS minor FROM bonus_line
     WHERE tenant_id = $1 AND releases IS NOT NULL AND NOT run_id = ANY($2::uuid[]) ORDER BY run_id`,
    [world.tenantId, known.filter((id) => id !== '')],
  );
  const made = [...Map.groupBy(rows, ({ run }) => run)];
  for (let place = from; place < book.runs.length; place++) {
    const run = at(book.runs, place);
    if (run.id !== '') continue;
    const mine = book.lines.filter((line) => line.run === place);
    const ofLine = ({ releases, minor }: (typeof mine)[number]): string =>
      `${releases === null ? '' : at(book.lines, releases).id} ${minor}`;
    const wanted = mine.map(ofLine).toSorted().join();
    const n = made.findIndex(
      ([, some]) =>
        some
          .map(({ releases, minor }) => `${releases} ${minor}`)
          .toSorted()
          .join() === wanted,
    );
    const [found] = n < 0 ? [] : made.splice(n, 1);
    if (found === undefined) continue;
    for (const line of mine) {
      const row = found[1].find(({ releases, minor }) => `${releases} ${minor}` === ofLine(line));
      if (row === undefined) continue;
      line.id = row.id;
      run.id = row.run;
      at(book.lists, line.list).id = row.list;
    }
  }
}

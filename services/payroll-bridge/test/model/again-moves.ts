import { at, type Book, isStopped, move, placesOf, wrote } from './book.js';
import { least, shortOf } from './claims.js';
import { saidPaid } from './payrolls-word.js';
import { addLists, openRun } from './list-moves.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** What payroll refused is paid again, by a run with signatures of its own. */
export function payAgain(world: World, book: Book, places: readonly number[]): Move {
  const ids = places.map((place) => at(book.payouts, place).id);
  const runs = book.runs.length;
  return {
    name: `pay again ${places.join(', ')}`,
    takesKey: true,
    call: async (key) =>
      silent(
        await world.ask(world.as('hr'), 'POST', '/v1/off-cycle-runs', { payoutIds: ids, reason: '账户已更正' }, key),
      ),
    foresee: (into) => {
      const payouts = places.map((place) => at(into.payouts, place));
      const lines = payouts.map((payout) => at(into.lines, payout.line));
      if (isStopped(into)) return refused('payouts-stopped');
      if (payouts.some((payout) => payout.state !== 'rejected' || saidPaid(payout))) return refused('wrong-state');
      if (places.some((place) => into.lines.some((line) => line.active && line.replaces === place)))
        return refused('duplicate');
      const currency = at(lines, 0).currency;
      if (lines.some((line) => line.currency !== currency)) return refused('validation');
      const owed = owedStill(into, places);
      if (owed.some(({ left }) => left === 0n)) return refused('wrong-state');
      for (const { place, off } of owed) {
        const payout = at(into.payouts, place);
        payout.takenOff += off;
        move(into, at(into.lines, payout.line), 'rejected-payable', 'bonus-payable', off);
      }
      const cycles = new Set(payouts.map((payout) => at(into.runs, payout.run).cycleId));
      const cycleId = cycles.size === 1 ? at([...cycles], 0) : null;
      const place = openRun(into, cycleId, currency);
      addLists(
        into,
        place,
        lines.map(({ personId, claim }, n) => ({
          personId,
          claim,
          minor: at(owed, n).left,
          state: 'ready',
          cause: 'signed-again',
          replaces: at(places, n),
          releases: null,
        })),
      );
      wrote(into, 'payout-run', at(into.runs, place), 'off-cycle-created');
      return fine();
    },
    learn: (into) => learnAgain(world, into, runs),
  };
}

/** What of each payout is owed, after corrections that took off some of it; what is short of a claim is taken off once. */
function owedStill(book: Book, places: readonly number[]): { place: number; off: bigint; left: bigint }[] {
  const shorts = new Map<number, bigint>();
  return places.map((place) => {
    const payout = at(book.payouts, place);
    const { claim, minor } = at(book.lines, payout.line);
    const short = shorts.get(claim) ?? shortOf(book, claim);
    const off = least(minor - payout.takenOff, short);
    shorts.set(claim, short - off);
    return { place, off, left: minor - payout.takenOff - off };
  });
}

async function learnAgain(world: World, book: Book, place: number): Promise<void> {
  const run = book.runs[place];
  if (run === undefined) return;
  const replaced = placesOf(book.lines, (line) => line.run === place).map((line) => at(book.lines, line));
  const idOf = (payout: number | null): string => (payout === null ? '' : at(book.payouts, payout).id);
  const known = book.lines.flatMap((line) => (line.id === '' ? [] : [line.id]));
  const rows = await world.rows<{ id: string; run: string; list: string; replaces: string }>(
    `SELECT l.id, l.run_id AS run, l.list_id AS list, l.replaces FROM bonus_line l
     WHERE l.replaces = ANY($1::uuid[]) AND l.active AND NOT l.id = ANY($2::uuid[])`,
    [replaced.map((line) => idOf(line.replaces)), known],
  );
  for (const line of replaced) {
    const row = rows.find((one) => one.replaces === idOf(line.replaces));
    if (row === undefined) continue;
    line.id = row.id;
    run.id = row.run;
    at(book.lists, line.list).id = row.list;
  }
}

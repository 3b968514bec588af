import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, type Dispute, type Line, move, note, type Payout, placesOf, sourceOf, wrote } from './book.js';
import type { Finance } from './hold-moves.js';
import { takeOut } from './run-moves.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** Places of payouts of which payroll says something else than we. */
export const contradicted = (book: Book): number[] => placesOf(book.payouts, ({ disputes }) => disputes.length > 0);

/** One of finance has asked payroll: ours is right, or payroll's word is. */
export async function settleWord(
  world: World,
  book: Book,
  place: number,
  n: number,
  who: Finance | 'boss',
  accepts: boolean,
): Promise<Move | undefined> {
  const payout = at(book.payouts, place);
  const one = payout.disputes[n % Math.max(1, payout.disputes.length)];
  if (one === undefined) return undefined;
  const rows = await world.rows<{ id: string; version: number; ours: string; said: string; other: boolean }>(
    `SELECT id, version::int AS version, ours, said, said_amount IS NOT NULL AS other FROM payout_contradiction
     WHERE payout_id = $1 AND closed_at IS NULL`,
    [payout.id],
  );
  const row = rows.find(
    ({ ours, said, other }) => ours === one.ours && said === one.outcome && other === one.otherAmount,
  );
  if (rows.length !== payout.disputes.length || row === undefined)
    throw new Error(
      `${payout.id} has contradictions ${JSON.stringify(rows)}, and should have ${JSON.stringify(payout.disputes)}`,
    );
  const { no, stamp } = one;
  const me = STAFF[who];
  const body = { version: row.version, reason: '已与薪资核实' };
  const path = `/v1/contradictions/${row.id}/${accepts ? 'accept' : 'clear'}`;
  return {
    name: `${who} ${accepts ? 'takes' : 'clears'} payroll's word of payout ${place}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as(who), 'POST', path, body, key)),
    foresee: (into) => {
      const of = at(into.payouts, place);
      const said = of.disputes.find((other) => other.no === no);
      if (said === undefined) return refused('wrong-state');
      if (said.stamp !== stamp) return refused('stale-version');
      const { personId } = at(into.lines, of.line);
      if (personId === me || said.askedBy === me) return refused('four-eyes');
      const paysAgain = said.ours === 'rejected' && said.outcome === 'paid';
      const needsTwo = paysAgain || personId === STAFF.lead || said.askedBy !== null;
      const isFirst = needsTwo && (said.askedBy === null || said.accepts !== accepts);
      if (who === 'boss') {
        // The final decider is the second where nobody else of finance is left, and asks for nothing.
        if (said.askedBy === null || (personId !== STAFF.lead && personId !== STAFF.reviewer) || isFirst)
          return refused('forbidden');
      } else if (!isFirst && personId !== STAFF.lead && me !== STAFF.lead && said.askedBy !== STAFF.lead)
        return refused('forbidden');
      if (accepts && !isTakeable(into, place, said)) return refused('wrong-state');
      if (isFirst) {
        said.askedBy = me;
        said.accepts = accepts;
        said.stamp += 1;
        wrote(into, 'payout', of, accepts ? 'contradiction-accepting-asked' : 'contradiction-clearing-asked');
        return fine();
      }
      of.disputes = of.disputes.filter((other) => other !== said);
      if (needsTwo && !accepts) note(into, 'contradiction cleared by two');
      if (said.ours === 'rejected') for (const word of of.words) if (word.dispute === no) word.cleared = true;
      if (accepts) concede(into, place);
      wrote(into, 'payout', of, accepts ? 'contradiction-accepted' : 'contradiction-cleared');
      return fine();
    },
  };
}

const payingAgain = (book: Book, place: number): Line | undefined =>
  book.lines.find((line) => line.replaces === place && line.active && line.state !== 'reversed');

/** Only "paid" of our amount, of what is rejected still and was neither sent again nor is held where it was signed. */
function isTakeable(book: Book, place: number, { ours, outcome, otherAmount }: Dispute): boolean {
  if (ours !== 'rejected' || outcome !== 'paid' || otherAmount) return false;
  if (at(book.payouts, place).state !== 'rejected') return false;
  const again = payingAgain(book, place);
  return again === undefined || !(again.sent || (again.state === 'held' && again.posted));
}

/** Paid after all: what would pay it again is taken back, and what a correction took off it meanwhile was paid too much. */
function concede(book: Book, place: number): void {
  const payout: Payout = at(book.payouts, place);
  const again = payingAgain(book, place);
  if (again !== undefined && ['signed', 'handed-over', 'settled'].includes(at(book.lists, again.list).state)) {
    if (again.posted) move(book, again, 'bonus-payable', sourceOf(again));
    takeOut(again);
    wrote(book, 'payout-run', at(book.runs, again.run), 'paid-after-all');
  }
  const line = at(book.lines, payout.line);
  payout.state = 'paid';
  payout.queryDay = null;
  line.state = 'paid';
  line.stamp += 1;
  move(book, line, 'bonus-payable', 'rejected-payable', payout.takenOff);
  move(book, line, 'rejected-payable', 'in-transit');
  move(book, line, 'in-transit', 'paid-out');
  wrote(book, 'payout', payout, 'paid');
}

import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import {
  type Answer,
  at,
  type Book,
  decimal,
  isStopped,
  move,
  type Payout,
  placesOf,
  saidPaid,
  wrote,
} from './book.js';
import { addLists } from './list-moves.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** Days until silence is a question. */
const SILENCE = 1;

/** Payroll says something about several payouts at once. */
export function answer(world: World, book: Book, answers: readonly Answer[]): Move {
  const wire = answers.map((one): PayoutAnswer => {
    const payout = typeof one.payout === 'number' ? at(book.payouts, one.payout) : null;
    const line = payout === null ? null : at(book.lines, payout.line);
    return {
      answerId: one.answerId,
      tenantId: world.tenantId,
      payoutId: payout?.id ?? String(one.payout),
      outcome: one.outcome,
      at: '2026-11-23T08:00:00.000Z',
      ...(line === null
        ? {}
        : {
            amount: {
              amount: decimal(line.minor + (one.otherAmount ? 1n : 0n), line.currency),
              currency: line.currency,
            },
          }),
    };
  });
  return {
    name: `payroll answers ${answers.map((one) => `${one.payout} ${one.outcome}${one.otherAmount ? '!' : ''}`).join(', ')}`,
    takesKey: false,
    call: () => world.act(() => world.answer(wire)),
    foresee: (into) => {
      const changed = new Set<number>();
      const results = answers.map((one) => take(into, one, changed));
      for (const place of changed) {
        const payout = at(into.payouts, place);
        wrote(into, 'payout', payout, payout.state);
        settle(into, payout);
      }
      return fine(results);
    },
  };
}

function take(book: Book, one: Answer, changed: Set<number>): string {
  const wrong = (result: string): string => {
    const of = typeof one.payout === 'number' ? at(book.payouts, one.payout) : { id: one.payout };
    wrote(book, 'payout', of, 'answer-contradicted');
    return result;
  };
  const before = book.answers.get(one.answerId);
  if (before !== undefined) {
    const isSame = before.payout === one.payout && before.outcome === one.outcome && amountOf(before) === amountOf(one);
    if (isSame) return 'repeated';
    // Kept once, under an id of its own.
    const id = `${one.answerId}#${one.payout}#${one.outcome}#${amountOf(one)}`;
    if (!book.answers.has(id) && typeof one.payout === 'number') {
      const payout = at(book.payouts, one.payout);
      if (one.outcome === 'paid') hear(book, payout, one);
      dispute(book, payout, one);
    }
    book.answers.set(id, one);
    return wrong('contradiction');
  }
  book.answers.set(one.answerId, one);
  if (typeof one.payout === 'string') return wrong('unknown-payout');
  const payout = at(book.payouts, one.payout);
  hear(book, payout, one);
  const isEnded = payout.state === 'paid' || payout.state === 'rejected';
  if (one.otherAmount || (isEnded && one.outcome !== 'accepted' && one.outcome !== payout.state)) {
    dispute(book, payout, one);
    return wrong('contradiction');
  }
  const result = isEnded || payout.state === one.outcome ? 'repeated' : 'applied';
  if (result === 'applied') {
    payout.state = one.outcome;
    payout.queryDay = one.outcome === 'accepted' ? book.day + SILENCE : null;
    changed.add(one.payout);
  }
  agree(book, payout, one);
  return result;
}

function dispute(book: Book, { disputes, state }: Payout, { outcome, otherAmount }: Answer): void {
  const known = disputes.find(
    (one) => one.ours === state && one.outcome === outcome && one.otherAmount === otherAmount,
  );
  if (known === undefined) disputes.push({ ours: state, outcome, otherAmount, day: book.day });
  else known.day = book.day;
}

/** It takes back what it said before; that it paid what we have as rejected, only on a later day. */
function agree(book: Book, payout: Payout, { outcome }: Answer): void {
  payout.disputes = payout.disputes.filter((one) => {
    if (outcome === 'accepted' && one.outcome !== 'accepted') return true;
    return payout.state === 'rejected' && one.outcome === 'paid' && one.day >= book.day;
  });
}

/** Whatever it is made of: money may have left. Only a rejection of our amount clears that. */
function hear(book: Book, { said }: Payout, { outcome, otherAmount }: Answer): void {
  if (outcome === 'paid') said.paid = book.day;
  if (outcome === 'rejected' && !otherAmount) said.rejected = book.day;
}

/** Of what is nobody's there is no amount. */
const amountOf = ({ payout, otherAmount }: Answer): boolean => typeof payout === 'number' && otherAmount;

function settle(book: Book, payout: Payout): void {
  const line = at(book.lines, payout.line);
  if (payout.state === 'paid') {
    line.state = 'paid';
    move(book, line, 'in-transit', 'paid-out');
  } else if (payout.state === 'rejected') {
    line.state = 'rejected';
    move(book, line, 'in-transit', 'rejected-payable');
  }
}

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
      const cycles = new Set(payouts.map((payout) => at(into.runs, payout.run).cycleId));
      const cycleId = cycles.size === 1 ? at([...cycles], 0) : null;
      const run = { id: '', kind: 'off-cycle' as const, cycleId, currency, state: 'draft' as const };
      const place = into.runs.push(run) - 1;
      addLists(
        into,
        place,
        lines.map(({ personId, minor }, n) => ({
          personId,
          minor,
          state: 'ready',
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

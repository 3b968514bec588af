import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { type Answer, at, type Book, decimal, move, note, type Payout, wrote } from './book.js';
import { renewFiles, SILENCE, wayOf } from './deliveries.js';
import { agree, dispute } from './payrolls-word.js';
import { fine, type Move } from './step.js';
import type { World } from './world.js';

/** As payroll writes it. */
export function wireOf(world: World, book: Book, one: Answer): PayoutAnswer {
  const payout = typeof one.payout === 'number' ? at(book.payouts, one.payout) : null;
  const line = payout === null ? null : at(book.lines, payout.line);
  return {
    answerId: one.answerId,
    tenantId: world.tenantId,
    payoutId: payout?.id ?? String(one.payout),
    outcome: one.outcome,
    at: '2026-11-23T08:00:00.000Z',
    ...(one.outcome === 'rejected' ? { code: WHY } : {}),
    ...(line === null || !one.namesAmount
      ? {}
      : {
          amount: {
            amount: decimal(line.minor + (one.otherAmount ? 1n : 0n), line.currency),
            currency: line.currency,
          },
        }),
  };
}
export const WHY = 'account-closed';

/** Payroll says something about several payouts at once. */
export function answer(world: World, book: Book, answers: readonly Answer[]): Move {
  const wire = answers.map((one) => wireOf(world, book, one));
  return {
    name: `payroll answers ${answers.map((one) => `${one.payout} ${one.outcome}${one.otherAmount ? '!' : ''}`).join(', ')}`,
    takesKey: false,
    call: () => world.act(() => world.answer(wire)),
    foresee: (into) => fine(takeAll(into, answers)),
    learn: (into) => world.learnFiles(into),
  };
}

/** All that a transaction takes at once. */
export function takeAll(book: Book, answers: readonly Answer[]): string[] {
  const changed = new Set<number>();
  const results = answers.map((one) => take(book, one, changed));
  for (const place of changed) {
    const payout = at(book.payouts, place);
    wrote(book, 'payout', payout, payout.state);
    settle(book, payout);
    // Whoever answers has it.
    if (wayOf(book, payout) !== 'rabbitmq' && ['waiting', 'unclear', 'refused'].includes(payout.delivery))
      payout.delivery = 'delivered';
  }
  renewFiles(
    book,
    answers.flatMap(({ payout }) => (typeof payout === 'number' ? [payout] : [])),
  );
  return results;
}

/** What becomes of one answer. @param changed places of payouts that it gave another state */
export function take(book: Book, one: Answer, changed: Set<number>): string {
  const wrong = (result: string): string => {
    const of = typeof one.payout === 'number' ? at(book.payouts, one.payout) : { id: one.payout };
    wrote(book, 'payout', of, 'answer-contradicted');
    return result;
  };
  const before = book.answers.get(one.answerId);
  if (before !== undefined) {
    if (sameAs(before, one)) {
      note(book, 'answer repeated');
      return 'repeated';
    }
    note(book, 'answer id used twice');
    // Kept once, under an id of its own.
    const id = `${one.answerId}#${one.payout}#${one.outcome}#${amountOf(one)}`;
    if (!book.answers.has(id) && typeof one.payout === 'number') {
      const payout = at(book.payouts, one.payout);
      payout.heard = true;
      const no = dispute(book, payout, one);
      if (one.outcome === 'paid') payout.words.push({ outcome: 'paid', day: book.day, dispute: no, cleared: false });
    }
    book.answers.set(id, one);
    return wrong('contradiction');
  }
  book.answers.set(one.answerId, one);
  if (typeof one.payout === 'string') {
    note(book, 'answer about a stranger');
    return wrong('unknown-payout');
  }
  const payout = at(book.payouts, one.payout);
  noteFaults(book, payout, one);
  payout.heard = true;
  const isEnded = payout.state === 'paid' || payout.state === 'rejected';
  if (one.otherAmount || (isEnded && one.outcome !== 'accepted' && one.outcome !== payout.state)) {
    const no = dispute(book, payout, one);
    // Whatever it is made of: money may have left.
    if (one.outcome === 'paid') payout.words.push({ outcome: 'paid', day: book.day, dispute: no, cleared: false });
    return wrong('contradiction');
  }
  // Only a rejection of our amount clears that.
  const { outcome } = one;
  if (outcome !== 'accepted') payout.words.push({ outcome, day: book.day, dispute: null, cleared: false });
  const result = isEnded || payout.state === outcome ? 'repeated' : 'applied';
  if (result === 'applied') {
    payout.state = outcome;
    payout.queryDay = outcome === 'accepted' ? book.day + SILENCE : null;
    changed.add(one.payout);
  }
  agree(book, payout, one);
  return result;
}

function noteFaults(book: Book, payout: Payout, { outcome, otherAmount }: Answer): void {
  const { state } = payout;
  if (otherAmount) note(book, 'answer of another amount');
  if (state === 'unknown') note(book, 'answer late, after silence');
  if (!payout.relayed || payout.delivery === 'waiting') note(book, 'answer early, before it was sent');
  if (outcome === 'accepted' && (state === 'paid' || state === 'rejected')) note(book, 'answers out of order');
}

const sameAs = (a: Answer, b: Answer): boolean =>
  a.payout === b.payout && a.outcome === b.outcome && amountOf(a) === amountOf(b);

/** Of what is nobody's there is no amount. */
const amountOf = ({ payout, otherAmount, namesAmount }: Answer): string =>
  typeof payout !== 'number' || !namesAmount ? 'none' : otherAmount ? 'other' : 'ours';

function settle(book: Book, payout: Payout): void {
  const line = at(book.lines, payout.line);
  if (payout.state === 'paid' || payout.state === 'rejected') line.stamp += 1;
  if (payout.state === 'paid') {
    line.state = 'paid';
    move(book, line, 'in-transit', 'paid-out');
  } else if (payout.state === 'rejected') {
    line.state = 'rejected';
    move(book, line, 'in-transit', 'rejected-payable');
  }
}

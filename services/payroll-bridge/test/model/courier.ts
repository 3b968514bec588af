import { takeAll } from './answer-moves.js';
import { type Answer, at, type Book, isStopped, type Outcome, type Payout, wrote } from './book.js';
import { deduplicates, foundAgain, wayOf } from './deliveries.js';
import { isAnswered } from './payrolls-word.js';
import type { Reaction, Telling } from './receiver.js';
import type { World } from './world.js';

/** One turn of whoever brings webhooks to payroll: what payroll does with each request and question, and what goes wrong in between. */
export interface Turn {
  reactions: readonly Reaction[];
  tellings: readonly Telling[];
  fault: { kind: 'killed'; at: number } | { kind: 'lost-answer' } | null;
}

interface Row {
  id: string;
  state: string;
  attempts: number;
  denials: number;
  asked: number;
}

/** @returns what it came to: words for the table of what happened */
export async function turn(world: World, book: Book, { reactions, tellings, fault }: Turn): Promise<string[]> {
  const reactionOf = (place: number): Reaction => reactions[place % reactions.length] ?? 'taken';
  const tellingOf = (place: number): Telling => tellings[place % tellings.length] ?? 'truth';
  const placeOf = (id: string): number => book.payouts.findIndex((payout) => payout.id === id);
  await world.rows(
    `UPDATE hand_over_message SET next_at = CASE WHEN next_at IS NULL THEN NULL ELSE now() END,
       lease_until = CASE WHEN lease_until IS NULL THEN NULL ELSE now() - interval '1 second' END WHERE tenant_id = $1`,
    [world.tenantId],
  );
  world.receiver.react = (id) => reactionOf(placeOf(id));
  world.receiver.tell = (id) => tellingOf(placeOf(id));
  world.receiver.knows = (id) => world.delivered.has(id);
  world.receiver.book = (data) => world.reached(data, deduplicates(book, at(book.payouts, placeOf(data.payoutId))));
  const due = book.payouts.flatMap((payout, place) => {
    const effect = effectOf(book, world, payout, reactionOf(place), tellingOf(place));
    return effect === null ? [] : [{ payout, place, effect }];
  });
  const call = (): Promise<number> => world.courier();
  const kind = fault?.kind ?? 'none';
  const fired =
    fault === null
      ? (await call(), false)
      : (await world.faults.during(fault.kind, fault.kind === 'killed' ? fault.at : 0, call)).fired;
  const now = new Map(
    (
      await world.rows<Row>(
        `SELECT m.id, m.state, m.attempts, m.denials, (SELECT count(*)::int FROM process_log l WHERE l.tenant_id = m.tenant_id
           AND l.subject_kind = 'payout' AND l.subject_id = m.id::text AND l.action = 'asked-by-key') AS asked
         FROM hand_over_message m WHERE m.tenant_id = $1 AND m.kind = 'payout'`,
        [world.tenantId],
      )
    ).map((row) => [row.id, row]),
  );
  const happened: string[] = [];
  for (const { payout, place, effect } of due) {
    const row = now.get(payout.id);
    if (row === undefined) throw new Error(`${payout.id} has no message`);
    const isAsked = effect.kind === 'ask';
    const isUntouched = isAsked
      ? row.asked === askedBefore(book, payout)
      : row.state === payout.delivery && row.attempts === payout.attempts;
    const isOnItsWay = effect.kind === 'send' && row.state === 'in-flight' && row.attempts === payout.attempts + 1;
    // Where the link to the database was cut, each transaction was done or was not: which, its rows say.
    if (fired && isUntouched) continue;
    if (fired && isOnItsWay) {
      payout.delivery = 'in-flight';
      payout.attempts += 1;
      happened.push('courier stopped on the way');
      continue;
    }
    happened.push(...effect.words);
    effect.apply(book, place);
    // On a busy machine the second until it is tried again has passed within the turn.
    if (effect.kind === 'abandon' && row.attempts > payout.attempts) {
      const again = effectOf(book, world, payout, reactionOf(place), tellingOf(place));
      if (again?.kind === 'send') again.apply(book, place);
    }
    if (payout.delivery !== row.state || payout.attempts !== row.attempts || payout.denials !== row.denials)
      throw new Error(
        `${payout.id} by ${kind} ${effect.words.join(', ')}: ${row.state} after ${row.attempts} (${row.denials} denials), should be ${payout.delivery} after ${payout.attempts} (${payout.denials})`,
      );
  }
  if (fired) happened.push(`courier ${kind}`);
  return happened;
}

const askedBefore = (book: Book, payout: Payout): number =>
  book.log.filter(({ kind, of, action }) => kind === 'payout' && of === payout && action === 'asked-by-key').length;

interface Effect {
  kind: 'abandon' | 'known' | 'send' | 'ask';
  words: string[];
  apply(book: Book, place: number): void;
}

/** What a turn comes to for one payout; null when it has nothing to do with it. */
function effectOf(book: Book, world: World, payout: Payout, reaction: Reaction, telling: Telling): Effect | null {
  if (wayOf(book, payout) !== 'webhook' || payout.id === '') return null;
  switch (payout.delivery) {
    case 'in-flight':
      return { kind: 'abandon', words: ['webhook abandoned'], apply: (into, place) => unheard(into, place) };
    case 'waiting':
      if (isStopped(book)) return null;
      // Whatever it has said of it: it has it.
      if (isAnswered(payout.state) || payout.heard)
        return {
          kind: 'known',
          words: ['webhook not sent again'],
          apply: (into, place) => {
            at(into.payouts, place).delivery = 'delivered';
            foundAgain(into, at(into.payouts, place));
          },
        };
      return {
        kind: 'send',
        words: [`webhook ${reaction}`, ...(payout.attempts > 0 ? ['webhook sent again'] : [])],
        apply: (into, place) => sent(into, place, reaction),
      };
    case 'unclear': {
      if (at(book.runs, payout.run).pin?.asks !== true) return null;
      const finding = telling === 'silence' ? 'silent' : world.delivered.has(payout.id) ? 'has-it' : 'never-seen';
      return {
        kind: 'ask',
        words: [`asked by key: ${finding}`],
        apply: (into, place) => found(into, place, finding, telling),
      };
    }
    case 'refused':
    case 'delivered':
    case 'given-up':
      return null;
  }
}

function sent(book: Book, place: number, reaction: Reaction): void {
  const payout = at(book.payouts, place);
  payout.attempts += 1;
  switch (reaction) {
    case 'taken':
      delivered(book, place, 'accepted');
      break;
    case 'paid':
    case 'rejected':
      delivered(book, place, reaction);
      break;
    case 'busy':
      payout.delivery = 'waiting';
      break;
    case 'refused':
      payout.delivery = 'refused';
      wrote(book, 'payout', payout, 'hand-over-refused');
      break;
    case 'garbled':
      unclear(book, payout);
      break;
    case 'cut':
    case 'lost':
    case 'failed':
      unheard(book, place);
  }
}

/** It left, and nobody knows what became of it: again by itself only where payroll drops what it has had. */
function unheard(book: Book, place: number): void {
  const payout = at(book.payouts, place);
  payout.denials = 0;
  if (isAnswered(payout.state)) payout.delivery = 'delivered';
  else if (deduplicates(book, payout)) payout.delivery = 'waiting';
  else unclear(book, payout);
}

function unclear(book: Book, payout: Payout): void {
  payout.delivery = 'unclear';
  payout.denials = 0;
  if (payout.state === 'requested') {
    payout.state = 'unknown';
    payout.queryDay = null;
  }
  wrote(book, 'payout', payout, 'hand-over-unclear');
}

function delivered(book: Book, place: number, outcome: Outcome): void {
  const payout = at(book.payouts, place);
  payout.delivery = 'delivered';
  payout.denials = 0;
  takeAll(book, [byWebhook(place, outcome)]);
}

const byWebhook = (payout: number, outcome: Outcome): Answer => ({
  answerId: `webhook/${payout}/${outcome}`,
  payout,
  outcome,
  otherAmount: false,
  namesAmount: false,
});

/** How often in a row payroll has to deny it before it is sent again. */
const DENIALS = 2;

function found(book: Book, place: number, finding: 'has-it' | 'never-seen' | 'silent', telling: Telling): void {
  const payout = at(book.payouts, place);
  if (finding === 'has-it') delivered(book, place, telling === 'truth-paid' ? 'paid' : 'accepted');
  else if (isAnswered(payout.state)) {
    payout.delivery = 'delivered';
    payout.denials = 0;
  } else if (finding === 'silent') payout.denials = 0;
  else {
    payout.denials += 1;
    if (payout.denials >= DENIALS) {
      payout.delivery = 'waiting';
      payout.denials = 0;
    }
  }
  wrote(book, 'payout', payout, 'asked-by-key');
}

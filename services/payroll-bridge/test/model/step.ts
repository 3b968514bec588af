import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Book } from './book.js';
import type { Seen, World } from './world.js';

export type Foreseen = { ok: true; value: unknown } | { ok: false; codes: readonly string[] };
export const fine = (value: unknown = null): Foreseen => ({ ok: true, value });
export const refused = (...codes: string[]): Foreseen => ({ ok: false, codes });

/** One thing that somebody does, with what it is about looked up already. */
export interface Move {
  name: string;
  /** @param key idempotency key */
  call(key: string | undefined): Promise<Seen>;
  /** Does it in the book; once for each time that the service did it. */
  foresee(book: Book): Foreseen;
  /** Learns the ids that the service gave. */
  learn?(book: Book): Promise<void>;
  takesKey: boolean;
  /** Two people do it, one after the other: it is not asked twice at once. */
  isByTwo?: boolean;
}

export type Fault = { kind: 'none' | 'lost-answer' | 'twice'; keyed: boolean } | { kind: 'killed'; at: number };
export const SMOOTH: Fault = { kind: 'none', keyed: false };

export const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('none' as const), keyed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('killed' as const), at: fc.nat(24) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('lost-answer' as const), keyed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('twice' as const), keyed: fc.boolean() }) },
);

const agrees = (seen: Seen, foreseen: Foreseen): boolean =>
  seen.ok
    ? foreseen.ok && words(seen.value) === words(foreseen.value)
    : !foreseen.ok && foreseen.codes.includes(seen.code);

const words = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}` : one));

function requireAgreement(move: Move, seen: readonly Seen[], foreseen: readonly Foreseen[]): void {
  const orders = foreseen.length === 2 ? [foreseen, foreseen.toReversed()] : [foreseen];
  if (orders.some((order) => order.every((one, n) => agrees(seen[n] ?? { ok: false, code: '' }, one)))) return;
  throw new Error(`${move.name}: foreseen ${words(foreseen)}, seen ${words(seen)}`);
}

function requireBroken(move: Move, seen: Seen): void {
  if (!seen.ok && ['broken', 'internal', 'unavailable'].includes(seen.code)) return;
  throw new Error(`${move.name}: the line was cut, and it said ${words(seen)}`);
}

/**
 * Does it with the fault, tries again as a caller would who saw an error, and holds it against the book.
 * @returns whether it was done, by the first who asked
 */
export async function perform(world: World, book: Book, move: Move, asked: Fault): Promise<boolean> {
  const how = move.isByTwo === true ? SMOOTH : asked;
  const key = how.kind !== 'killed' && how.keyed && move.takesKey ? randomUUID() : undefined;
  const call = (): Promise<Seen> => move.call(key);
  let isDone = false;
  const noted = (foreseen: Foreseen): Foreseen => {
    isDone = foreseen.ok;
    return foreseen;
  };
  switch (how.kind) {
    case 'none':
      requireAgreement(move, [await call()], [noted(move.foresee(book))]);
      break;
    case 'killed': {
      const { value, fired } = await world.faults.during('killed', how.at, call);
      if (fired) requireBroken(move, value);
      if (fired) world.tally.fault('killed before a statement');
      requireAgreement(move, [fired ? await call() : value], [noted(move.foresee(book))]);
      break;
    }
    case 'lost-answer': {
      const { value, fired } = await world.faults.during('lost-answer', 0, call);
      const first = noted(move.foresee(book));
      if (!fired) {
        requireAgreement(move, [value], [first]);
        break;
      }
      requireBroken(move, value);
      world.tally.fault(
        key === undefined ? 'done but unheard, asked again' : 'done but unheard, asked again by its key',
      );
      requireAgreement(move, [await call()], [key === undefined ? move.foresee(book) : first]);
      break;
    }
    case 'twice': {
      const seen = await Promise.all([call(), call()]);
      world.tally.fault(key === undefined ? 'twice at once' : 'twice at once by one key');
      const first = noted(move.foresee(book));
      if (key === undefined) {
        requireAgreement(move, seen, [first, move.foresee(book)]);
        break;
      }
      const inFlight = (one: Seen): boolean => !one.ok && one.code === 'idempotency-in-flight';
      const said = seen.filter((one) => !inFlight(one));
      if (said.length === 0) throw new Error(`${move.name}: both were told that the other one is doing it`);
      for (const one of said) requireAgreement(move, [one], [first]);
    }
  }
  await move.learn?.(book);
  return isDone;
}

/** Two different things at the same moment: what was said, and what is there, is as if one had come after the other. */
export async function race(
  holder: { book: Book },
  [one, other]: readonly [Move, Move],
  audit: (book: Book) => Promise<string[]>,
): Promise<void> {
  const seen = await Promise.all([one.call(undefined), other.call(undefined)]);
  const orders = [
    { first: one, second: other, seen },
    { first: other, second: one, seen: seen.toReversed() },
  ];
  const failed: string[] = [];
  for (const { first, second, seen: said } of orders) {
    const book = structuredClone(holder.book);
    const foreseen = [first.foresee(book), second.foresee(book)];
    if (!foreseen.every((expected, n) => agrees(said[n] ?? { ok: false, code: '' }, expected))) {
      failed.push(`${first.name}, then ${second.name}: foreseen ${words(foreseen)}, seen ${words(said)}`);
      continue;
    }
    await first.learn?.(book);
    await second.learn?.(book);
    const found = await audit(book);
    if (found.length === 0) {
      holder.book = book;
      return;
    }
    failed.push(`${first.name}, then ${second.name}: ${found.join('; ')}`);
  }
  throw new Error(`At once, and as in no order: ${failed.join(' | ')}`);
}

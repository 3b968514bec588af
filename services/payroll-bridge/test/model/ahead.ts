import type fc from 'fast-check';
import { isEnded } from './ask-moves.js';
import { at, type Book, isStopped, placesOf } from './book.js';
import { turn, type Turn } from './courier.js';
import { wayOf } from './deliveries.js';
import { forward } from './forward.js';
import { edit } from './list-moves.js';
import { isAnswered } from './payrolls-word.js';
import { perform, SMOOTH } from './step.js';
import type { World } from './world.js';

/** fast-check gives the same object to every command of a run. */
export interface Model {
  book: Book;
}
export type MoneyCommand = fc.AsyncCommand<Model, World>;

const FAR = 40;

export const FARS = ['sent', 'answered', 'closed'] as const;
type Far = (typeof FARS)[number];

/**
 * To where most of what may go wrong comes after it; on the way to payroll something may go wrong too. @param holds a line of it, which HR
 * submits as held @param first what payroll makes of the first webhooks @param isConfirmed whether the broker is heard at first
 */
export class Ahead implements MoneyCommand {
  constructor(
    private readonly place: number,
    private readonly far: Far,
    private readonly holds: boolean,
    private readonly first: Turn,
    private readonly isConfirmed: boolean,
  ) {}

  check({ book }: Readonly<Model>): boolean {
    return book.runs.length > 0;
  }

  async run({ book }: Model, world: World): Promise<void> {
    const open = placesOf(book.runs, ({ state }) => !isEnded(state));
    const run = open[this.place % Math.max(1, open.length)] ?? 0;
    if (this.holds) await this.#hold(book, world, run);
    for (let n = 0; n < FAR && !isStopped(book) && !isFar(book, run, this.far); n++) {
      const isBrought = this.far !== 'sent' && (await this.#bring(book, world, n));
      const move = await forward(world, book, run, FAR);
      if (move !== undefined) await perform(world, book, move, SMOOTH);
      else if (!isBrought) break;
    }
    world.tally.command('a run goes ahead', true);
  }

  #isRough = true;

  async #bring(book: Book, world: World, n: number): Promise<boolean> {
    if (!this.isConfirmed && n % 2 === 0 && n > 0) await relay(world, book, FAR, false);
    const isRough = this.#isRough && isByCourier(book);
    if (isRough) this.#isRough = false;
    return bring(world, book, isRough ? this.first : QUIET);
  }

  async #hold(book: Book, world: World, run: number): Promise<void> {
    const lines = placesOf(
      book.lines,
      (line) => line.run === run && line.state === 'ready' && at(book.lists, line.list).state === 'draft',
    );
    const line = lines[this.place % Math.max(1, lines.length)];
    if (line === undefined) return;
    await perform(world, book, await edit(world, book, line, 'hr2', { action: 'hold' }), SMOOTH);
  }

  toString(): string {
    const more = [...(this.holds ? ['a line held'] : []), ...(this.isConfirmed ? [] : ['unconfirmed at first'])];
    return `run ${this.place} goes ahead until ${[this.far, ...more].join(', ')}, courier ${JSON.stringify(this.first)}`;
  }
}

function isFar(book: Book, run: number, far: Far): boolean {
  if (far === 'closed') return isEnded(at(book.runs, run).state);
  if (at(book.runs, run).state !== 'awaiting-answers') return isEnded(at(book.runs, run).state);
  return far === 'sent' || book.payouts.every((payout) => payout.run !== run || isAnswered(payout.state));
}

const QUIET: Turn = { reactions: ['taken'], tellings: ['truth'], fault: null };
const isByCourier = (book: Book): boolean =>
  book.payouts.some(
    (payout) => wayOf(book, payout) === 'webhook' && ['waiting', 'in-flight'].includes(payout.delivery),
  );

/** What is on its way arrives. @returns whether there was anything by webhook */
export async function bring(world: World, book: Book, what = QUIET): Promise<boolean> {
  if (book.payouts.some((payout) => !payout.relayed)) await relay(world, book, FAR * FAR, true);
  if (!isByCourier(book)) return false;
  world.tally.words(await turn(world, book, what));
  return true;
}

export async function relay(world: World, book: Book, atMost: number, confirm: boolean): Promise<void> {
  const ids = book.payouts.filter((payout) => !payout.relayed).map((payout) => payout.id);
  const { again, confirmed } = await world.relay(atMost, confirm, ids);
  for (const payout of book.payouts) if (confirmed.includes(payout.id)) payout.relayed = true;
  world.tally.command('relay', true);
  world.tally.fault('payout repeated: its confirmation was lost', again);
}

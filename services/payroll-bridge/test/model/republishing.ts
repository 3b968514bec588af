import type { Model, MoneyCommand } from './ahead.js';
import { othersIn, peopleIn } from './ask-moves.js';
import type { Ask } from './asks.js';
import { at, type Book, isStopped, placesOf } from './book.js';
import { isPosted, latestOf } from './correction-book.js';
import { correct } from './correction-moves.js';
import { decide } from './decision-moves.js';
import { forward } from './forward.js';
import { submit } from './list-moves.js';
import { publish, take } from './publication-moves.js';
import type { PlanVersion } from './scores.js';
import { type Fault, perform, SMOOTH } from './step.js';
import type { World } from './world.js';

type Others = Extract<Ask, { do: 'correct' }>['scores'];

const FAR = 40;

/** How much of a correction finance refuses. */
export const REFUSING = ['nothing', 'nothing', 'one list', 'every list'] as const;
type Refusing = (typeof REFUSING)[number];

/**
 * All lists of a cycle are signed, some of its scores are decided by hand, all are published again, and that is taken; finance refuses some of
 * it, and what was published is taken once more.
 */
export class Republishing implements MoneyCommand {
  constructor(
    private readonly cycle: number,
    private readonly byHand: Others,
    private readonly published: Others,
    private readonly without: readonly number[],
    private readonly plan: PlanVersion | null,
    private readonly how: Fault,
    private readonly refusing: { byHand: Refusing; published: Refusing },
  ) {}

  check({ book }: Readonly<Model>): boolean {
    return book.cycles.some(({ built }) => built);
  }

  async run({ book }: Model, world: World): Promise<void> {
    const built = placesOf(book.cycles, (one) => one.built);
    const place = built[this.cycle % Math.max(1, built.length)];
    if (place === undefined) return;
    const cycle = at(book.cycles, place);
    await bring(world, book, cycle.id);
    if (this.byHand.length > 0) {
      const from = book.runs.length;
      await perform(world, book, await correct(world, book, place, othersIn(cycle, this.byHand), null), SMOOTH);
      await refuse(world, book, from, this.refusing.byHand);
    }
    await perform(
      world,
      book,
      publish(world, book, place, othersIn(cycle, this.published), peopleIn(cycle, this.without)),
      SMOOTH,
    );
    await bring(world, book, cycle.id);
    const latest = latestOf(cycle);
    if (latest === undefined) return;
    const from = book.runs.length;
    const isDone = await perform(world, book, await take(world, book, place, latest.batchId, this.plan), this.how);
    world.tally.command('take', isDone);
    await refuse(world, book, from, this.refusing.published);
    if (latest.state !== 'open') return;
    await bring(world, book, cycle.id);
    const isAgain = await perform(world, book, await take(world, book, place, latest.batchId, null), SMOOTH);
    world.tally.command('take', isAgain);
  }

  toString(): string {
    const { cycle, byHand, published, without, plan, how, refusing } = this;
    return `published again and taken ${JSON.stringify({ cycle, byHand, published, without, plan, how, refusing })}`;
  }
}

/** Of the lists that were made last, finance refuses the first, or all, and says yes to the others. */
async function refuse(world: World, book: Book, from: number, how: Refusing): Promise<void> {
  if (how === 'nothing') return;
  for (const [n, list] of placesOf(book.lists, ({ run }) => run >= from).entries()) {
    await perform(world, book, await submit(world, book, list, 'hr2'), SMOOTH);
    const decision = n === 0 || how === 'every list' ? 'reject' : 'approve';
    const move = await decide(world, book, list, decision, null);
    if (move !== undefined) await perform(world, book, move, SMOOTH);
  }
}

/** As far as its lists, and what corrects them, are in the books. */
async function bring(world: World, book: Book, cycleId: string): Promise<void> {
  for (const place of placesOf(book.runs, (run) => run.cycleId === cycleId))
    for (let n = 0; n < FAR && !isStopped(book) && !isPosted(at(book.runs, place).state); n++) {
      const move = await forward(world, book, place, FAR);
      if (move === undefined) break;
      await perform(world, book, move, SMOOTH);
    }
}

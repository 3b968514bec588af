import type { Model, MoneyCommand } from './ahead.js';
import { othersIn } from './ask-moves.js';
import type { Ask } from './asks.js';
import { at, type Book, isStopped, placesOf } from './book.js';
import { isPosted, latestOf } from './correction-book.js';
import { correct } from './correction-moves.js';
import { forward } from './forward.js';
import { publish, take } from './publication-moves.js';
import type { PlanVersion } from './scores.js';
import { type Fault, perform, SMOOTH } from './step.js';
import type { World } from './world.js';

type Others = Extract<Ask, { do: 'correct' }>['scores'];

const FAR = 40;

/** All lists of a cycle are signed, some of its scores are decided by hand, all are published again, and that is taken. */
export class Republishing implements MoneyCommand {
  constructor(
    private readonly cycle: number,
    private readonly byHand: Others,
    private readonly published: Others,
    private readonly plan: PlanVersion | null,
    private readonly how: Fault,
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
    if (this.byHand.length > 0)
      await perform(world, book, await correct(world, book, place, othersIn(cycle, this.byHand), null), SMOOTH);
    await perform(world, book, publish(world, book, place, othersIn(cycle, this.published)), SMOOTH);
    await bring(world, book, cycle.id);
    const latest = latestOf(cycle);
    if (latest === undefined) return;
    const isDone = await perform(world, book, await take(world, book, place, latest.batchId, this.plan), this.how);
    world.tally.command('take', isDone);
  }

  toString(): string {
    const { cycle, byHand, published, plan, how } = this;
    return `published again and taken ${JSON.stringify({ cycle, byHand, published, plan, how })}`;
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

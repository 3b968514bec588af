import { randomUUID } from 'node:crypto';
import { answer } from './answer-moves.js';
import { forward } from './forward.js';
import { bring, type Model } from './ahead.js';
import { isStopped, placesOf } from './book.js';
import { saidPaid } from './payrolls-word.js';
import { switching } from './stop-moves.js';
import { perform, SMOOTH } from './step.js';
import type { World } from './world.js';

const ENOUGH = 300;

/** Nothing goes wrong any more: every run comes to its end, by the same steps. */
export async function drain(world: World, { book }: Model): Promise<void> {
  if (isStopped(book)) {
    for (const [who, what] of [
      ['lead', 'ask-release'],
      ['hr', 'release'],
    ] as const) {
      const move = await switching(world, book, who, what);
      if (move !== undefined) await perform(world, book, move, SMOOTH);
    }
  }
  const doubtful = placesOf(book.payouts, (payout) => payout.state === 'rejected' && saidPaid(payout));
  if (doubtful.length > 0) {
    book.day += 1;
    await world.setDay(book.day);
    const cleared = doubtful.map((payout) => ({
      answerId: randomUUID(),
      payout,
      outcome: 'rejected' as const,
      otherAmount: false,
      namesAmount: true,
    }));
    await perform(world, book, answer(world, book, cleared), SMOOTH);
  }
  for (let run = 0; run < book.runs.length; run++) {
    for (let n = 0; ; n++) {
      if (n > ENOUGH) throw new Error(`Run ${run} comes to no end: it is ${String(book.runs[run]?.state)}`);
      const isBrought = await bring(world, book);
      const move = await forward(world, book, run, ENOUGH);
      if (move !== undefined) await perform(world, book, move, SMOOTH);
      else if (!isBrought) break;
    }
  }
}

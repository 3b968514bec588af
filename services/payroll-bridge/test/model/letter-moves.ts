import { takeAll, wireOf } from './answer-moves.js';
import { type Answer, at, type Book, wrote } from './book.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

/** What could not be taken when it came is kept, with its cause. @param answer null: it cannot be read, whoever tries */
export async function keepLetter(world: World, book: Book, answer: Answer | null): Promise<void> {
  const body = answer === null ? '{"answerId": "broken' : JSON.stringify(wireOf(world, book, answer));
  const id = await world.keepLetter(body);
  book.letters.push({ id, answer, settled: null });
}

/** Once more through the door it came by. */
export function replay(world: World, book: Book, place: number): Move {
  return settle(world, book, place, 'replayed');
}

export function setAside(world: World, book: Book, place: number): Move {
  return settle(world, book, place, 'set-aside');
}

function settle(world: World, book: Book, place: number, as: 'replayed' | 'set-aside'): Move {
  const { id } = at(book.letters, place);
  const path = `/v1/dead-letters/${id}/${as === 'replayed' ? 'replay' : 'set-aside'}`;
  const body = as === 'replayed' ? undefined : { reason: '已另行处理' };
  return {
    name: `letter ${place} is ${as}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.ops(), 'POST', path, body, key)),
    foresee: (into) => {
      const letter = at(into.letters, place);
      if (letter.settled === as) return fine();
      if (letter.settled !== null) return refused('wrong-state');
      if (as === 'replayed') {
        if (letter.answer === null) return refused('wrong-state');
        takeAll(into, [letter.answer]);
      }
      letter.settled = as;
      wrote(into, 'dead-letter', letter, as);
      return fine();
    },
    learn: (into) => world.learnFiles(into),
  };
}

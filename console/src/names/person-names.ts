import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';

export interface Named {
  readonly name: string;
  readonly number: string;
}

const MOST_AT_ONCE = 200;
/** What one page asks for comes within a frame. */
const TOGETHER_MS = 12;

type Ask = (ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>;

/** Collects who is asked for within a moment and asks for all of them at once: a long log names a hundred people. */
export class PersonNames {
  #waiting = new Map<string, PromiseWithResolvers<Named | null>>();

  constructor(
    private readonly ask: Ask,
    private readonly togetherMs = TOGETHER_MS,
  ) {}

  /** null: whom one may not look up. */
  of(id: string): Promise<Named | null> {
    const known = this.#waiting.get(id);
    if (known !== undefined) return known.promise;
    const answered = Promise.withResolvers<Named | null>();
    this.#waiting.set(id, answered);
    if (this.#waiting.size === 1) setTimeout(() => this.#flush(), this.togetherMs);
    return answered.promise;
  }

  #flush(): void {
    const waiting = [...this.#waiting];
    this.#waiting = new Map();
    for (let from = 0; from < waiting.length; from += MOST_AT_ONCE)
      void this.#read(waiting.slice(from, from + MOST_AT_ONCE));
  }

  async #read(some: readonly [string, PromiseWithResolvers<Named | null>][]): Promise<void> {
    try {
      const found = await this.ask(some.map(([id]) => id));
      for (const [id, answered] of some) answered.resolve(found.get(id) ?? null);
    } catch (error) {
      for (const [, answered] of some) answered.reject(error);
    }
  }
}

export const personNames = new PersonNames(async (ids) => {
  const { items } = await answer(
    directory.GET('/v1/people', { params: { query: { ids: ids.join(','), limit: ids.length } } }),
  );
  return new Map(items.map((person) => [person.id, person]));
});

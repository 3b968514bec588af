import { instantMs, type Instant } from '@goalbeat/domain/clock/instant';

/** Real time; what the process log tells is heard within a look or two. */
const HEARD_WITHIN_MS = 900;

interface Waiting {
  at: Instant;
  toldAt: number;
  print: () => void;
}

/**
 * Lines come from people at once and from the process log a moment later: each waits that moment, so that the story is
 * printed in the order of business time.
 */
export class InOrder {
  #waiting: Waiting[] = [];

  constructor(private readonly realNow: () => number = Date.now) {}

  add(at: Instant, print: () => void): void {
    this.#waiting.push({ at, toldAt: this.realNow(), print });
  }

  /** Prints what has waited long enough, and whatever was before it. */
  settle(): void {
    const ripe = this.#waiting.filter(({ toldAt }) => this.realNow() - toldAt >= HEARD_WITHIN_MS);
    if (ripe.length > 0) this.#printUpTo(Math.max(...ripe.map(({ at }) => instantMs(at))));
  }

  /** Prints all. */
  flush(): void {
    this.#printUpTo(Infinity);
  }

  #printUpTo(limit: number): void {
    const due = this.#waiting.filter(({ at }) => instantMs(at) <= limit);
    this.#waiting = this.#waiting.filter(({ at }) => instantMs(at) > limit);
    for (const { print } of due.toSorted((a, b) => instantMs(a.at) - instantMs(b.at))) print();
  }
}

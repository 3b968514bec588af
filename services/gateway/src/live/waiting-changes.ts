import type { SeenChange } from '@goalbeat/contracts/live-changes';
import { condenseChanges } from '@goalbeat/service-kit/live-changes/condense-changes';

/** What one page is told in a second, on average; as much at once after a quiet second. */
const A_SECOND = 50;
/** Of one page each, so they are many only where very much happened. */
const PERSONAL = 1_000;

/** What a company's open pages are still to be told. */
export class WaitingChanges {
  #everybody: SeenChange[] = [];
  #personal: SeenChange[] = [];
  #credit = A_SECOND;

  constructor(private creditedAt: number) {}

  add(changes: readonly SeenChange[]): void {
    for (const change of changes) (change.to === undefined ? this.#everybody : this.#personal).push(change);
    if (this.#everybody.length > PERSONAL) this.#everybody = condenseChanges(this.#everybody, PERSONAL);
    if (this.#personal.length > PERSONAL) this.#personal = condenseChanges(this.#personal, PERSONAL);
  }

  get isEmpty(): boolean {
    return this.#everybody.length + this.#personal.length === 0;
  }

  /** Everything, each thing once; what is too much is told by its kind. @param now milliseconds */
  take(now: number): SeenChange[] {
    this.#credit = Math.min(A_SECOND, this.#credit + ((now - this.creditedAt) / 1000) * A_SECOND);
    this.creditedAt = now;
    const personal = condenseChanges(this.#personal, PERSONAL);
    const shared = [...this.#everybody, ...personal.filter(({ to }) => to === undefined)];
    const told = condenseChanges(shared, Math.max(1, Math.floor(this.#credit)));
    this.#credit -= told.length;
    this.#everybody = [];
    this.#personal = [];
    return [...told, ...personal.filter(({ to }) => to !== undefined)];
  }

  /** Told too much lately: what comes next may wait. */
  get isSpent(): boolean {
    return this.#credit < 1;
  }
}

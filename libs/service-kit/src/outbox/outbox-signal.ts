import { EventEmitter } from 'node:events';
import type { Destination } from './outbox-row.js';

const AT_MOST_EVERY_MS = 50;

/**
 * Wakes relays after a commit: the one in this process directly, those of other processes by NOTIFY, outside any
 * transaction and at most 20 a second (a NOTIFY in each transaction would queue all commits behind one lock).
 */
export class OutboxSignal {
  readonly #emitter = new EventEmitter();
  #lastNotified = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Set where the relay runs in another process. */
  #notify: (() => void) | undefined;

  notifyBy(notify: () => void): void {
    this.#notify = notify;
  }

  committed(destinations: ReadonlySet<Destination>): void {
    for (const destination of destinations) this.wake(destination);
    if (this.#notify === undefined || this.#timer !== undefined) return;
    const wait = Math.max(0, this.#lastNotified + AT_MOST_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#lastNotified = performance.now();
      this.#notify?.();
    }, wait);
  }

  wake(destination: Destination): void {
    this.#emitter.emit(destination);
  }

  onWake(destination: Destination, fn: () => void): () => void {
    this.#emitter.on(destination, fn);
    return () => void this.#emitter.off(destination, fn);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#notify = undefined;
    this.#emitter.removeAllListeners();
  }
}

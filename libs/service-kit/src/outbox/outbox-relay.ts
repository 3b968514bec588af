import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { KitMetrics } from '../health/metrics.js';
import type { Destination, OutboxRow } from './outbox-row.js';
import type { OutboxSignal } from './outbox-signal.js';
import type { OutboxStore } from './outbox-store.js';
import { DestinationAway, HeldBack, type Sender } from './sender.js';

const CLAIM_AT_MOST = 400;
/** Batches on their way at once: the next is claimed and the last deleted while one is sent. */
const BATCHES = 3;
/** Commits within this time share one claim. */
const GATHER_MS = 15;
const POLL_MS = 200;
const IDLE_POLL_MS = 1_000;
const IDLE_AFTER_MS = 10_000;
const AWAY_MS = 500;
const STUCK_AFTER = 20;

/** Empties the outbox towards one destination; any number of processes may do so at once. */
export class OutboxRelay<P> {
  readonly #logger: Logger;
  readonly #batches = new Set<Promise<void>>();
  #stopping = false;
  readonly #stopped = new AbortController();
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #woken = false;
  #lastClaim = 0;
  #lastFound = performance.now();

  constructor(
    private readonly destination: Destination,
    private readonly store: OutboxStore,
    private readonly sender: Sender<P>,
    private readonly signal: OutboxSignal,
    private readonly metrics: KitMetrics,
  ) {
    this.#logger = new Logger(`Relay ${destination}`);
  }

  start(): void {
    this.signal.onWake(this.destination, () => {
      this.#woken = true;
      this.#wake?.();
    });
    this.#loop ??= this.#run();
  }

  /** Claims nothing more and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#stopped.abort();
    this.#wake?.();
    await this.#loop;
    await Promise.all(this.#batches);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#round();
      } catch (error) {
        this.#logger.warn(`Outbox not reachable: ${error instanceof Error ? error.message : String(error)}`);
        await this.#pause();
      }
    }
  }

  async #round(): Promise<void> {
    if (!(await this.sender.ready())) return this.#pause();
    if (this.#batches.size >= BATCHES) await Promise.race(this.#batches);
    const gather = this.#lastClaim + GATHER_MS - performance.now();
    if (gather > 0) await new Promise((resolve) => setTimeout(resolve, gather));
    this.#woken = false;
    this.#lastClaim = performance.now();
    const rows = await this.store.claim<P>(this.destination, CLAIM_AT_MOST);
    if (rows.length > 0) {
      this.#lastFound = performance.now();
      const batch: Promise<void> = this.#deliver(rows).finally(() => this.#batches.delete(batch));
      this.#batches.add(batch);
    }
    if (rows.length === CLAIM_AT_MOST) this.#lastClaim = 0;
    else await this.#rest(performance.now() - this.#lastFound > IDLE_AFTER_MS ? IDLE_POLL_MS : POLL_MS);
  }

  async #deliver(rows: readonly OutboxRow<P>[]): Promise<void> {
    const superseded = this.sender.superseded?.(rows) ?? new Set<string>();
    const sent: string[] = [...superseded];
    const away: string[] = [];
    const held: string[] = [];
    const failed: { id: string; error: string }[] = [];
    const queue = rows.filter((row) => !superseded.has(row.id));
    const one = async (): Promise<void> => {
      for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
        try {
          await this.sender.send(row);
          sent.push(row.id);
        } catch (error) {
          if (error instanceof DestinationAway) away.push(row.id);
          else if (error instanceof HeldBack) held.push(row.id);
          else {
            failed.push({ id: row.id, error: error instanceof Error ? error.message : String(error) });
            this.#tell(row, error);
          }
        }
      }
    };
    queue.reverse();
    await Promise.all(Array.from({ length: Math.min(this.sender.concurrency, rows.length) }, one));
    this.metrics.outboxSent.inc({ destination: this.destination }, sent.length);
    this.metrics.outboxFailures.inc({ destination: this.destination }, failed.length);
    try {
      await Promise.all([
        this.store.sent(sent),
        this.store.failed(failed),
        this.store.release(away),
        this.store.holdBack(held),
      ]);
    } catch (error) {
      // Their lease ends and they are sent again: receivers know a second time when they see one.
      this.#logger.warn(
        `Sent rows stay until their lease ends: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #tell(row: OutboxRow<P>, error: unknown): void {
    const attempt = row.attempts + 1;
    const text = `${row.id} failed, attempt ${attempt}: ${error instanceof Error ? error.message : String(error)}`;
    if (attempt === STUCK_AFTER) {
      this.metrics.outboxStuck.inc({ destination: this.destination });
      this.#logger.error(text);
    } else this.#logger.warn(text);
  }

  #rest(ms: number): Promise<void> {
    if (this.#woken || this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }

  /** While the other side is away, commits wake nobody: else each would ask in vain. */
  async #pause(): Promise<void> {
    await sleep(AWAY_MS, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

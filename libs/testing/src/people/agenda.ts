import type { Instant } from '@goalbeat/domain/clock/instant';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';

export interface Appointment {
  /** Shown when it fails. */
  what: string;
  at: Instant;
  /** When it must have happened for the story to be the same on every machine; null when nothing depends on it. */
  by: Instant | null;
  run: () => Promise<void>;
}

interface Running extends Appointment {
  started: boolean;
}

export interface AgendaTime {
  now(): Instant;
  rate: number;
  hold(reason: string): Promise<void>;
  release(reason: string): Promise<void>;
}

const TICK_MS = 15;
const AT_ONCE = 24;
/** Real time that a hold needs to take effect, with a busy machine in mind. */
const GUARD_MS = 1_200;
const REASON = 'catching up';
const LONGEST_MS = 150_000;

/**
 * Runs appointments when the tenant's clock comes to them. It is the governor too: before the clock would overtake somebody who
 * means to be on time it is held until they are done, so that a slow machine changes nothing but the duration.
 */
export class Agenda {
  readonly #open: Running[] = [];
  #active = 0;
  #holding = false;
  #changing = false;
  /** Virtual milliseconds that people run ahead of the clock; so that something goes on while it is held for a fault. */
  aheadMs = 0;
  readonly failures: string[] = [];

  constructor(private readonly time: AgendaTime) {}

  add(appointment: Appointment): void {
    this.#open.push({ ...appointment, started: false });
    this.#open.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  get left(): number {
    return this.#open.length;
  }

  get active(): number {
    return this.#active;
  }

  /** Until nothing is left, or `stopped`. */
  async run(stopped: () => boolean): Promise<void> {
    while (this.#open.length > 0 && !stopped()) {
      this.#startDue();
      this.#govern();
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    if (this.#holding) await this.time.release(REASON);
  }

  #startDue(): void {
    const now = instantFromMs(instantMs(this.time.now()) + this.aheadMs);
    for (const one of this.#open) {
      if (this.#active >= AT_ONCE || one.at > now) break;
      if (!one.started) this.#start(one);
    }
  }

  #start(one: Running): void {
    one.started = true;
    this.#active += 1;
    within(one.run(), one.what)
      .catch((error: unknown) => {
        this.failures.push(`${one.what}: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.#active -= 1;
        this.#open.splice(this.#open.indexOf(one), 1);
      });
  }

  #govern(): void {
    if (this.#changing) return;
    const now = this.time.now();
    const soon = instantFromMs(instantMs(now) + GUARD_MS * this.time.rate);
    const late = this.#open.some((one) => one.at <= now && one.by !== null && one.by <= soon);
    if (late === this.#holding) return;
    this.#changing = true;
    const change = late ? this.time.hold(REASON) : this.time.release(REASON);
    change
      .then(() => {
        this.#holding = late;
      })
      .catch((error: unknown) => this.failures.push(`clock: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        this.#changing = false;
      });
  }
}

/** Nobody waits for ever: what does not happen is a failure that names itself. */
async function within(work: Promise<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not happen within ${LONGEST_MS / 1000} s (${what})`)), LONGEST_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

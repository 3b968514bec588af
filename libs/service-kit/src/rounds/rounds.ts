import { Logger } from '@nestjs/common';

const LONGEST_REST_MS = 30_000;

/** Doubled from failure to failure, half a minute at most. */
export const restAfter = (failures: number, everyMs: number): number =>
  Math.max(everyMs, Math.min(everyMs * 2 ** failures, LONGEST_REST_MS));

export interface RoundsOptions {
  /** For the log, as the beginning of a sentence. */
  name: string;
  /** Rest between the end of one look and the next; longer after failures. */
  everyMs: number;
  /** Rest after a look that answered `true`: there will soon be more. */
  soonMs?: number;
  look: () => Promise<unknown>;
}

/** Looks for work again and again while a process runs, never twice at once; a look that fails is tried again. */
export class Rounds {
  readonly #logger: Logger;
  #loop: Promise<void> | undefined;
  #stopping = false;
  #woken = false;
  #endRest: (() => void) | undefined;

  constructor(private readonly options: RoundsOptions) {
    this.#logger = new Logger(options.name);
  }

  /** The first look comes after one rest: a process that has just begun has better things to do. */
  start(): void {
    this.#stopping = false;
    this.#loop ??= this.#run();
  }

  /** Looks at once, or once more when the look that is under way has ended. */
  wake(): void {
    this.#woken = true;
    this.#endRest?.();
  }

  /** Waits for the look that is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#endRest?.();
    await this.#loop;
    this.#loop = undefined;
  }

  async #run(): Promise<void> {
    const { everyMs, soonMs = everyMs } = this.options;
    let failures = 0;
    let isMore = false;
    for (;;) {
      await this.#rest(restAfter(failures, isMore ? soonMs : everyMs));
      if (this.#stopping) return;
      this.#woken = false;
      try {
        isMore = (await this.options.look()) === true;
        failures = 0;
      } catch (error) {
        isMore = false;
        failures += 1;
        this.#logger.warn(`${this.options.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  #rest(ms: number): Promise<void> {
    if (this.#stopping || this.#woken) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#endRest = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#endRest = done;
    });
  }
}

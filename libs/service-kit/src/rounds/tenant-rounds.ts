import { Logger } from '@nestjs/common';
import { Rounds } from './rounds.js';

/** What falls due by each tenant's own clock. */
export interface TenantWork {
  /** For the log, as the beginning of a sentence. */
  name: string;
  everyMs: number;
  /** Ids of tenants for which something is due. */
  tenants: () => Promise<readonly { id: string }[]>;
  /** In a transaction of its own; several processes may look at once. @returns how much was settled */
  settle: (tenantId: string) => Promise<number>;
}

/** Looks over all tenants again and again; a tenant that fails leaves the others alone and waits for the next look. */
export class TenantRounds {
  readonly #logger: Logger;
  readonly #rounds: Rounds;

  constructor(private readonly work: TenantWork) {
    const { name, everyMs } = work;
    this.#logger = new Logger(name);
    this.#rounds = new Rounds({ name, everyMs, look: () => this.once() });
  }

  start(): void {
    this.#rounds.start();
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
  }

  /** One look. @returns how much was settled for all tenants together */
  async once(): Promise<number> {
    let settled = 0;
    for (const { id } of await this.work.tenants()) {
      try {
        settled += await this.work.settle(id);
      } catch (error) {
        this.#logger.error({ msg: `${this.work.name} of ${id}: the next look tries again`, err: error });
      }
    }
    return settled;
  }
}

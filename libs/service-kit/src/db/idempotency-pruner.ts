import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from './data-source.js';

const EVERY_MS = 3_600_000;
const AT_ONCE = 5_000;

/** Forgets answers after 7 days (payouts' never) and inbox rows after 30: redelivery and restore end long before. */
@Injectable()
export class IdempotencyPruner {
  readonly #logger = new Logger(IdempotencyPruner.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.prune().catch((error: unknown) => this.#logger.warn(String(error)));
    }, EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** How many rows went. Across tenants, hence by a function that does only this. */
  async prune(): Promise<number> {
    let gone = 0;
    for (;;) {
      const { rows } = await poolOf(this.dataSource).query<{ n: number }>('SELECT prune_answered($1) AS n', [AT_ONCE]);
      const n = rows[0]?.n ?? 0;
      gone += n;
      if (n < AT_ONCE) return gone;
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type RateListener = (tx: Tx, clock: TenantClock) => Promise<void>;

/**
 * Hears when a tenant's business time changes its speed, in the transaction that writes the clock down. Who waits by that clock
 * has worked out its real delay from the old rate: unless it is told, it sleeps for hours of which seconds are left.
 */
@Injectable()
export class ClockWatch {
  readonly #listeners: RateListener[] = [];

  onRateChanged(listener: RateListener): void {
    this.#listeners.push(listener);
  }

  async rateChanged(tx: Tx, clock: TenantClock): Promise<void> {
    for (const listener of this.#listeners) await listener(tx, clock);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Tenant } from '@goalbeat/api-client/wire-types';

/** Between journeys the clock runs a little faster than real: at exactly 1 a Schedule of real weeks would open cycles too. */
export const STROLL = 2;
const FASTEST = 100_000;
const JOURNEY_MS = 900;
/** A change of the clock takes effect so much later. */
const NOTICE_MS = 250;
const LATENCY_MS = 30;
const NEAR_MS = 5_000;

/** The company's business time, moved by its administrator. */
export class CompanyClock {
  constructor(private readonly admin: GoalbeatClient) {}

  async now(): Promise<number> {
    return Date.parse((await this.admin.tenant()).now);
  }

  async hold(held: boolean): Promise<void> {
    await this.#set({ held });
    await sleep(NOTICE_MS + LATENCY_MS);
  }

  /** Runs fast until the instant and strolls from there; arrives at it or a few business minutes after. */
  async travelTo(instant: string): Promise<void> {
    const target = Date.parse(instant);
    for (;;) {
      const left = target - (await this.now());
      if (left <= 0) return;
      // The last stretch is slower, so that the latency of one call is minutes at most.
      const stretch = left > NEAR_MS * 60 ? left * 0.95 : left + NEAR_MS;
      const { clock } = await this.#set({ rate: Math.min(FASTEST, Math.max(STROLL, stretch / JOURNEY_MS)) });
      const arrival =
        Date.parse(clock.anchorReal) + ((target - Date.parse(clock.anchorVirtual)) * (stretch / left)) / clock.rate;
      await sleep(Math.max(0, arrival - Date.now() - NOTICE_MS - LATENCY_MS));
      const { clock: slow } = await this.#set({ rate: STROLL });
      await sleep(Math.max(0, Date.parse(slow.anchorReal) - Date.now() + LATENCY_MS));
    }
  }

  async #set(change: { rate?: number; held?: boolean }): Promise<Tenant> {
    const { version } = await this.admin.tenant();
    return this.admin.setClock({ ...change, version });
  }
}

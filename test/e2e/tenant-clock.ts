import { availableParallelism, loadavg } from 'node:os';
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
/** What a call may take longer than the last ones did, for each process that waits for a processor. */
const QUEUED_MS = 100;

/** The company's business time, moved by its administrator. */
export class CompanyClock {
  /** What setting the clock took lately: on a busy machine seconds, and a second of the fastest clock is a day. */
  #slowMs = 30;

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
      const { rate, takesMs } = this.#stretch(left);
      const { clock } = await this.#set({ rate });
      await sleep(Math.max(0, Date.parse(clock.anchorReal) + takesMs - Date.now() - NOTICE_MS - LATENCY_MS));
      const { clock: slow } = await this.#set({ rate: STROLL });
      await sleep(Math.max(0, Date.parse(slow.anchorReal) - Date.now() + LATENCY_MS));
    }
  }

  /** Far away: so much of the way that a call as slow as the last ones, thrice over, does not overshoot. Near: the rest. */
  #stretch(left: number): { rate: number; takesMs: number } {
    if (left <= NEAR_MS * 60) return { rate: Math.max(STROLL, (left + NEAR_MS) / JOURNEY_MS), takesMs: JOURNEY_MS };
    const allowance = Math.max(3 * this.#slowMs, (QUEUED_MS * (loadavg()[0] ?? 0)) / availableParallelism());
    const rate = Math.min(FASTEST, Math.max(STROLL, left / (JOURNEY_MS + allowance)));
    return { rate, takesMs: left / rate - allowance };
  }

  async #set(change: { rate?: number; held?: boolean }): Promise<Tenant> {
    const since = performance.now();
    const { version } = await this.admin.tenant();
    const tenant = await this.admin.setClock({ ...change, version });
    this.#slowMs = Math.max(performance.now() - since, this.#slowMs / 2);
    return tenant;
  }
}

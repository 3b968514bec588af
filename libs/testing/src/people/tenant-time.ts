import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import { ApiProblem } from '@goalbeat/api-client/api-problem';
import type { Tenant, TenantClock } from '@goalbeat/api-client/wire-types';
import { isHeld, virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Instant } from '@goalbeat/domain/clock/instant';

/**
 * The tenant's clock as everybody here sees it. It stands still while anybody has a reason to hold it; each change is one
 * call, made one after the other.
 */
export class TenantTime {
  #clock: TenantClock;
  #version: number;
  readonly #reasons = new Set<string>();
  #changing: Promise<void> = Promise.resolve();
  heldTimes = 0;

  constructor(
    private readonly admin: GoalbeatClient,
    tenant: Tenant,
  ) {
    this.#clock = tenant.clock;
    this.#version = tenant.version;
    if (tenant.clock.heldAt !== null) this.#reasons.add('set-up');
  }

  now(): Instant {
    return virtualNow(this.#clock, Date.now());
  }

  get rate(): number {
    return this.#clock.rate;
  }

  /** Stands still, really: the moment announced for it has come. */
  get held(): boolean {
    return isHeld(this.#clock, Date.now());
  }

  async hold(reason: string): Promise<void> {
    this.#reasons.add(reason);
    await this.#settle();
  }

  async release(reason: string): Promise<void> {
    this.#reasons.delete(reason);
    await this.#settle();
  }

  /** Business minutes a minute from now on. */
  setRate(rate: number): Promise<void> {
    this.#changing = this.#changing.then(() => this.#pace(rate));
    return this.#changing;
  }

  async #pace(rate: number): Promise<void> {
    if (rate === this.#clock.rate) return;
    try {
      this.#take(await this.admin.setClock({ rate, version: this.#version }));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'stale-version') throw error;
      this.#take(await this.admin.tenant());
      return this.#pace(rate);
    }
  }

  /** Brings the clock to what the reasons ask for. */
  #settle(): Promise<void> {
    this.#changing = this.#changing.then(() => this.#change());
    return this.#changing;
  }

  async #change(): Promise<void> {
    const held = this.#reasons.size > 0;
    if (held === (this.#clock.heldAt !== null)) return;
    try {
      this.#take(await this.admin.setClock({ held, version: this.#version }));
      if (held) this.heldTimes += 1;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'stale-version') throw error;
      // Our own earlier call, whose answer was lost, or somebody at the console.
      this.#take(await this.admin.tenant());
      return this.#change();
    }
  }

  #take(tenant: Tenant): void {
    this.#clock = tenant.clock;
    this.#version = tenant.version;
  }
}

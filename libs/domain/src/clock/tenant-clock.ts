import { DomainError } from '../errors/domain-error.js';
import { type Instant, instantFromMs, instantMs } from './instant.js';

/**
 * A tenant's own time. `rate` is virtual milliseconds per real one. `heldAt` is a REAL instant and may lie slightly in the
 * future, so that every process knows of a hold before it takes effect.
 */
export interface TenantClock {
  rate: number;
  anchorReal: Instant;
  anchorVirtual: Instant;
  heldAt: Instant | null;
  version: number;
}

const EPOCH: Instant = '1970-01-01T00:00:00.000Z';

export const REAL_CLOCK: TenantClock = {
  rate: 1,
  anchorReal: EPOCH,
  anchorVirtual: EPOCH,
  heldAt: null,
  version: 0,
};

// How soon to look again at a clock that stands still.
const HELD_POLL_MS = 1000;

function virtualMs(clock: TenantClock, realNowMs: number): number {
  const until = clock.heldAt === null ? realNowMs : Math.min(realNowMs, instantMs(clock.heldAt));
  const elapsed = Math.max(0, until - instantMs(clock.anchorReal));
  return Math.floor(instantMs(clock.anchorVirtual) + elapsed * clock.rate);
}

export function virtualNow(clock: TenantClock, realNowMs: number): Instant {
  return instantFromMs(virtualMs(clock, realNowMs));
}

/** True once the hold has taken effect. */
export function isHeld(clock: TenantClock, realNowMs: number): boolean {
  return clock.heldAt !== null && realNowMs >= instantMs(clock.heldAt);
}

/** Real milliseconds until the virtual instant at the current rate; 0 when it has come, 1000 while the clock is held. */
export function realDelayUntil(clock: TenantClock, instant: Instant, realNowMs: number): number {
  const left = instantMs(instant) - virtualMs(clock, realNowMs);
  if (left <= 0) return 0;
  return isHeld(clock, realNowMs) ? HELD_POLL_MS : Math.ceil(left / clock.rate);
}

function reanchored(clock: TenantClock, atRealMs: number): TenantClock {
  return {
    ...clock,
    anchorReal: instantFromMs(atRealMs),
    anchorVirtual: virtualNow(clock, atRealMs),
    version: clock.version + 1,
  };
}

/** An earlier hold stands. */
export function hold(clock: TenantClock, atRealMs: number): TenantClock {
  if (clock.heldAt !== null && instantMs(clock.heldAt) <= atRealMs) return clock;
  return { ...clock, heldAt: instantFromMs(atRealMs), version: clock.version + 1 };
}

/** Time goes on from where it was held: nothing that was due during the hold is jumped over. */
export function release(clock: TenantClock, atRealMs: number): TenantClock {
  return clock.heldAt === null ? clock : { ...reanchored(clock, atRealMs), heldAt: null };
}

/** Time goes on from the real instant, and stands when the virtual one has come; at once when it is past. */
export function runUntil(clock: TenantClock, until: Instant, atRealMs: number): TenantClock {
  const from = reanchored(clock, atRealMs);
  const left = Math.max(0, instantMs(until) - instantMs(from.anchorVirtual));
  return { ...from, heldAt: instantFromMs(atRealMs + Math.ceil(left / clock.rate)) };
}

/** Raises validation for a rate that is not a positive finite number. */
export function changeRate(clock: TenantClock, rate: number, atRealMs: number): TenantClock {
  if (!Number.isFinite(rate) || rate <= 0) {
    throw new DomainError('validation', 'The rate must be a number above 0.', { field: 'rate' });
  }
  return { ...reanchored(clock, atRealMs), rate };
}

/** Whether the tenant's time is the world's: only then can something outside wait for its instants. */
export function isRealClock(clock: TenantClock): boolean {
  return clock.rate === 1 && clock.heldAt === null && clock.anchorReal === clock.anchorVirtual;
}

import { isHeld, realDelayUntil, release } from '@goalbeat/domain/clock/tenant-clock';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';

const HELD_PAUSE_MS = { least: 1000, most: 5000 };
// The service's machine may run some milliseconds behind this one: an immediate second question would only be refused again.
const REFUSED_PAUSE_MS = 100;

/**
 * Real milliseconds to wait before asking for what is due at a business instant. While the clock is held nothing says when it
 * goes on, so one asks again: each second at first, rarer in a long hold, and never before the instant could have come had the
 * clock been released at once.
 */
export function delayBeforeAsking(clock: TenantClock, instant: string, nowMs: number, refused: boolean): number {
  if (!isHeld(clock, nowMs)) return Math.max(realDelayUntil(clock, instant, nowMs), refused ? REFUSED_PAUSE_MS : 0);
  const soonest = realDelayUntil(release(clock, nowMs), instant, nowMs);
  return soonest === 0 && !refused ? 0 : Math.max(soonest, heldPause(clock, nowMs));
}

function heldPause(clock: TenantClock, nowMs: number): number {
  const heldFor = clock.heldAt === null ? 0 : nowMs - Date.parse(clock.heldAt);
  return Math.min(HELD_PAUSE_MS.most, Math.max(HELD_PAUSE_MS.least, Math.floor(heldFor / 12)));
}

/** The one that directory wrote later. */
export function newerClock<C extends TenantClock | null>(known: C, heard: TenantClock): TenantClock {
  return known !== null && known.version > heard.version ? known : heard;
}

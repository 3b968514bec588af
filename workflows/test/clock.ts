import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';

export const MONDAY = '2026-11-16T00:00:00.000Z';

/** Business time starts on Monday, now, and runs `rate` times as fast. */
export function fastClock(rate = 5000): TenantClock {
  return { rate, anchorReal: new Date().toISOString(), anchorVirtual: MONDAY, heldAt: null, version: 1 };
}

/** Business instant so many hours after Monday 00:00. */
export function hour(hours: number): string {
  return new Date(Date.parse(MONDAY) + Math.round(hours * 3_600_000)).toISOString();
}

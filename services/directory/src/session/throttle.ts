export interface Attempts {
  failures: number;
  blockedUntil: string | null;
  lastAt: string;
}

const FREE_TRIES = 5;
const FORGOTTEN_AFTER_MS = 15 * 60_000;
const LONGEST_WAIT_SECONDS = 300;

/** Real seconds until another try is heard; 0 = now. */
export function waitSeconds(before: Attempts | undefined, nowMs: number): number {
  if (before?.blockedUntil == null) return 0;
  return Math.max(0, Math.ceil((Date.parse(before.blockedUntil) - nowMs) / 1000));
}

/**
 * A try counts as failed until it succeeds, so that many at once do not slip through together. From the fifth on each
 * one doubles the wait, up to five minutes; a quarter of an hour of quiet forgets all.
 */
export function countTry(before: Attempts | undefined, nowMs: number): Attempts {
  const quiet = before === undefined || nowMs - Date.parse(before.lastAt) > FORGOTTEN_AFTER_MS;
  const failures = (quiet ? 0 : before.failures) + 1;
  const wait = failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (failures - FREE_TRIES));
  return {
    failures,
    blockedUntil: wait === 0 ? null : new Date(nowMs + wait * 1000).toISOString(),
    lastAt: new Date(nowMs).toISOString(),
  };
}

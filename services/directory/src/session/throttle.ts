export interface Attempts {
  failures: number;
  blockedUntil: string | null;
  lastAt: string;
}

export interface Throttle {
  /** Tries that cost nothing; from this one on each doubles the wait. */
  freeTries: number;
  longestWaitSeconds: number;
}

/** Somebody guesses one account's password from one address. */
export const OF_ACCOUNT_AND_ADDRESS: Throttle = { freeTries: 5, longestWaitSeconds: 300 };
/** Many addresses guess one account's password: new addresses wait, those that succeeded before do not. */
export const OF_ACCOUNT: Throttle = { freeTries: 50, longestWaitSeconds: 30 };
/** One address tries a password on many accounts; an office that shares an address mistypes less often. */
export const OF_ADDRESS: Throttle = { freeTries: 100, longestWaitSeconds: 300 };

const FORGOTTEN_AFTER_MS = 15 * 60_000;

/** Real seconds until another try is heard; 0 = now. */
export function waitSeconds(before: Attempts | undefined, nowMs: number): number {
  if (before?.blockedUntil == null) return 0;
  return Math.max(0, Math.ceil((Date.parse(before.blockedUntil) - nowMs) / 1000));
}

/** One more failure; a quarter of an hour of quiet forgets all. */
export function countTry(before: Attempts | undefined, nowMs: number, throttle: Throttle): Attempts {
  const quiet = before === undefined || nowMs - Date.parse(before.lastAt) > FORGOTTEN_AFTER_MS;
  const failures = (quiet ? 0 : before.failures) + 1;
  const { freeTries, longestWaitSeconds } = throttle;
  const wait = failures < freeTries ? 0 : Math.min(longestWaitSeconds, 2 ** Math.min(20, failures - freeTries));
  return {
    failures,
    blockedUntil: wait === 0 ? null : new Date(nowMs + wait * 1000).toISOString(),
    lastAt: new Date(nowMs).toISOString(),
  };
}

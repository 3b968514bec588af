import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';

/** What people and ladders do within this is done at one stop: a stop costs about half a second of real time. */
const TOGETHER_MS = 15 * 60_000;
/** Before a step, so that who means to be in time is. */
const JUST_BEFORE_MS = 60_000;
/** Nothing known ahead: look again after so long. */
const STRIDE_MS = 6 * 3_600_000;

export interface Ahead {
  now: Instant;
  /** Steps of the cycle that are still to come. */
  steps: readonly Instant[];
  /** What people mean to do, and rungs of ladders that are still to be climbed. */
  acts: readonly Instant[];
}

/** Until when business time may go on before somebody has to look. Always later than now. */
export function nextStop({ now, steps, acts }: Ahead): Instant {
  const nowMs = instantMs(now);
  const first = (instants: readonly Instant[]): number =>
    instants.map(instantMs).reduce((least, at) => (at > nowMs ? Math.min(least, at) : least), nowMs + STRIDE_MS);
  const step = first(steps);
  const act = first(acts);
  if (act >= step) return instantFromMs(step);
  const together = Math.max(act, nowMs + TOGETHER_MS);
  if (together < step) return instantFromMs(together);
  return instantFromMs(step - JUST_BEFORE_MS > nowMs ? step - JUST_BEFORE_MS : step);
}

import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';

const MINUTE_MS = 60_000;
/** What people and ladders do within this is done at one stop: a stop costs one to three seconds of real time, more with many people. */
const TOGETHER: readonly { people: number; ms: number }[] = [
  { people: 100, ms: 15 * MINUTE_MS },
  { people: 200, ms: 20 * MINUTE_MS },
];
const TOGETHER_AT_MOST_MS = 30 * MINUTE_MS;
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
  /** How many take part: where they are many, more is done at one stop, so that the week ends in time. */
  people: number;
}

export const togetherMs = (people: number): number =>
  TOGETHER.find((size) => people <= size.people)?.ms ?? TOGETHER_AT_MOST_MS;

/** Until when business time may go on before somebody has to look. Always later than now. */
export function nextStop({ now, steps, acts, people }: Ahead): Instant {
  const nowMs = instantMs(now);
  const first = (instants: readonly Instant[]): number =>
    instants.map(instantMs).reduce((least, at) => (at > nowMs ? Math.min(least, at) : least), nowMs + STRIDE_MS);
  const step = first(steps);
  const act = first(acts);
  if (act >= step) return instantFromMs(step);
  const together = Math.max(act, nowMs + togetherMs(people));
  if (together < step) return instantFromMs(together);
  return instantFromMs(step - JUST_BEFORE_MS > nowMs ? step - JUST_BEFORE_MS : step);
}

import { type Instant, instantFromMs, instantMs } from '../clock/instant.js';
import type { Rung } from './ladder.js';

export interface NextRung {
  rung: Rung;
  /** Not after `now` when it is overdue. */
  fireAt: Instant;
}

/**
 * What to wait for, after `climbed` (the n of the last rung climbed, 0 for none). Rungs missed in an outage collapse to the latest;
 * the last action never collapses over the knock before it, and waits at least its original distance after that knock was
 * really made (`climbedAt`), so that an outage never takes away the time to answer. Null when the ladder is done.
 */
export function nextRung(
  rungs: readonly Rung[],
  climbed: number,
  now: Instant,
  climbedAt: Instant | null = null,
): NextRung | null {
  const last = rungs.at(-1);
  if (last === undefined || climbed >= last.n) return null;
  const knocks = rungs.filter((rung) => rung.n > climbed && rung.n < last.n);
  const missed = knocks.filter((rung) => rung.at <= now).at(-1);
  const knock = missed ?? knocks[0];
  if (knock !== undefined) return { rung: knock, fireAt: knock.at };
  const before = rungs.at(-2);
  if (before === undefined || climbedAt === null) return { rung: last, fireAt: last.at };
  const distance = instantMs(last.at) - instantMs(before.at);
  const earliest = instantFromMs(instantMs(climbedAt) + distance);
  return { rung: last, fireAt: earliest > last.at ? earliest : last.at };
}

import { type Instant, instantFromMs, instantMs } from '../clock/instant.js';
import type { Rung } from './ladder.js';

/**
 * The rungs after a pause: those climbed stay as they were, the others come later by the pause, in the same order. `settle` may
 * move an instant further, out of the night: of rungs that then fall together the last stays, so that none is knocked away by
 * the one before the last action.
 */
export function shiftRungs(
  rungs: readonly Rung[],
  climbed: number,
  byMs: number,
  settle: (at: Instant) => Instant = (at) => at,
): Rung[] {
  const done = rungs.filter((rung) => rung.n <= climbed);
  const ahead = rungs
    .filter((rung) => rung.n > climbed)
    .map((rung) => ({ ...rung, at: settle(later(rung.at, byMs)) }))
    .filter((rung, index, all) => {
      const next = all[index + 1];
      return next === undefined || rung.at < next.at;
    });
  return [...done, ...ahead.map((rung, index) => ({ ...rung, n: climbed + index + 1 }))];
}

export const later = (at: Instant, byMs: number): Instant => instantFromMs(instantMs(at) + byMs);

/** A plan made anew while the ladder was being climbed, behind the rungs that were climbed. */
export function continueRungs(rungs: readonly Rung[], climbed: number, ahead: readonly Rung[]): Rung[] {
  const done = rungs.filter((rung) => rung.n <= climbed);
  return [...done, ...ahead.map((rung, index) => ({ ...rung, n: climbed + index + 1 }))];
}

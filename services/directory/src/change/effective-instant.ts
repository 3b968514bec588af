import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';

export interface Effect {
  /** Business instant from which it holds. */
  at: string;
  planned: boolean;
}

/**
 * From when a change for a local day holds: a later day from its start, a past day from its start too, today from now on, for
 * what was true this morning stays true.
 */
export function effectiveInstant(day: string, zone: string, now: string): Effect {
  const today = localOf(now, zone).date;
  if (day === today) return { at: now, planned: false };
  return { at: instantOf(day, '00:00', zone), planned: day > today };
}

/** A past day on which something became known part-way counts from that moment; undefined when it was not known yet that day. */
export function sinceKnown(effect: Effect, day: string, zone: string, knownSince: string): Effect | undefined {
  if (effect.at >= knownSince) return effect;
  return localOf(knownSince, zone).date === day ? { ...effect, at: knownSince } : undefined;
}

import { instantFromMs, instantMs, type Instant } from '../clock/instant.js';

const HOUR_MS = 3_600_000;

/** Most of these instants within any sixty minutes, and when those begin; null when there are none. */
export function busiestHour(instants: readonly Instant[]): { count: number; from: Instant } | null {
  const sorted = instants.map(instantMs).toSorted((a, b) => a - b);
  let best: { count: number; fromMs: number } | null = null;
  let last = 0;
  for (const [first, fromMs] of sorted.entries()) {
    while (last < sorted.length && (sorted[last] ?? 0) < fromMs + HOUR_MS) last += 1;
    if (best === null || last - first > best.count) best = { count: last - first, fromMs };
  }
  return best === null ? null : { count: best.count, from: instantFromMs(best.fromMs) };
}

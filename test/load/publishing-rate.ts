import type { Taken } from './payroll-desk.js';

/**
 * Messages a second while there were some to send: a batch counts from its first message to its last, as payroll receives
 * them. Between batches the lines of the next one are posted, which is not publishing. Batches that overlap count once.
 */
export function publishingRate(taken: readonly Pick<Taken, 'at' | 'batchId'>[]): number {
  const batches = [...Map.groupBy(taken, ({ batchId }) => batchId).values()]
    .map((batch) => ({ from: Math.min(...batch.map(({ at }) => at)), to: Math.max(...batch.map(({ at }) => at)) }))
    .toSorted((a, b) => a.from - b.from);
  let busyMs = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of batches) {
    busyMs += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return (taken.length / busyMs) * 1000;
}

import type { Intention } from './intentions.js';

/** As many as are decided in one call. */
const MOST_AT_ONCE = 100;

/**
 * What one person has to decide now is decided in one go: a bundle by itself, the rest of a service together. Whatever is no decision
 * stays single. Order is kept.
 */
export function together(due: readonly Intention[]): Intention[][] {
  const groups = Map.groupBy(due, ({ task, actor }) =>
    task.kind === 'decision' ? [actor.id, task.service, task.bundleId].join('/') : task.taskId,
  );
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MOST_AT_ONCE) }, (_, n) =>
      group.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
    ),
  );
}

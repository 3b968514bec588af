import type { Change } from '../api/keys.js';

/** One after the other they are read faster than the whole company is. */
const MOST_SINGLE = 20;
const KINDS: readonly string[] = ['goal-sheet', 'plan', 'report'];

/** Which sheets of a large company to read again: these, all of them, or none. */
export function changedSheets(changes: readonly Change[], shown: ReadonlySet<string>): readonly string[] | 'all' {
  const concerned = changes.filter(({ kind }) => KINDS.includes(kind));
  const ids = new Set<string>();
  for (const { id } of concerned) {
    if (id === null) return 'all';
    if (shown.has(id)) ids.add(id);
  }
  return ids.size > MOST_SINGLE ? 'all' : [...ids];
}

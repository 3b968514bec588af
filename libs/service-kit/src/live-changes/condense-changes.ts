import type { SeenChange } from '@goalbeat/contracts/live-changes';

/**
 * Each thing once, and at most so many: where there are more, the kind that has most becomes "many of this kind" for
 * everybody, then the next. One of each kind stays in any case.
 */
export function condenseChanges(changes: readonly SeenChange[], atMost: number): SeenChange[] {
  const kinds = new Map<string, Map<string, SeenChange>>();
  for (const change of changes) {
    const ofKind = kinds.get(change.kind) ?? new Map<string, SeenChange>();
    kinds.set(change.kind, ofKind.set(keyOf(change), change));
  }
  for (const [kind, ofKind] of kinds) if (ofKind.has(EVERY)) kinds.set(kind, many(kind));
  let count = [...kinds.values()].reduce((sum, ofKind) => sum + ofKind.size, 0);
  const largest = [...kinds].toSorted(([, a], [, b]) => b.size - a.size);
  for (const [kind, { size }] of largest) {
    if (count <= atMost || size === 1) break;
    kinds.set(kind, many(kind));
    count -= size - 1;
  }
  return [...kinds.values()].flatMap((ofKind) => [...ofKind.values()]);
}

const keyOf = ({ id, to }: SeenChange): string => `${to ?? ''} ${id ?? ''}`;
const EVERY = keyOf({ kind: '', id: null });
const many = (kind: string): Map<string, SeenChange> => new Map([[EVERY, { kind, id: null }]]);

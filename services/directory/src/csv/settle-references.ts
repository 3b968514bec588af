export interface Reference {
  key: string;
  /** The key it points at; null = none. */
  to: string | null;
}

/**
 * Which of the new rows cannot be taken because of whom they point at: somebody unknown (or refused himself), or a line
 * that comes back to itself. A refused row leaves what was there before, so the rest is judged again until it stands.
 * @returns the refused keys, each with what is wrong.
 */
export function settleReferences(
  rows: readonly Reference[],
  existing: ReadonlyMap<string, string | null>,
): Map<string, string> {
  const refused = new Map<string, string>();
  for (;;) {
    const kept = rows.filter((row) => !refused.has(row.key));
    const final = new Map(existing);
    for (const row of kept) final.set(row.key, row.to);
    const before = refused.size;
    for (const row of kept) {
      if (row.to !== null && !final.has(row.to)) refused.set(row.key, `${row.to} is not known`);
    }
    if (refused.size > before) continue;
    const fresh = new Set(kept.map((row) => row.key));
    for (const ring of findRings(final)) {
      const words = `goes round in a ring: ${[...ring, ring[0]].join(' → ')}`;
      for (const key of ring) if (fresh.has(key)) refused.set(key, words);
    }
    if (refused.size === before) return refused;
  }
}

/** Rings of a graph in which each node points at no more than one other. */
export function findRings(pointsAt: ReadonlyMap<string, string | null>): string[][] {
  const rings: string[][] = [];
  const done = new Set<string>();
  for (const start of pointsAt.keys()) {
    const trail: string[] = [];
    const onTrail = new Map<string, number>();
    let at: string | null = start;
    while (at !== null && !done.has(at) && !onTrail.has(at)) {
      onTrail.set(at, trail.length);
      trail.push(at);
      at = pointsAt.get(at) ?? null;
    }
    const from = at === null ? undefined : onTrail.get(at);
    if (from !== undefined) rings.push(trail.slice(from));
    for (const key of trail) done.add(key);
  }
  return rings;
}

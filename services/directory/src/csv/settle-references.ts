export interface Reference {
  key: string;
  /** The key it points at; null = none. */
  to: string | null;
  /** The business instant from which it does; absent = from the beginning of what is looked at. */
  at?: string | undefined;
}
export interface LaterReference extends Reference {
  at: string;
}

/** What is known besides the new rows. */
export interface Course {
  /** Who points at whom in the beginning; everybody known is in it. */
  existing: ReadonlyMap<string, string | null>;
  /** How that changes afterwards, in order of time. */
  later?: readonly LaterReference[];
  /** How a key is shown to people. */
  label?: (key: string) => string;
  /** The local day of an instant, as people are told it. */
  dayOf?: (at: string) => string;
}

/**
 * Which of the new rows cannot be taken because of whom they point at: somebody unknown (or refused himself), or a line
 * that comes back to itself, now or on a later day. A refused row leaves what was there before, so the rest is judged again
 * until it stands.
 * @returns the refused keys, each with what is wrong.
 */
export function settleReferences(
  rows: readonly Reference[],
  { existing, later = [], label = (key) => key, dayOf = (at) => at.slice(0, 10) }: Course,
): Map<string, string> {
  const refused = new Map<string, string>();
  for (;;) {
    const kept = rows.filter((row) => !refused.has(row.key));
    const final = new Map(existing);
    for (const row of kept) final.set(row.key, row.at === undefined ? row.to : (existing.get(row.key) ?? null));
    const before = refused.size;
    for (const row of kept) {
      if (row.to !== null && !final.has(row.to)) refused.set(row.key, `${row.to} is not known`);
    }
    if (refused.size > before) continue;
    const fresh = new Set(kept.map((row) => row.key));
    const refuse = (ring: readonly string[], when: string) => {
      const words = `goes round in a ring${when}: ${[...ring, ...ring.slice(0, 1)].map(label).join(' → ')}`;
      for (const key of ring) if (fresh.has(key)) refused.set(key, words);
    };
    for (const ring of findRings(final)) refuse(ring, '');
    if (refused.size > before) continue;
    const found = findRingLater(final, [...later, ...kept.filter(isLater)]);
    if (found !== undefined) refuse(found.ring, ` on ${dayOf(found.at)}`);
    if (refused.size === before) return refused;
  }
}

const isLater = (row: Reference): row is LaterReference => row.at !== undefined;

/** The first ring that comes about as references change. A ring comes about only through somebody who changes then. */
export function findRingLater(
  base: ReadonlyMap<string, string | null>,
  changes: readonly LaterReference[],
): { at: string; ring: string[] } | undefined {
  const now = new Map(base);
  const inOrder = changes.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (let next = 0; next < inOrder.length;) {
    const at = inOrder[next]?.at ?? '';
    const changed: string[] = [];
    for (; inOrder[next]?.at === at; next++) {
      const one = inOrder[next];
      if (one === undefined) break;
      now.set(one.key, one.to);
      changed.push(one.key);
    }
    for (const key of changed) {
      const ring = ringThrough(key, now);
      if (ring !== undefined) return { at, ring };
    }
  }
  return undefined;
}

function ringThrough(key: string, pointsAt: ReadonlyMap<string, string | null>): string[] | undefined {
  const trail = [key];
  const seen = new Set(trail);
  for (let at = pointsAt.get(key) ?? null; at !== null; at = pointsAt.get(at) ?? null) {
    if (at === key) return trail;
    if (seen.has(at)) return undefined;
    seen.add(at);
    trail.push(at);
  }
  return undefined;
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

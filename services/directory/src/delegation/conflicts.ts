/** What two delegations have to be told apart by. */
export interface Range {
  fromPersonId: string;
  toPersonId: string;
  /** Business instants; the end is exclusive. */
  from: string;
  until: string;
  kinds: readonly string[] | null;
}

/**
 * One given already that would have the same claim to a task: for an overlapping time and the same kinds, or all kinds twice.
 * One for named kinds beside one for all is no conflict: what is named goes first.
 */
export function sameClaim<R extends Range>(wanted: Range, given: readonly R[]): R | undefined {
  return given.find(
    (one) =>
      one.fromPersonId === wanted.fromPersonId &&
      overlap(one, wanted) !== undefined &&
      (one.kinds === null ? wanted.kinds === null : one.kinds.some((kind) => wanted.kinds?.includes(kind) ?? false)),
  );
}

/**
 * By whom the delegate's own tasks of these kinds come back to the one who gives, in some part of the time: the people on the way,
 * the giver first. Nobody of them would be there to decide.
 */
export function wayBack(wanted: Range, given: readonly Range[]): string[] | undefined {
  const walk = (personId: string, range: Range, way: readonly string[]): string[] | undefined => {
    if (personId === wanted.fromPersonId) return [...way];
    if (way.includes(personId)) return undefined;
    for (const one of given) {
      if (one.fromPersonId !== personId) continue;
      const common = overlap(one, range);
      const kinds = commonKinds(one.kinds, range.kinds);
      if (common === undefined || kinds?.length === 0) continue;
      const found = walk(one.toPersonId, { ...range, ...common, kinds }, [...way, personId]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(wanted.toPersonId, wanted, [wanted.fromPersonId]);
}

function overlap(a: Range, b: Range): Pick<Range, 'from' | 'until'> | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from < until ? { from, until } : undefined;
}

/** Null is all kinds. */
function commonKinds(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null) return b;
  return b === null ? a : a.filter((kind) => b.includes(kind));
}

/** One thing that was said: from an instant on, these fields are so. */
export interface Fact<P> {
  /** Business instant. */
  from: string;
  patch: P;
}

/** How something is from an instant until the next. */
export interface Segment<S> {
  from: string;
  state: S;
}

/**
 * The whole course of something. Facts come in the order in which they were said; each holds from its own instant, so what
 * was said later about an earlier day changes that day and leaves alone what was said about days after it.
 */
export function foldFacts<P, S>(facts: readonly Fact<P>[], start: S, apply: (state: S, patch: P) => S): Segment<S>[] {
  const segments: Segment<S>[] = [];
  let state = start;
  // The sort is stable: of two facts for one instant the one said later wins.
  for (const { from, patch } of facts.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    state = apply(state, patch);
    if (segments.at(-1)?.from === from) segments.pop();
    segments.push({ from, state });
  }
  return segments;
}

/** How it was at the instant; undefined before it was known. */
export function stateAt<S>(segments: readonly Segment<S>[], at: string): S | undefined {
  return segments.findLast((segment) => segment.from <= at)?.state;
}

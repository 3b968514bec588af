import type { Instant } from '../clock/instant.js';

export interface Delegation {
  fromId: string;
  toId: string;
  /** Inclusive. */
  from: Instant;
  /** Exclusive. */
  to: Instant;
  /** Kinds of approval; null = all. */
  kinds: readonly string[] | null;
}

export interface EffectiveAssignee {
  personId: string;
  /** Whose task it was, null when it is their own. */
  onBehalfOf: string | null;
}

/** One kind named beats all kinds, then the one that began last; the id makes the order total. */
function stronger(a: Delegation, b: Delegation): number {
  const named = Number(b.kinds !== null) - Number(a.kinds !== null);
  if (named !== 0) return named;
  if (a.from !== b.from) return a.from > b.from ? -1 : 1;
  return a.toId < b.toId ? -1 : a.toId > b.toId ? 1 : 0;
}

/**
 * Who decides at the instant, following delegations of delegates but no loop. A delegate in `refuse` (requester, beneficiaries)
 * is passed over, so the task stays where it was.
 */
export function effectiveAssignee(
  personId: string,
  delegations: readonly Delegation[],
  at: Instant,
  kind: string,
  refuse: ReadonlySet<string>,
): EffectiveAssignee {
  const live = delegations.filter(
    (one) => one.from <= at && at < one.to && (one.kinds === null || one.kinds.includes(kind)),
  );
  const seen = new Set([personId]);
  let current = personId;
  for (;;) {
    const next = live
      .filter((one) => one.fromId === current && !seen.has(one.toId) && !refuse.has(one.toId))
      .sort(stronger)[0];
    if (next === undefined) break;
    current = next.toId;
    seen.add(current);
  }
  return { personId: current, onBehalfOf: current === personId ? null : personId };
}

/** From whom tasks may come to this person, also by way of a delegate's delegate; not the person. */
export function delegatorsOf(personId: string, delegations: readonly Pick<Delegation, 'fromId' | 'toId'>[]): string[] {
  const found = new Set([personId]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const one of delegations) if (found.has(one.toId)) found.add(one.fromId);
  }
  found.delete(personId);
  return [...found];
}

import { effectiveAssignee, type Delegation } from '@goalbeat/domain/approval/delegation';

/** Whose tasks lie on a desk besides one's own, and of which kinds of subject. */
export interface StandIn {
  personId: string;
  /** Of the kinds that some delegation names, these. */
  kinds: string[];
  /** Whether all other kinds too. */
  others: boolean;
}

const ANY_OTHER = '';

/** Kinds that some delegation in force names; all others are treated alike. */
export function namedKinds(delegations: readonly Delegation[]): string[] {
  return [...new Set(delegations.flatMap((one) => one.kinds ?? []))];
}

/**
 * For whom this person stands in now, also by way of a delegate's delegate. A requester or beneficiary is refused when
 * the task is decided, not here: the desk shows, the approval judges.
 */
export function standInsOf(me: string, delegations: readonly Delegation[], at: string): StandIn[] {
  const kinds = namedKinds(delegations);
  const mine = (personId: string, kind: string) =>
    effectiveAssignee(personId, delegations, at, kind, new Set()).personId === me;
  const givers = [...new Set(delegations.map((one) => one.fromId))].filter((personId) => personId !== me);
  return givers
    .map((personId) => ({
      personId,
      kinds: kinds.filter((kind) => mine(personId, kind)),
      others: mine(personId, ANY_OTHER),
    }))
    .filter((one) => one.others || one.kinds.length > 0);
}

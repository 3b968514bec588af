import { DomainError } from '../errors/domain-error.js';

/** What each state does on each event; an event that is missing is refused. */
export type TransitionTable<S extends string, E extends string> = {
  readonly [state in S]: { readonly [event in E]?: S };
};

/** Raises wrong-state when the state does not take the event. */
export function advance<S extends string, E extends string>(
  subject: string,
  table: TransitionTable<S, E>,
  state: S,
  event: E,
): S {
  const next = Object.hasOwn(table[state], event) ? table[state][event] : undefined;
  if (next === undefined) {
    throw new DomainError('wrong-state', `A ${subject} that is ${state} does not take ${event}.`, {
      details: { subject, state, event },
    });
  }
  return next;
}

type EventOf<T extends object> = { [S in keyof T]: keyof T[S] }[keyof T] & string;

/** States in which the event is taken: the `state IN (…)` of a guarded update. */
export function statesTaking<T extends Readonly<Record<string, object>>>(
  table: T,
  event: EventOf<T>,
): (keyof T & string)[] {
  return Object.keys(table).filter((state) => Object.hasOwn(table[state] ?? {}, event));
}

import type { Delays, LogArea, MergedDelays } from '@goalbeat/contracts/process-log-http';

type Person = Delays['people'][number];
const SHOWN = 200;

/** Steps stay each service's own; a person's waits are summed over all. Longest delay first. */
export function mergeDelays(answers: readonly { service: LogArea; body: Delays }[]): Omit<MergedDelays, 'sources'> {
  const people = new Map<string | null, Person>();
  for (const person of answers.flatMap(({ body }) => body.people)) {
    const sum = people.get(person.personId);
    people.set(person.personId, sum === undefined ? { ...person } : added(sum, person));
  }
  const of = <K extends 'steps' | 'waits'>(what: K) =>
    answers.flatMap(({ service, body }) => body[what].map((one) => ({ ...one, service })));
  return {
    at:
      answers
        .map(({ body }) => body.at)
        .toSorted()
        .at(-1) ?? null,
    steps: of('steps').toSorted(longestFirst) as MergedDelays['steps'],
    people: [...people.values()].toSorted((a, b) => b.lateShareMs - a.lateShareMs || b.shareMs - a.shareMs),
    waits: of('waits').toSorted(longestFirst).slice(0, SHOWN) as MergedDelays['waits'],
  };
}

const longestFirst = (a: { lateMs: number; waitedMs: number }, b: { lateMs: number; waitedMs: number }): number =>
  b.lateMs - a.lateMs || b.waitedMs - a.waitedMs;

const added = (a: Person, b: Person): Person => ({
  personId: a.personId,
  tasks: a.tasks + b.tasks,
  late: a.late + b.late,
  missed: a.missed + b.missed,
  waitedMs: a.waitedMs + b.waitedMs,
  lateMs: a.lateMs + b.lateMs,
  shareMs: a.shareMs + b.shareMs,
  lateShareMs: a.lateShareMs + b.lateShareMs,
});

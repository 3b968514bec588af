import { seededShare } from '@goalbeat/domain/rehearsal/seeded';
import type { OrgPerson, OrgUnit } from '@goalbeat/org-copy/org-types';

/** Enough to see where it jams; more would only make the machine the bottleneck. */
export const MOST_PEOPLE = 500;

/**
 * Who takes part in the rehearsal: everybody, or in a large company all who hold a role, lead a unit or are named, and a sample of
 * those with a sheet, each with their line of managers. The same under the same seed.
 * @returns null for everybody
 */
export function whoIsCopied(
  company: { people: readonly OrgPerson[]; units: readonly OrgUnit[] },
  wanted: { withSheet: ReadonlySet<string>; named: readonly string[]; seed: number },
  most = MOST_PEOPLE,
): string[] | null {
  const { people, units } = company;
  if (people.length <= most) return null;
  const byId = new Map(people.map((person) => [person.id, person]));
  const byNumber = new Map(people.map((person) => [person.number, person]));
  const taken = new Set<string>();
  const lineOf = (person: OrgPerson): OrgPerson[] => {
    const line: OrgPerson[] = [];
    for (let one: OrgPerson | undefined = person; one !== undefined && !line.includes(one);) {
      line.push(one);
      one = one.managerId === null ? undefined : byId.get(one.managerId);
    }
    return line;
  };
  const take = (person: OrgPerson | undefined): void => {
    if (person === undefined) return;
    for (const one of lineOf(person)) taken.add(one.number);
  };
  for (const person of people) if (person.roles.some(({ role }) => role !== 'employee')) take(person);
  for (const { headPersonId } of units) if (headPersonId !== null) take(byId.get(headPersonId));
  for (const number of wanted.named) take(byNumber.get(number));
  const sample = people
    .filter((person) => wanted.withSheet.has(person.id))
    .toSorted((a, b) => seededShare(wanted.seed, 'sample', a.number) - seededShare(wanted.seed, 'sample', b.number));
  for (const person of sample) {
    if (taken.size >= most) break;
    take(person);
  }
  return [...taken].toSorted();
}

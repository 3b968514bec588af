import type { PersonChanged, UnitChanged } from '@goalbeat/contracts/directory/events';

/** A person's row as it was; roles as `role/unit`. */
export interface Employed {
  id: string;
  unitId: string;
  managerId: string | null;
  leftOn: string | null;
  roles: string[];
}

export interface Placed {
  id: string;
  parentId: string | null;
  headPersonId: string | null;
}

type Written = readonly { id: string }[];

/** Whose rows were written and say something of where they stand; somebody new does. A new name or grade moves nobody. */
export function movedPeople(many: readonly PersonChanged[], before: readonly Employed[], written: Written): string[] {
  const known = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(written.map((row) => row.id));
  return many
    .filter((person) => {
      if (!ids.has(person.personId)) return false;
      const was = known.get(person.personId);
      return (
        was?.unitId !== person.unitId ||
        was.managerId !== person.managerId ||
        was.leftOn !== person.leftOn ||
        was.roles.toSorted().join() !== rolesOf(person).toSorted().join()
      );
    })
    .map((person) => person.personId);
}

const rolesOf = ({ roles }: PersonChanged): string[] => roles.map(({ role, unitId }) => `${role}/${unitId ?? ''}`);

export function movedUnits(many: readonly UnitChanged[], before: readonly Placed[], written: Written): string[] {
  const known = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(written.map((row) => row.id));
  return many
    .filter(({ unitId, parentId, headPersonId }) => {
      const was = known.get(unitId);
      return ids.has(unitId) && (was?.parentId !== parentId || was.headPersonId !== headPersonId);
    })
    .map((unit) => unit.unitId);
}

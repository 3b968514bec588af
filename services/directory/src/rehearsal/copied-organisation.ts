import type { RoleGrant } from '@goalbeat/domain/access/roles';
import type { AbsenceRow } from '../absence/absence.repository.js';
import type { DelegationRow } from '../delegation/delegation.repository.js';
import type { PersonFields } from '../timeline/person-patch.js';
import type { UnitFields } from '../timeline/unit-patch.js';

export interface Organisation {
  units: readonly UnitFields[];
  people: readonly PersonFields[];
  delegations: readonly DelegationRow[];
  absences: readonly AbsenceRow[];
}

/**
 * The same organisation under other ids. E-mail addresses stay behind, so that nothing could be sent to anybody even by
 * mistake; who is not copied is nobody's manager, head or delegate there.
 * @param numbers who is copied; null for all
 */
export function copiedOrganisation(
  { units, people, delegations, absences }: Organisation,
  numbers: ReadonlySet<string> | null,
  newId: () => string,
): Organisation {
  const copied = people.filter((person) => numbers === null || numbers.has(person.number));
  const ids = new Map([...units, ...copied].map(({ id }) => [id, newId()]));
  const mapped = (id: string | null): string | null => (id === null ? null : (ids.get(id) ?? null));
  const known = (id: string): string => ids.get(id) ?? newId();
  const headed = new Set(copied.map((person) => person.number));
  const grants = (roles: readonly RoleGrant[]) =>
    roles.map(({ role, unitId }) => ({ role, unitId: unitId === null ? null : known(unitId) }));
  return {
    units: units.map((unit) => ({
      ...unit,
      id: known(unit.id),
      parentId: mapped(unit.parentId),
      headPersonId: mapped(unit.headPersonId),
      headNumber: unit.headNumber !== null && headed.has(unit.headNumber) ? unit.headNumber : null,
    })),
    people: copied.map((person) => ({
      ...person,
      id: known(person.id),
      email: null,
      unitId: known(person.unitId),
      managerId: mapped(person.managerId),
      roles: grants(person.roles),
    })),
    delegations: delegations.flatMap((one) => {
      const from = mapped(one.fromPersonId);
      const to = mapped(one.toPersonId);
      return from === null || to === null ? [] : [{ ...one, id: newId(), fromPersonId: from, toPersonId: to }];
    }),
    absences: absences.flatMap((one) => {
      const personId = mapped(one.personId);
      return personId === null ? [] : [{ ...one, id: newId(), personId }];
    }),
  };
}

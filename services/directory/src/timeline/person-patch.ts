import type { RoleGrant } from '@goalbeat/domain/access/roles';

/** A person as they are at some instant. */
export interface PersonFields {
  id: string;
  number: string;
  name: string;
  email: string | null;
  unitId: string;
  jobFamily: string;
  grade: string;
  managerId: string | null;
  joinedOn: string;
  leftOn: string | null;
  roles: RoleGrant[];
}

const PLAIN = ['name', 'email', 'unitId', 'jobFamily', 'grade', 'managerId', 'joinedOn', 'leftOn'] as const;

/** What changes. Roles are given and taken one by one, so that two changes of them do not undo each other. */
export type PersonPatch = Partial<Pick<PersonFields, (typeof PLAIN)[number]>> & {
  grant?: RoleGrant[];
  remove?: RoleGrant[];
};

const keyOf = (grant: RoleGrant) => `${grant.role} ${grant.unitId ?? ''}`;

export function sortRoles(roles: readonly RoleGrant[]): RoleGrant[] {
  return roles
    .map(({ role, unitId }) => ({ role, unitId }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

export function unknownPerson(id: string, number: string): PersonFields {
  return {
    id,
    number,
    name: '',
    email: null,
    unitId: '',
    jobFamily: '',
    grade: '',
    managerId: null,
    joinedOn: '',
    leftOn: null,
    roles: [],
  };
}

export function patchPerson(state: PersonFields, { grant = [], remove = [], ...plain }: PersonPatch): PersonFields {
  const gone = new Set(remove.map(keyOf));
  const roles = new Map(state.roles.filter((one) => !gone.has(keyOf(one))).map((one) => [keyOf(one), one]));
  for (const one of grant) roles.set(keyOf(one), one);
  return { ...state, ...plain, roles: sortRoles([...roles.values()]) };
}

/** @param before undefined for somebody new: then everything is said */
export function diffPerson(before: PersonFields | undefined, after: PersonFields): PersonPatch {
  const said = PLAIN.filter((field) => before === undefined || before[field] !== after[field]);
  const had = new Set((before?.roles ?? []).map(keyOf));
  const has = new Set(after.roles.map(keyOf));
  const grant = after.roles.filter((one) => !had.has(keyOf(one)));
  const remove = (before?.roles ?? []).filter((one) => !has.has(keyOf(one)));
  return {
    ...Object.fromEntries(said.map((field) => [field, after[field]])),
    ...(grant.length === 0 ? {} : { grant: sortRoles(grant) }),
    ...(remove.length === 0 ? {} : { remove: sortRoles(remove) }),
  };
}

export const saysNothing = (patch: object): boolean => Object.keys(patch).length === 0;

import type { UnitChanged } from '@goalbeat/contracts/directory/events';

/** What a unit says of itself at some instant; what it inherits follows from the tree. */
export interface UnitFields {
  id: string;
  code: string;
  name: string;
  kind: UnitChanged['kind'];
  parentId: string | null;
  ownZone: string | null;
  ownCurrency: string | null;
  ownCalendar: string | null;
  /** Kept as given: the head may come after the unit. */
  headNumber: string | null;
  headPersonId: string | null;
}

const FIELDS = [
  'code',
  'name',
  'kind',
  'parentId',
  'ownZone',
  'ownCurrency',
  'ownCalendar',
  'headNumber',
  'headPersonId',
] as const;

export type UnitPatch = Partial<Omit<UnitFields, 'id'>>;

export function unknownUnit(id: string): UnitFields {
  return {
    id,
    code: '',
    name: '',
    kind: 'department',
    parentId: null,
    ownZone: null,
    ownCurrency: null,
    ownCalendar: null,
    headNumber: null,
    headPersonId: null,
  };
}

export function patchUnit(state: UnitFields, patch: UnitPatch): UnitFields {
  return { ...state, ...patch };
}

/** @param before undefined for a new unit: then everything is said */
export function diffUnit(before: UnitFields | undefined, after: UnitFields): UnitPatch {
  const said = FIELDS.filter((field) => before === undefined || before[field] !== after[field]);
  return Object.fromEntries(said.map((field) => [field, after[field]]));
}

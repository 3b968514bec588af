import type { CalendarChanged, PersonChanged, TenantChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { RoleGrant } from '@goalbeat/domain/access/roles';

/** A small company: two departments under one root, and nobody real. */
export const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const TENANT = id(1);
export const OTHER_TENANT = id(2);
export const ROOT = id(10);
export const SALES = id(11);
export const DESIGN = id(12);
export const PEOPLE = {
  boss: id(100),
  hr: id(101),
  partner: id(102),
  lead: id(103),
  ann: id(104),
  bob: id(105),
  cat: id(106),
  dan: id(107),
  new: id(108),
  gone: id(109),
};
export type Who = keyof typeof PEOPLE;

export const ROLES: Partial<Record<Who, RoleGrant[]>> = {
  hr: [{ role: 'hr-lead', unitId: null }],
  partner: [{ role: 'hr-partner', unitId: SALES }],
  boss: [{ role: 'finance-lead', unitId: null }],
};

const base = { seq: 0, version: 1 };

export const tenantOf = (tenantId: string): TenantChanged => ({
  ...base,
  tenantId,
  slug: `t-${tenantId.slice(-1)}`,
  name: 'Acme',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
  kind: 'demo',
  // Held: the specs set business time.
  clock: {
    rate: 1,
    anchorReal: '2026-01-01T00:00:00.000Z',
    anchorVirtual: '2026-11-15T00:00:00.000Z',
    heldAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  },
});

export const calendar: CalendarChanged = {
  ...base,
  code: 'office',
  weekdays: {
    '1': [{ from: '09:00', to: '18:00' }],
    '2': [{ from: '09:00', to: '18:00' }],
    '3': [{ from: '09:00', to: '18:00' }],
    '4': [{ from: '09:00', to: '18:00' }],
    '5': [{ from: '09:00', to: '18:00' }],
    '6': [],
    '7': [],
  },
  // The week of 2026-W50 has its Friday off; 2026-W08 has no working day at all.
  days: {
    '2026-12-11': 'holiday',
    '2026-02-16': 'holiday',
    '2026-02-17': 'holiday',
    '2026-02-18': 'holiday',
    '2026-02-19': 'holiday',
    '2026-02-20': 'holiday',
  },
  coveredUntil: '2026-12-31',
};

const unit = (
  unitId: string,
  code: string,
  parentId: string | null,
  path: string[],
  headPersonId: string,
): UnitChanged => ({
  ...base,
  unitId,
  code,
  name: code,
  kind: 'department',
  parentId,
  path,
  headPersonId,
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
});
export const units: UnitChanged[] = [
  unit(ROOT, 'acme', null, [ROOT], PEOPLE.boss),
  unit(SALES, 'sales', ROOT, [ROOT, SALES], PEOPLE.lead),
  unit(DESIGN, 'design', ROOT, [ROOT, DESIGN], PEOPLE.boss),
];

export const person = (
  personId: string,
  number: string,
  name: string,
  changes: Partial<PersonChanged> = {},
): PersonChanged => ({
  ...base,
  personId,
  number,
  name,
  email: null,
  unitId: SALES,
  jobFamily: 'sales',
  grade: 'P4',
  managerId: PEOPLE.lead,
  joinedOn: '2020-01-01',
  leftOn: null,
  roles: [],
  ...changes,
});
export const people: PersonChanged[] = [
  person(PEOPLE.boss, 'E001', 'boss', {
    unitId: ROOT,
    jobFamily: 'management',
    managerId: null,
    roles: ROLES.boss ?? [],
  }),
  person(PEOPLE.hr, 'E002', 'hr', { unitId: ROOT, jobFamily: 'hr', managerId: PEOPLE.boss, roles: ROLES.hr ?? [] }),
  person(PEOPLE.partner, 'E003', 'partner', {
    unitId: ROOT,
    jobFamily: 'hr',
    managerId: PEOPLE.boss,
    roles: ROLES.partner ?? [],
  }),
  person(PEOPLE.lead, 'E004', 'lead', { managerId: PEOPLE.boss }),
  person(PEOPLE.ann, 'E005', 'ann'),
  person(PEOPLE.bob, 'E006', 'bob'),
  person(PEOPLE.cat, 'E007', 'cat'),
  person(PEOPLE.dan, 'E008', 'dan', { unitId: DESIGN, jobFamily: 'design', managerId: PEOPLE.boss }),
  person(PEOPLE.new, 'E009', 'new', { joinedOn: '2026-11-19' }),
  person(PEOPLE.gone, 'E010', 'gone', { leftOn: '2026-11-10' }),
];

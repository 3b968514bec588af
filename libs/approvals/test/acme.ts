import type { CalendarChanged, PersonChanged, TenantChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import type { Opening } from '../src/opening.js';

export const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const TENANT = id(1);
export const OTHER_TENANT = id(2);
export const ROOT = id(10);
export const SALES = id(11);
export const CYCLE = id(20);
export const PEOPLE = {
  boss: id(100),
  hr: id(101),
  hr2: id(102),
  lead: id(103),
  ann: id(104),
  bob: id(105),
  cat: id(106),
};
export type Who = keyof typeof PEOPLE;

const hours = [{ from: '09:00', to: '17:00' }];
export const OFFICE: CalendarChanged = {
  seq: 2,
  version: 1,
  code: 'office',
  weekdays: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': [], '7': [] },
  days: {},
  coveredUntil: '2026-12-31',
};

const person = (who: Who, number: string, managerId: string | null, roles: RoleGrant[] = []): PersonChanged => ({
  seq: 0,
  version: 1,
  personId: PEOPLE[who],
  number,
  name: who,
  email: null,
  unitId: who === 'boss' || who.startsWith('hr') ? ROOT : SALES,
  jobFamily: 'sales',
  grade: 'G1',
  managerId,
  joinedOn: '2020-01-01',
  leftOn: null,
  roles,
});

export const tenant = (tenantId: string): TenantChanged => ({
  seq: 1,
  version: 1,
  tenantId,
  slug: 'acme',
  name: 'Acme',
  zone: 'UTC',
  currency: 'CNY',
  calendar: 'office',
  kind: 'demo',
  clock: {
    rate: 1,
    anchorReal: '2026-01-01T00:00:00.000Z',
    anchorVirtual: '2026-11-16T09:00:00.000Z',
    heldAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  },
});

export const ROLES: Partial<Record<Who, RoleGrant[]>> = {
  hr: [{ role: 'hr-lead', unitId: null }],
  hr2: [{ role: 'hr-lead', unitId: null }],
};

function unit(
  unitId: string,
  code: string,
  parentId: string | null,
  path: string[],
  headPersonId: string,
): UnitChanged {
  return {
    seq: 0,
    version: 1,
    unitId,
    code,
    name: code,
    kind: 'department',
    parentId,
    path,
    headPersonId,
    zone: 'UTC',
    currency: 'CNY',
    calendar: 'office',
  };
}

export const UNITS: UnitChanged[] = [
  unit(ROOT, 'acme', null, [ROOT], PEOPLE.boss),
  unit(SALES, 'sales', ROOT, [ROOT, SALES], PEOPLE.lead),
];
export const STAFF: PersonChanged[] = [
  person('boss', 'E001', null),
  person('hr', 'E002', PEOPLE.boss, ROLES.hr),
  person('hr2', 'E003', PEOPLE.boss, ROLES.hr2),
  person('lead', 'E004', PEOPLE.boss),
  person('ann', 'E005', PEOPLE.lead),
  person('bob', 'E006', PEOPLE.lead),
  person('cat', 'E007', PEOPLE.lead),
];

const step = (stepId: string, changes: Partial<ChainStep>): ChainStep => ({
  id: stepId,
  name: stepId,
  assign: { kind: 'manager', level: 1 },
  mode: 'any',
  ladder: {
    due: { workingHours: 8 },
    remindBefore: [4],
    escalateAfter: [2],
    last: { action: 'approve', after: 4 },
  },
  ...changes,
});

export const LEAD_STEP = step('lead', {});
export const HR_STEP = step('hr-lead', { assign: { kind: 'role', role: 'hr-lead', scope: 'tenant' } });
export const CHAIN: Chain = [LEAD_STEP, HR_STEP];
export const withLadder = (one: ChainStep, last: ChainStep['ladder']['last']['action']): ChainStep => ({
  ...one,
  ladder: { ...one.ladder, last: { action: last, after: 4 } },
});

export const PLAN_OF_ANN: Opening = {
  subjectKind: 'plan',
  subjectId: id(999),
  title: 'Ann',
  ownerId: PEOPLE.ann,
  requesterId: PEOPLE.ann,
  beneficiaryIds: [],
  unitId: SALES,
  cycleId: CYCLE,
  chain: CHAIN,
  facts: {},
  stepCaps: {},
};

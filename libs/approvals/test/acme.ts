import type { PersonChanged } from '@goalbeat/contracts/directory/events';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import {
  id,
  officeCalendar,
  type Organisation,
  personOf,
  tenantAt,
  unitOf,
} from '@goalbeat/testing/harness/organisation';
import type { Opening } from '../src/opening.js';

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
  reviewer: id(107),
  salesReviewer: id(108),
  designReviewer: id(109),
  finance: id(110),
};
export type Who = keyof typeof PEOPLE;

export const ROLES: Partial<Record<Who, RoleGrant[]>> = {
  hr: [{ role: 'hr-lead', unitId: null }],
  hr2: [{ role: 'hr-lead', unitId: null }],
  reviewer: [{ role: 'finance-reviewer', unitId: null }],
  salesReviewer: [{ role: 'finance-reviewer', unitId: SALES }],
  designReviewer: [{ role: 'finance-reviewer', unitId: id(12) }],
  finance: [{ role: 'finance-lead', unitId: null }],
};

const person = (who: Who, number: string, managerId: string | null): PersonChanged =>
  personOf(PEOPLE[who], number, who === 'boss' || who.startsWith('hr') ? ROOT : SALES, {
    name: who,
    managerId,
    roles: ROLES[who] ?? [],
  });

/** A department under its company, both in UTC; the clock is held on a Monday morning. */
export const ACME = (tenantId: string): Organisation => ({
  tenant: tenantAt(tenantId, '2026-11-16T09:00:00.000Z', { zone: 'UTC' }),
  calendars: [officeCalendar({ from: '09:00', to: '17:00' }, { coveredUntil: '2026-12-31' })],
  units: [
    unitOf('acme', [ROOT], { headPersonId: PEOPLE.boss, zone: 'UTC' }),
    unitOf('sales', [ROOT, SALES], { headPersonId: PEOPLE.lead, zone: 'UTC' }),
  ],
  people: [
    person('boss', 'E001', null),
    person('hr', 'E002', PEOPLE.boss),
    person('hr2', 'E003', PEOPLE.boss),
    person('lead', 'E004', PEOPLE.boss),
    person('ann', 'E005', PEOPLE.lead),
    person('bob', 'E006', PEOPLE.lead),
    person('cat', 'E007', PEOPLE.lead),
    person('reviewer', 'E008', PEOPLE.boss),
    person('salesReviewer', 'E009', PEOPLE.boss),
    person('designReviewer', 'E010', PEOPLE.boss),
    person('finance', 'E011', PEOPLE.boss),
  ],
});

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

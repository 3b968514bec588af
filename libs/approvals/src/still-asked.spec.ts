import { describe, expect, it } from '@jest/globals';
import { REAL_CLOCK } from '@goalbeat/domain/clock/tenant-clock';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { viewOf } from '@goalbeat/org-copy/org-context';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import { ACME, LEAD_STEP, PEOPLE, ROOT, SALES, TENANT } from '../test/acme.js';
import type { Subject } from './plan-step.js';
import { isStillAsked } from './still-asked.js';

const now = '2026-11-16T09:00:00.000Z';
const { calendars, units, people } = ACME(TENANT);
const [OFFICE] = calendars;
if (OFFICE === undefined) throw new Error('Acme has no calendar');

type Holder = { personId: string; role: string; unitId: string | null };
const orgWith = (holders: Holder[]): OrgContext => ({
  clock: REAL_CLOCK,
  now,
  delegations: [],
  placeOf: () => ({ zone: 'UTC', calendar: OFFICE }),
  view: viewOf(
    {
      people: people.map((one) => ({ id: one.personId, zone: null, calendar: null, ...one })),
      units: units.map((one) => ({ id: one.unitId, ...one })),
      holders: holders as Parameters<typeof viewOf>[0]['holders'],
      zone: 'UTC',
    },
    now,
  ),
});
const step = (assign: ChainStep['assign']): ChainStep => ({ ...LEAD_STEP, assign });
const byRole = step({ kind: 'role', role: 'finance-lead', scope: 'tenant' });
const subject: Subject = {
  subjectKind: 'plan',
  ownerId: PEOPLE.ann,
  requesterId: PEOPLE.ann,
  beneficiaryIds: [],
  unitId: SALES,
  stepCaps: {},
};
const holds = (personId: string, role = 'finance-lead', unitId: string | null = null): Holder => ({
  personId,
  role,
  unitId,
});

describe('whoever was asked because of a role', () => {
  it.each([
    ['in the whole company', null],
    ['in the unit', SALES],
    ['above it', ROOT],
  ])('decides while they hold it %s', (_, unitId) => {
    expect(isStillAsked(subject, byRole, PEOPLE.boss, orgWith([holds(PEOPLE.boss, 'finance-lead', unitId)]))).toBe(
      true,
    );
  });

  it('does not once it is taken away, whatever else they hold while somebody holds it', () => {
    const org = orgWith([holds(PEOPLE.lead), holds(PEOPLE.boss, 'hr-lead')]);
    expect(isStillAsked(subject, byRole, PEOPLE.boss, org)).toBe(false);
    expect(isStillAsked(subject, byRole, PEOPLE.lead, org)).toBe(true);
    expect(isStillAsked(subject, byRole, PEOPLE.bob, orgWith([]))).toBe(false);
  });

  it('decides as hr-lead where nobody may who holds it', () => {
    expect(isStillAsked(subject, byRole, PEOPLE.hr, orgWith([holds(PEOPLE.hr, 'hr-lead')]))).toBe(true);
    const onlyOwner = orgWith([holds(PEOPLE.ann), holds(PEOPLE.hr, 'hr-lead')]);
    expect(isStillAsked(subject, byRole, PEOPLE.hr, onlyOwner)).toBe(true);
    expect(isStillAsked(subject, byRole, PEOPLE.bob, onlyOwner)).toBe(false);
  });

  it('is nobody’s question where another rule asked', () => {
    expect(isStillAsked(subject, step({ kind: 'manager', level: 1 }), PEOPLE.lead, orgWith([]))).toBe(true);
  });
});

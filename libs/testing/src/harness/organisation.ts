import type { CalendarChanged, PersonChanged, TenantChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';

/** Ids that tell which is which in a failed expectation, and sort as they are counted. */
export const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const first = { seq: 0, version: 1 };

/** A tenant in Shanghai whose clock stands still at `now` (a UTC instant) until a spec moves it. */
export const tenantAt = (tenantId: string, now: string, changes: Partial<TenantChanged> = {}): TenantChanged => ({
  seq: 1,
  version: 1,
  tenantId,
  slug: 'acme',
  name: 'Acme',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
  kind: 'demo',
  clock: {
    rate: 1,
    anchorReal: '2026-01-01T00:00:00.000Z',
    anchorVirtual: now,
    heldAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  },
  ...changes,
});

/** Monday to Friday, local times; no holidays unless `changes.days` has some. */
export function officeCalendar(
  hours: { from: string; to: string },
  changes: Partial<CalendarChanged> = {},
): CalendarChanged {
  const day = [hours];
  return {
    ...first,
    code: 'office',
    weekdays: { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] },
    days: {},
    coveredUntil: '2027-12-31',
    ...changes,
  };
}

/** `path` from the top unit down to this one. */
export const unitOf = (code: string, path: readonly string[], changes: Partial<UnitChanged> = {}): UnitChanged => ({
  ...first,
  unitId: path.at(-1) ?? '',
  code,
  name: code,
  kind: 'department',
  parentId: path.at(-2) ?? null,
  path: [...path],
  headPersonId: null,
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
  ...changes,
});

export const personOf = (
  personId: string,
  number: string,
  unitId: string,
  changes: Partial<PersonChanged> = {},
): PersonChanged => ({
  ...first,
  personId,
  number,
  name: number,
  email: null,
  unitId,
  jobFamily: 'sales',
  grade: 'P5',
  managerId: null,
  joinedOn: '2020-01-01',
  leftOn: null,
  roles: [],
  ...changes,
});

export interface Organisation {
  tenant: TenantChanged;
  calendars: readonly CalendarChanged[];
  units: readonly UnitChanged[];
  people: readonly PersonChanged[];
}

/** The part of org-copy's writer that is needed; this package does not know org-copy. */
export interface OrganisationWriter {
  tenant(tx: Tx, one: TenantChanged): Promise<void>;
  calendars(tx: Tx, many: readonly CalendarChanged[]): Promise<void>;
  units(tx: Tx, many: readonly UnitChanged[]): Promise<void>;
  people(tx: Tx, many: readonly PersonChanged[]): Promise<void>;
}

/** Fills a service's copy of the organisation as if directory had told it. */
export const seedOrganisation = (
  uow: UnitOfWork,
  writer: OrganisationWriter,
  { tenant, calendars, units, people }: Organisation,
): Promise<void> =>
  uow.write(tenant.tenantId, async (tx) => {
    await writer.tenant(tx, tenant);
    await writer.calendars(tx, calendars);
    await writer.units(tx, units);
    await writer.people(tx, people);
  });

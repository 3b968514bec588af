import { z } from 'zod';
import { ROLES } from '@goalbeat/domain/access/roles';
import { cloudEvent } from '../cloud-event.js';
import { TENANT_REMOVED } from '../names.js';
import { Id, Instant, LocalDate, LocalTime, TenantClockWire } from '../wire.js';

/**
 * The organisation as others hear of it. Each event is the whole state of one thing with its own `version`;
 * `seq` is the tenant's change number, so that a copy knows how far it has come.
 */
export const DIRECTORY_EVENTS = {
  tenant: 'goalbeat.directory.tenant.changed.v1',
  unit: 'goalbeat.directory.unit.changed.v1',
  person: 'goalbeat.directory.person.changed.v1',
  delegation: 'goalbeat.directory.delegation.changed.v1',
  calendar: 'goalbeat.directory.calendar.changed.v1',
  absence: 'goalbeat.directory.absence.changed.v1',
  quietHours: 'goalbeat.directory.quiet-hours.changed.v1',
} as const;

const change = { seq: z.int(), version: z.int() };

export const TenantChanged = z.object({
  ...change,
  tenantId: Id,
  slug: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  calendar: z.string(),
  kind: z.enum(['production', 'demo', 'rehearsal']),
  clock: TenantClockWire,
});
export const UnitChanged = z.object({
  ...change,
  unitId: Id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(['group', 'branch', 'department']),
  parentId: Id.nullable(),
  /** From the root down to and including the unit itself. */
  path: z.array(Id),
  headPersonId: Id.nullable(),
  zone: z.string(),
  currency: z.string(),
  calendar: z.string(),
});
export const PersonChanged = z.object({
  ...change,
  personId: Id,
  number: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  unitId: Id,
  jobFamily: z.string(),
  grade: z.string(),
  managerId: Id.nullable(),
  joinedOn: LocalDate,
  leftOn: LocalDate.nullable(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: Id.nullable() })),
});
export const DelegationChanged = z.object({
  ...change,
  delegationId: Id,
  fromPersonId: Id,
  toPersonId: Id,
  from: Instant,
  to: Instant,
  /** Subject kinds it covers; null = all. */
  kinds: z.array(z.string()).nullable(),
  cancelled: z.boolean(),
});
/** Somebody is away, both days inclusive, local where they work; why is nobody else's business. */
export const AbsenceChanged = z.object({
  ...change,
  absenceId: Id,
  personId: Id,
  from: LocalDate,
  to: LocalDate,
  cancelled: z.boolean(),
});
/** When a person wants no reminders: local times, over midnight where `from` is the later. */
export const QuietHoursChanged = z.object({
  ...change,
  personId: Id,
  /** Null: the definition's default. Both times equal: never quiet. */
  quietHours: z.object({ from: LocalTime, to: LocalTime }).nullable(),
});
const WorkingHours = z.array(z.object({ from: z.string(), to: z.string() }));
export const CalendarChanged = z.object({
  ...change,
  code: z.string(),
  weekdays: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), WorkingHours),
  days: z.record(LocalDate, z.enum(['holiday', 'workday'])),
  coveredUntil: LocalDate,
});

/** Only ever a rehearsal's. */
export const TenantRemoved = z.object({ tenantId: Id });

export const TenantRemovedEvent = cloudEvent(TENANT_REMOVED, TenantRemoved);
export const TenantChangedEvent = cloudEvent(DIRECTORY_EVENTS.tenant, TenantChanged);
export const UnitChangedEvent = cloudEvent(DIRECTORY_EVENTS.unit, UnitChanged);
export const PersonChangedEvent = cloudEvent(DIRECTORY_EVENTS.person, PersonChanged);
export const DelegationChangedEvent = cloudEvent(DIRECTORY_EVENTS.delegation, DelegationChanged);
export const AbsenceChangedEvent = cloudEvent(DIRECTORY_EVENTS.absence, AbsenceChanged);
export const CalendarChangedEvent = cloudEvent(DIRECTORY_EVENTS.calendar, CalendarChanged);
export const QuietHoursChangedEvent = cloudEvent(DIRECTORY_EVENTS.quietHours, QuietHoursChanged);

export type TenantChanged = z.infer<typeof TenantChanged>;
export type UnitChanged = z.infer<typeof UnitChanged>;
export type PersonChanged = z.infer<typeof PersonChanged>;
export type DelegationChanged = z.infer<typeof DelegationChanged>;
export type AbsenceChanged = z.infer<typeof AbsenceChanged>;
export type CalendarChanged = z.infer<typeof CalendarChanged>;
export type QuietHoursChanged = z.infer<typeof QuietHoursChanged>;

/** Everything a copy needs, as of `seq`: answer of directory's `GET /internal/v1/org-snapshot?tenant=`. */
export const OrgSnapshot = z.object({
  seq: z.int(),
  tenant: TenantChanged,
  units: z.array(UnitChanged),
  people: z.array(PersonChanged),
  delegations: z.array(DelegationChanged),
  calendars: z.array(CalendarChanged),
  absences: z.array(AbsenceChanged).default([]),
  quietHours: z.array(QuietHoursChanged).default([]),
});
export type OrgSnapshot = z.infer<typeof OrgSnapshot>;

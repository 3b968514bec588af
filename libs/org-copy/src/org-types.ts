import type { RoleGrant } from '@goalbeat/domain/access/roles';
import type { OrgView } from '@goalbeat/domain/approval/assignees';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import type { Instant } from '@goalbeat/domain/clock/instant';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';

export interface OrgTenant {
  tenantId: string;
  slug: string;
  name: string;
  zone: string;
  currency: string;
  calendar: string;
  kind: 'production' | 'demo' | 'rehearsal';
  clock: TenantClock;
}

export interface OrgUnit {
  id: string;
  code: string;
  name: string;
  kind: string;
  parentId: string | null;
  /** From the root down to and including the unit itself. */
  path: string[];
  headPersonId: string | null;
  zone: string;
  currency: string;
  calendar: string;
}

export interface OrgPerson {
  id: string;
  number: string;
  name: string;
  email: string | null;
  unitId: string;
  jobFamily: string;
  grade: string;
  managerId: string | null;
  joinedOn: string;
  /** Last day with the company. */
  leftOn: string | null;
  roles: RoleGrant[];
}

export interface OrgDelegation {
  fromId: string;
  toId: string;
  from: Instant;
  to: Instant;
  /** Subject kinds; null = all. */
  kinds: string[] | null;
}

/** All conditions hold together; an absent one does not filter. */
export interface PeopleFilter {
  ids?: readonly string[] | undefined;
  /** In one of these units or below. */
  unitIds?: readonly string[] | undefined;
  jobFamilies?: readonly string[] | undefined;
  /** Joined and not yet left on that local date. */
  activeOn?: string | undefined;
  role?: string | undefined;
}

/** Who and what one approval needs of the organisation. */
export interface OrgRequest {
  personIds: readonly (string | null)[];
  unitIds: readonly (string | null)[];
  roles: readonly string[];
  /** Employee numbers that a chain names. */
  numbers: readonly string[];
  /** Whether it has to be known who is of HR: where money is signed. */
  hr?: boolean | undefined;
  /** Business instant at which somebody must still be with the company to be asked; now unless said. */
  asOf?: Instant | undefined;
}

export interface Place {
  zone: string;
  calendar: WorkingCalendar;
}

/** The slice of the organisation around one approval, as of `now`, read in one statement. */
export interface OrgContext {
  clock: TenantClock;
  /** Business time. */
  now: Instant;
  view: OrgView;
  /** In force now, of the people in view. */
  delegations: OrgDelegation[];
  /** Where a person works; the tenant's default for one that is not in view. */
  placeOf(personId: string): Place;
  /** Null while the person has set none, or is not in view. */
  quietHoursOf(personId: string): QuietHours | null;
}

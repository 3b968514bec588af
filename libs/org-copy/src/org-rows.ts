import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import type { Instant } from '@goalbeat/domain/clock/instant';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { OrgDelegation, OrgTenant } from './org-types.js';

export const TENANT_COLUMNS = `tenant_id AS "tenantId", slug, name, zone, currency, calendar, kind, clock_rate AS rate,
  clock_anchor_real AS "anchorReal", clock_anchor_virtual AS "anchorVirtual", clock_held_at AS "heldAt", clock_version AS "clockVersion"`;

export const UNIT_COLUMNS = `u.id, u.code, u.name, u.kind, u.parent_id AS "parentId", u.path::text[] AS path,
  u.head_person_id AS "headPersonId", u.zone, u.currency, u.calendar`;

export const PERSON_COLUMNS = `p.id, p.number, p.name, p.email, p.unit_id AS "unitId", p.job_family AS "jobFamily", p.grade,
  p.manager_id AS "managerId", p.joined_on AS "joinedOn", p.left_on AS "leftOn",
  COALESCE((SELECT json_agg(json_build_object('role', r.role, 'unitId', r.unit_id) ORDER BY r.role, r.unit_id)
    FROM org_role r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id), '[]') AS roles`;

export const CALENDAR_COLUMNS = `code, version::text AS version, weekdays, days, covered_until AS "coveredUntil"`;

export interface ClockColumns {
  rate: number;
  anchorReal: string;
  anchorVirtual: string;
  heldAt: string | null;
  clockVersion: string | number;
}

export type TenantRow = Omit<OrgTenant, 'clock'> & ClockColumns;

export type CalendarRow = Omit<WorkingCalendar, 'zone'> & { version: string };

/** Inside json PostgreSQL writes instants in its own way; ours compare as strings. */
export function instantOfText(text: string): Instant {
  return new Date(text).toISOString();
}

export function clockOf(row: ClockColumns): TenantClock {
  return {
    rate: Number(row.rate),
    anchorReal: instantOfText(row.anchorReal),
    anchorVirtual: instantOfText(row.anchorVirtual),
    heldAt: row.heldAt === null ? null : instantOfText(row.heldAt),
    version: Number(row.clockVersion),
  };
}

export function delegationOf(row: OrgDelegation): OrgDelegation {
  return { ...row, from: instantOfText(row.from), to: instantOfText(row.to) };
}

import type { Instant } from '@goalbeat/domain/clock/instant';
import { hasLeft } from '@goalbeat/domain/employment/has-left';
import type { OrgView } from '@goalbeat/domain/approval/assignees';
import type { ClockColumns } from './org-rows.js';
import type { OrgDelegation } from './org-types.js';

/**
 * $1 people, $2 units, $3 roles, $4 employee numbers, $5 real now, $6 whether to tell who is of HR. Reads the units up to the root, the holders of the
 * roles there, the reporting lines of all of them and whoever they delegate to now: one round trip for one approval.
 */
export const CONTEXT_SQL = `
WITH RECURSIVE tenant AS (
  SELECT t.*, t.clock_anchor_virtual
    + t.clock_rate * GREATEST(LEAST($5::timestamptz, t.clock_held_at) - t.clock_anchor_real, interval '0') AS virtual_now
  FROM org_tenant t
), named AS (
  SELECT id FROM unnest($1::uuid[]) AS id
  UNION SELECT p.id FROM org_person p WHERE p.number = ANY($4::text[])
), unit AS (
  SELECT v.id, v.parent_id, v.head_person_id FROM org_unit v WHERE v.id IN (
    SELECT unnest(u.path) FROM org_unit u WHERE u.id = ANY($2::uuid[])
    UNION SELECT unnest(u.path) FROM org_unit u WHERE u.id IN (SELECT p.unit_id FROM org_person p JOIN named n ON n.id = p.id))
), holder AS (
  SELECT r.person_id, r.role, r.unit_id FROM org_role r
  WHERE r.role = ANY($3::text[]) AND (r.unit_id IS NULL OR r.unit_id IN (SELECT id FROM unit))
), line(id) AS (
  (SELECT id FROM named
   UNION SELECT head_person_id FROM unit WHERE head_person_id IS NOT NULL
   UNION SELECT person_id FROM holder)
  UNION
  SELECT p.manager_id FROM line l JOIN org_person p ON p.id = l.id WHERE p.manager_id IS NOT NULL
), proxy(id) AS (
  SELECT id FROM line
  UNION
  SELECT d.to_person_id FROM proxy x JOIN org_delegation d ON d.from_person_id = x.id AND NOT d.cancelled
    AND d.valid_from <= (SELECT virtual_now FROM tenant) AND d.valid_to > (SELECT virtual_now FROM tenant) - interval '1 second'
), people AS (
  SELECT p.id, p.number, p.unit_id, p.manager_id, p.joined_on, p.left_on, u.zone, u.calendar, q.quiet_from, q.quiet_to,
    $6 AND EXISTS (SELECT FROM org_role r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND r.role IN ('hr-partner', 'hr-lead')) AS is_hr
  FROM org_person p LEFT JOIN org_unit u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id
    LEFT JOIN org_quiet_hours q ON q.tenant_id = p.tenant_id AND q.person_id = p.id
  WHERE p.id IN (SELECT id FROM proxy)
)
SELECT t.clock_rate AS rate, t.clock_anchor_real AS "anchorReal", t.clock_anchor_virtual AS "anchorVirtual",
  t.clock_held_at AS "heldAt", t.clock_version AS "clockVersion", t.zone, t.calendar,
  COALESCE((SELECT json_agg(json_build_object('id', id, 'number', number, 'unitId', unit_id, 'managerId', manager_id,
    'leftOn', left_on, 'zone', zone, 'calendar', calendar,
    'quietFrom', quiet_from, 'quietTo', quiet_to, 'isHr', is_hr)) FROM people), '[]') AS people,
  COALESCE((SELECT json_agg(json_build_object('id', id, 'parentId', parent_id, 'headPersonId', head_person_id)) FROM unit), '[]') AS units,
  COALESCE((SELECT json_agg(json_build_object('personId', person_id, 'role', role, 'unitId', unit_id)) FROM holder), '[]') AS holders,
  COALESCE((SELECT json_agg(json_build_object('fromId', d.from_person_id, 'toId', d.to_person_id, 'from', d.valid_from,
    'to', d.valid_to, 'kinds', d.kinds)) FROM org_delegation d WHERE NOT d.cancelled AND d.from_person_id IN (SELECT id FROM proxy)
    AND d.valid_from <= t.virtual_now AND d.valid_to > t.virtual_now - interval '1 second'), '[]') AS delegations,
  COALESCE((SELECT json_agg(json_build_object('code', c.code, 'version', c.version::text)) FROM org_calendar c), '[]') AS calendars
FROM tenant t`;

export interface ContextPerson {
  id: string;
  number: string;
  unitId: string;
  managerId: string | null;
  leftOn: string | null;
  zone: string | null;
  calendar: string | null;
  quietFrom: string | null;
  quietTo: string | null;
  isHr: boolean;
}

export interface ContextRow extends ClockColumns {
  zone: string;
  calendar: string;
  people: ContextPerson[];
  units: { id: string; parentId: string | null; headPersonId: string | null }[];
  holders: { personId: string; role: string; unitId: string | null }[];
  delegations: OrgDelegation[];
  calendars: { code: string; version: string }[];
}

export interface Viewed extends Pick<ContextRow, 'zone' | 'units' | 'holders'> {
  people: Omit<ContextPerson, 'calendar' | 'quietFrom' | 'quietTo'>[];
}

/** Pure view over what was read; `now` decides who has left. */
export function viewOf(row: Viewed, now: Instant): OrgView {
  const people = new Map(row.people.map((person) => [person.id, person]));
  const units = new Map(row.units.map((unit) => [unit.id, unit]));
  const numbers = new Map(row.people.map((person) => [person.number, person.id]));
  return {
    managerOf: (personId) => people.get(personId)?.managerId ?? null,
    headOf: (unitId) => units.get(unitId)?.headPersonId ?? null,
    parentUnit: (unitId) => units.get(unitId)?.parentId ?? null,
    unitOf: (personId) => people.get(personId)?.unitId ?? null,
    holders: (role, unitId) =>
      row.holders.filter((holder) => holder.role === role && holder.unitId === unitId).map((holder) => holder.personId),
    byNumber: (number) => numbers.get(number) ?? null,
    isHr: (personId) => people.get(personId)?.isHr === true,
    active(personId) {
      const person = people.get(personId);
      return person !== undefined && !hasLeft(person.leftOn, now, person.zone ?? row.zone);
    },
  };
}

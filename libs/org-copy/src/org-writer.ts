import { Injectable } from '@nestjs/common';
import type {
  AbsenceChanged,
  CalendarChanged,
  DelegationChanged,
  OrgSnapshot,
  PersonChanged,
  QuietHoursChanged,
  TenantChanged,
  UnitChanged,
} from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CalendarWatch } from './calendar-watch.js';
import { ClockWatch } from './clock-watch.js';
import { type Employed, movedPeople, movedUnits, type Placed } from './moved.js';
import { OrgWatch } from './org-watch.js';

/** `older`: an event leaves a row of the same version alone; a rebuild mends it. */
export type Replacing = 'older' | 'same-or-older';
const than = (replacing: Replacing) => (replacing === 'older' ? '<' : '<=');

/** Writes whole rows, many at once; a row that is newer than what arrives stays. */
@Injectable()
export class OrgWriter {
  constructor(
    private readonly clocks: ClockWatch,
    private readonly watch: CalendarWatch,
    private readonly moves: OrgWatch,
  ) {}

  async tenant(tx: Tx, one: TenantChanged, replacing: Replacing = 'older'): Promise<void> {
    const [written] = await tx.query<{ before: number | null }>(
      `WITH known AS (SELECT clock_rate FROM org_tenant WHERE tenant_id = $1)
       INSERT INTO org_tenant (tenant_id, slug, name, zone, currency, calendar, kind, clock_rate, clock_anchor_real,
         clock_anchor_virtual, clock_held_at, clock_version, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (tenant_id) DO UPDATE SET slug = EXCLUDED.slug, name = EXCLUDED.name, zone = EXCLUDED.zone,
         currency = EXCLUDED.currency, calendar = EXCLUDED.calendar, kind = EXCLUDED.kind, clock_rate = EXCLUDED.clock_rate,
         clock_anchor_real = EXCLUDED.clock_anchor_real, clock_anchor_virtual = EXCLUDED.clock_anchor_virtual,
         clock_held_at = EXCLUDED.clock_held_at, clock_version = EXCLUDED.clock_version, version = EXCLUDED.version
       WHERE org_tenant.version ${than(replacing)} EXCLUDED.version
       RETURNING (SELECT clock_rate FROM known) AS before`,
      [
        tx.tenantId,
        one.slug,
        one.name,
        one.zone,
        one.currency,
        one.calendar,
        one.kind,
        one.clock.rate,
        one.clock.anchorReal,
        one.clock.anchorVirtual,
        one.clock.heldAt,
        one.clock.version,
        one.version,
      ],
    );
    const before = written?.before ?? null;
    if (before !== null && Number(before) !== one.clock.rate) await this.clocks.rateChanged(tx, one.clock);
  }

  async units(tx: Tx, many: readonly UnitChanged[], replacing: Replacing = 'older'): Promise<void> {
    const before = await tx.query<Placed>(
      'SELECT id, parent_id AS "parentId", head_person_id AS "headPersonId" FROM org_unit WHERE id = ANY($1::uuid[])',
      [many.map((unit) => unit.unitId)],
    );
    const written = await tx.query<{ id: string }>(
      `INSERT INTO org_unit (tenant_id, id, code, name, kind, parent_id, path, head_person_id, zone, currency, calendar, version)
       SELECT $1, (j->>'unitId')::uuid, j->>'code', j->>'name', j->>'kind', (j->>'parentId')::uuid,
         ARRAY(SELECT jsonb_array_elements_text(j->'path'))::uuid[], (j->>'headPersonId')::uuid, j->>'zone', j->>'currency',
         j->>'calendar', (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name, kind = EXCLUDED.kind,
         parent_id = EXCLUDED.parent_id, path = EXCLUDED.path, head_person_id = EXCLUDED.head_person_id, zone = EXCLUDED.zone,
         currency = EXCLUDED.currency, calendar = EXCLUDED.calendar, version = EXCLUDED.version
       WHERE org_unit.version ${than(replacing)} EXCLUDED.version
       RETURNING id`,
      [tx.tenantId, JSON.stringify(many)],
    );
    await this.moves.moved(tx, { personIds: [], unitIds: movedUnits(many, before, written) });
  }

  async people(tx: Tx, many: readonly PersonChanged[], replacing: Replacing = 'older'): Promise<void> {
    const before = await tx.query<Employed>(
      `SELECT p.id, p.unit_id AS "unitId", p.manager_id AS "managerId", p.left_on AS "leftOn",
         ARRAY(SELECT concat(r.role, '/', r.unit_id) FROM org_role r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id) AS roles
       FROM org_person p WHERE p.id = ANY($1::uuid[])`,
      [many.map((person) => person.personId)],
    );
    const written = await tx.query<{ id: string }>(
      `INSERT INTO org_person (tenant_id, id, number, name, email, unit_id, job_family, grade, manager_id, joined_on, left_on, version)
       SELECT $1, (j->>'personId')::uuid, j->>'number', j->>'name', j->>'email', (j->>'unitId')::uuid, j->>'jobFamily',
         j->>'grade', (j->>'managerId')::uuid, (j->>'joinedOn')::date, (j->>'leftOn')::date, (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, id) DO UPDATE SET number = EXCLUDED.number, name = EXCLUDED.name, email = EXCLUDED.email,
         unit_id = EXCLUDED.unit_id, job_family = EXCLUDED.job_family, grade = EXCLUDED.grade, manager_id = EXCLUDED.manager_id,
         joined_on = EXCLUDED.joined_on, left_on = EXCLUDED.left_on, version = EXCLUDED.version
       WHERE org_person.version ${than(replacing)} EXCLUDED.version
       RETURNING id`,
      [tx.tenantId, JSON.stringify(many)],
    );
    if (written.length === 0) return;
    const ids = written.map((row) => row.id);
    const changed = new Set(ids);
    const roles = many
      .filter((person) => changed.has(person.personId))
      .flatMap((person) =>
        person.roles.map((role) => ({ ...role, personId: person.personId, version: person.version })),
      );
    await tx.execute('DELETE FROM org_role WHERE tenant_id = $1 AND person_id = ANY($2::uuid[])', [tx.tenantId, ids]);
    if (roles.length > 0) {
      await tx.execute(
        `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version)
         SELECT $1, (j->>'personId')::uuid, j->>'role', (j->>'unitId')::uuid, (j->>'version')::bigint FROM jsonb_array_elements($2::jsonb) AS j`,
        [tx.tenantId, JSON.stringify(roles)],
      );
    }
    await this.moves.moved(tx, { personIds: movedPeople(many, before, written), unitIds: [] });
  }

  async delegations(tx: Tx, many: readonly DelegationChanged[], replacing: Replacing = 'older'): Promise<void> {
    await tx.execute(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, kinds, cancelled, version)
       SELECT $1, (j->>'delegationId')::uuid, (j->>'fromPersonId')::uuid, (j->>'toPersonId')::uuid, (j->>'from')::timestamptz,
         (j->>'to')::timestamptz, CASE WHEN jsonb_typeof(j->'kinds') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(j->'kinds')) END,
         (j->>'cancelled')::boolean, (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, id) DO UPDATE SET from_person_id = EXCLUDED.from_person_id, to_person_id = EXCLUDED.to_person_id,
         valid_from = EXCLUDED.valid_from, valid_to = EXCLUDED.valid_to, kinds = EXCLUDED.kinds, cancelled = EXCLUDED.cancelled,
         version = EXCLUDED.version
       WHERE org_delegation.version ${than(replacing)} EXCLUDED.version`,
      [tx.tenantId, JSON.stringify(many)],
    );
  }

  async calendars(tx: Tx, many: readonly CalendarChanged[], replacing: Replacing = 'older'): Promise<void> {
    const written = await tx.query<{ code: string }>(
      `INSERT INTO org_calendar (tenant_id, code, weekdays, days, covered_until, version)
       SELECT $1, j->>'code', j->'weekdays', j->'days', (j->>'coveredUntil')::date, (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, code) DO UPDATE SET weekdays = EXCLUDED.weekdays, days = EXCLUDED.days,
         covered_until = EXCLUDED.covered_until, version = EXCLUDED.version
       WHERE org_calendar.version ${than(replacing)} EXCLUDED.version
       RETURNING code`,
      [tx.tenantId, JSON.stringify(many)],
    );
    if (written.length > 0)
      await this.watch.changed(
        tx,
        written.map(({ code }) => code),
      );
  }

  async absences(tx: Tx, many: readonly AbsenceChanged[], replacing: Replacing = 'older'): Promise<void> {
    await tx.execute(
      `INSERT INTO org_absence (tenant_id, id, person_id, from_on, to_on, cancelled, version)
       SELECT $1, (j->>'absenceId')::uuid, (j->>'personId')::uuid, (j->>'from')::date, (j->>'to')::date, (j->>'cancelled')::boolean,
         (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, id) DO UPDATE SET person_id = EXCLUDED.person_id, from_on = EXCLUDED.from_on, to_on = EXCLUDED.to_on,
         cancelled = EXCLUDED.cancelled, version = EXCLUDED.version
       WHERE org_absence.version ${than(replacing)} EXCLUDED.version`,
      [tx.tenantId, JSON.stringify(many)],
    );
  }

  async quietHours(tx: Tx, many: readonly QuietHoursChanged[], replacing: Replacing = 'older'): Promise<void> {
    await tx.execute(
      `INSERT INTO org_quiet_hours (tenant_id, person_id, quiet_from, quiet_to, version)
       SELECT $1, (j->>'personId')::uuid, j->'quietHours'->>'from', j->'quietHours'->>'to', (j->>'version')::bigint
       FROM jsonb_array_elements($2::jsonb) AS j
       ON CONFLICT (tenant_id, person_id) DO UPDATE SET quiet_from = EXCLUDED.quiet_from, quiet_to = EXCLUDED.quiet_to,
         version = EXCLUDED.version
       WHERE org_quiet_hours.version ${than(replacing)} EXCLUDED.version`,
      [tx.tenantId, JSON.stringify(many)],
    );
  }

  /** Counts the change in, without waiting for others that do so at the same time. */
  async applied(tx: Tx, seq: number): Promise<void> {
    await tx.query('SELECT org_applied($1, $2)', [tx.tenantId, seq]);
  }

  /**
   * Makes the copy what the snapshot says, keeping rows that an event made newer meanwhile. What the snapshot does not know
   * is removed only when the copy is not ahead of it.
   */
  async replace(tx: Tx, snapshot: OrgSnapshot): Promise<void> {
    await tx.execute('INSERT INTO org_seq (tenant_id, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING', [tx.tenantId]);
    const [at] = await tx.query<{ seq: string }>(
      'SELECT seq::text AS seq FROM org_seq WHERE tenant_id = $1 FOR UPDATE',
      [tx.tenantId],
    );
    const [ahead] = await tx.query<{ top: string | null }>('SELECT max(seq)::text AS top FROM org_seq_ahead');
    const newest = Math.max(Number(at?.seq ?? 0), Number(ahead?.top ?? 0));
    await this.tenant(tx, snapshot.tenant, 'same-or-older');
    await this.calendars(tx, snapshot.calendars, 'same-or-older');
    await this.units(tx, snapshot.units, 'same-or-older');
    await this.people(tx, snapshot.people, 'same-or-older');
    await this.delegations(tx, snapshot.delegations, 'same-or-older');
    await this.absences(tx, snapshot.absences, 'same-or-older');
    await this.quietHours(tx, snapshot.quietHours, 'same-or-older');
    if (newest <= snapshot.seq) await this.#removeOthers(tx, snapshot);
    await tx.execute('UPDATE org_seq SET seq = GREATEST(seq, $2::bigint) WHERE tenant_id = $1', [
      tx.tenantId,
      snapshot.seq,
    ]);
    await this.applied(tx, snapshot.seq);
  }

  async #removeOthers(tx: Tx, snapshot: OrgSnapshot): Promise<void> {
    const people = snapshot.people.map((one) => one.personId);
    await tx.execute('DELETE FROM org_unit WHERE id <> ALL($1::uuid[])', [snapshot.units.map((one) => one.unitId)]);
    await tx.execute('DELETE FROM org_role WHERE person_id <> ALL($1::uuid[])', [people]);
    await tx.execute('DELETE FROM org_person WHERE id <> ALL($1::uuid[])', [people]);
    await tx.execute('DELETE FROM org_delegation WHERE id <> ALL($1::uuid[])', [
      snapshot.delegations.map((one) => one.delegationId),
    ]);
    await tx.execute('DELETE FROM org_absence WHERE id <> ALL($1::uuid[])', [
      snapshot.absences.map((one) => one.absenceId),
    ]);
    await tx.execute('DELETE FROM org_quiet_hours WHERE person_id <> ALL($1::uuid[])', [
      snapshot.quietHours.map((one) => one.personId),
    ]);
    await tx.execute('DELETE FROM org_calendar WHERE code <> ALL($1::text[])', [
      snapshot.calendars.map((one) => one.code),
    ]);
  }
}

import { Injectable } from '@nestjs/common';
import type { AbsentDays } from '@goalbeat/domain/absence/absence';
import type { OrgView } from '@goalbeat/domain/approval/assignees';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { LocalDate } from '@goalbeat/domain/period/local-date';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { type TenantClock, virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { Calendars, found } from './calendars.js';
import { CONTEXT_SQL, type ContextRow, viewOf } from './org-context.js';
import { clockOf, delegationOf, PERSON_COLUMNS, TENANT_COLUMNS, type TenantRow, UNIT_COLUMNS } from './org-rows.js';
import type {
  OrgContext,
  OrgDelegation,
  OrgPerson,
  OrgRequest,
  OrgTenant,
  OrgUnit,
  PeopleFilter,
  Place,
} from './org-types.js';

/** People and organisation as this service has them: directory's, a moment old. */
@Injectable()
export class OrgCopy {
  constructor(
    private readonly realClock: RealClock,
    private readonly calendars: Calendars,
  ) {}

  /** @throws copy-behind while the tenant has not arrived yet. */
  async tenant(tx: Tx): Promise<OrgTenant> {
    const row = await tx.maybe<TenantRow>(`SELECT ${TENANT_COLUMNS} FROM org_tenant`);
    const { rate, anchorReal, anchorVirtual, heldAt, clockVersion, ...tenant } = arrived(row);
    return { ...tenant, clock: clockOf({ rate, anchorReal, anchorVirtual, heldAt, clockVersion }) };
  }

  /** @throws copy-behind */
  async clock(tx: Tx): Promise<TenantClock> {
    return (await this.tenant(tx)).clock;
  }

  /** Business time of the tenant. @throws copy-behind */
  async now(tx: Tx): Promise<Instant> {
    return this.at(await this.clock(tx));
  }

  /** The company's date: business time in the tenant's zone. */
  async today(tx: Tx): Promise<LocalDate> {
    const { clock, zone } = await this.tenant(tx);
    return localOf(this.at(clock), zone).date;
  }

  /** Business time by a clock that was read already. */
  at(clock: TenantClock): Instant {
    return virtualNow(clock, this.realClock.now());
  }

  /** @throws unknown-person */
  async person(tx: Tx, id: string): Promise<OrgPerson> {
    const person = await tx.maybe<OrgPerson>(`SELECT ${PERSON_COLUMNS} FROM org_person p WHERE p.id = $1`, [id]);
    if (person === undefined)
      throw new DomainError('unknown-person', 'There is no such person.', { details: { personId: id } });
    return person;
  }

  /** @throws unknown-person */
  async personByNumber(tx: Tx, number: string): Promise<OrgPerson> {
    const person = await tx.maybe<OrgPerson>(
      `SELECT ${PERSON_COLUMNS} FROM org_person p WHERE p.number = $1 ORDER BY p.version DESC LIMIT 1`,
      [number],
    );
    if (person === undefined)
      throw new DomainError('unknown-person', `Nobody has the number ${number}.`, { details: { number } });
    return person;
  }

  /** Ordered by employee number. */
  people(tx: Tx, filter: PeopleFilter = {}): Promise<OrgPerson[]> {
    return tx.query<OrgPerson>(
      `SELECT ${PERSON_COLUMNS} FROM org_person p
       WHERE ($1::uuid[] IS NULL OR p.id = ANY($1))
         AND ($2::uuid[] IS NULL OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && $2))
         AND ($3::text[] IS NULL OR p.job_family = ANY($3))
         AND ($4::date IS NULL OR (p.joined_on <= $4 AND (p.left_on IS NULL OR p.left_on >= $4)))
         AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM org_role r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id AND r.role = $5))
       ORDER BY p.number, p.id`,
      [
        filter.ids ?? null,
        filter.unitIds ?? null,
        filter.jobFamilies ?? null,
        filter.activeOn ?? null,
        filter.role ?? null,
      ],
    );
  }

  /** @throws unknown-unit */
  async unit(tx: Tx, id: string): Promise<OrgUnit> {
    const unit = await tx.maybe<OrgUnit>(`SELECT ${UNIT_COLUMNS} FROM org_unit u WHERE u.id = $1`, [id]);
    if (unit === undefined)
      throw new DomainError('unknown-unit', 'There is no such unit.', { details: { unitId: id } });
    return unit;
  }

  /** All of them, parents before children, by code. */
  units(tx: Tx): Promise<OrgUnit[]> {
    return tx.query<OrgUnit>(`SELECT ${UNIT_COLUMNS} FROM org_unit u ORDER BY cardinality(u.path), u.code`);
  }

  /** The unit and those above it, nearest first: as the access policy wants it. @throws unknown-unit */
  async unitPath(tx: Tx, unitId: string): Promise<string[]> {
    return (await this.unit(tx, unitId)).path.toReversed();
  }

  /** Codes of the unit and of those above it. Empty when there is no such unit. */
  async unitCodes(tx: Tx, unitId: string): Promise<string[]> {
    const rows = await tx.query<{ code: string }>(
      'SELECT v.code FROM org_unit u JOIN org_unit v ON v.tenant_id = u.tenant_id AND v.id = ANY(u.path) WHERE u.id = $1',
      [unitId],
    );
    return rows.map((row) => row.code);
  }

  /** Calendar of the unit; the tenant's own when no unit is given. @throws unknown-unit, copy-behind */
  async calendarFor(tx: Tx, unitId: string | null): Promise<WorkingCalendar> {
    return (await this.placeFor(tx, unitId)).calendar;
  }

  /** IANA zone of the unit; the tenant's own when no unit is given. @throws unknown-unit, copy-behind */
  async zoneFor(tx: Tx, unitId: string | null): Promise<string> {
    return (unitId === null ? await this.tenant(tx) : await this.unit(tx, unitId)).zone;
  }

  /** @throws unknown-unit, copy-behind */
  async placeFor(tx: Tx, unitId: string | null): Promise<Place> {
    const { zone, calendar } = unitId === null ? await this.tenant(tx) : await this.unit(tx, unitId);
    return { zone, calendar: await this.calendars.byCode(tx, calendar) };
  }

  /** Delegations in force at the instant. */
  async delegations(tx: Tx, at: Instant): Promise<OrgDelegation[]> {
    const rows = await tx.query<OrgDelegation>(
      `SELECT from_person_id AS "fromId", to_person_id AS "toId", valid_from AS "from", valid_to AS "to", kinds
       FROM org_delegation WHERE NOT cancelled AND valid_from <= $1 AND valid_to > $1`,
      [at],
    );
    return rows.map(delegationOf);
  }

  /** When these people are away within the days (both inclusive), by person; who is not is not in it. */
  async absences(tx: Tx, personIds: readonly string[], days: AbsentDays): Promise<Map<string, AbsentDays[]>> {
    const rows = await tx.query<AbsentDays & { personId: string }>(
      `SELECT person_id AS "personId", from_on AS "from", to_on AS "to" FROM org_absence
       WHERE NOT cancelled AND person_id = ANY($1::uuid[]) AND from_on <= $3 AND to_on >= $2 ORDER BY from_on`,
      [personIds, days.from, days.to],
    );
    return Map.groupBy(rows, ({ personId }) => personId);
  }

  /** Managers above, nearest first. A broken line that loops ends where it began. */
  async managerLine(tx: Tx, personId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `WITH RECURSIVE line(id, depth) AS (
         SELECT $1::uuid, 0
         UNION ALL
         SELECT p.manager_id, l.depth + 1 FROM line l JOIN org_person p ON p.id = l.id WHERE p.manager_id IS NOT NULL AND l.depth < 50
       ) SELECT id FROM line WHERE id <> $1 GROUP BY id ORDER BY min(depth)`,
      [personId],
    );
    return rows.map((row) => row.id);
  }

  /** Everybody below the person, at any depth. */
  async tree(tx: Tx, personId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `WITH RECURSIVE tree(id) AS (
         SELECT $1::uuid UNION SELECT p.id FROM tree t JOIN org_person p ON p.manager_id = t.id
       ) SELECT id FROM tree WHERE id <> $1`,
      [personId],
    );
    return rows.map((row) => row.id);
  }

  /** What one approval needs, in one statement. @throws copy-behind */
  async context(tx: Tx, request: OrgRequest): Promise<OrgContext> {
    const row = arrived(
      await tx.maybe<ContextRow>(CONTEXT_SQL, [
        present(request.personIds),
        present(request.unitIds),
        request.roles,
        request.numbers,
        this.realClock.instant(),
        request.hr === true,
      ]),
    );
    const clock = clockOf(row);
    const now = this.at(clock);
    const calendars = await this.calendars.load(tx, row.calendars);
    const people = new Map(row.people.map((person) => [person.id, person]));
    return {
      clock,
      now,
      view: viewOf(row, request.asOf ?? now),
      delegations: row.delegations.map(delegationOf),
      quietHoursOf(personId) {
        const { quietFrom = null, quietTo = null } = people.get(personId) ?? {};
        return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
      },
      placeOf(personId) {
        const person = people.get(personId);
        const code = person?.calendar ?? row.calendar;
        return { zone: person?.zone ?? row.zone, calendar: found(calendars.get(code), code) };
      },
    };
  }

  /** @throws copy-behind */
  async orgView(tx: Tx, request: OrgRequest): Promise<OrgView> {
    return (await this.context(tx, request)).view;
  }

  /** Directory's change number up to which this copy is complete; 0 when nothing has arrived. */
  async seq(tx: Tx): Promise<number> {
    const { seq } = await tx.one<{ seq: string }>('SELECT org_reached($1)::text AS seq', [tx.tenantId]);
    return Number(seq);
  }

  /** Passes when the copy has come as far as directory's change number. @throws copy-behind (to be tried again) */
  async waitFor(tx: Tx, seq: number): Promise<void> {
    const reached = await this.seq(tx);
    if (reached < seq) {
      throw new DomainError('copy-behind', 'The copy of the organisation is still catching up.', {
        details: { reached, wanted: seq },
      });
    }
  }
}

function arrived<R>(row: R | undefined): R {
  if (row === undefined) throw new DomainError('copy-behind', 'This tenant has not arrived from directory yet.');
  return row;
}

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

import type { Tx } from '@goalbeat/service-kit/db/tx';
import { saveAbsences } from '../absence/absence.repository.js';
import { saveCalendar, type CalendarRow } from '../calendar/calendar.repository.js';
import { saveDelegation } from '../delegation/delegation.repository.js';
import { takeNumbers } from '../organisation/changes.js';
import { savePeople } from '../person/person.repository.js';
import { saveTenant, type TenantRow } from '../tenant/tenant.repository.js';
import { diffPerson } from '../timeline/person-patch.js';
import { diffUnit } from '../timeline/unit-patch.js';
import { saveUnits } from '../unit/unit.repository.js';
import type { Organisation } from './copied-organisation.js';

export interface Copy {
  tenant: Omit<TenantRow, 'seq'>;
  of: string;
  calendars: readonly CalendarRow[];
  organisation: Organisation;
}

/** Everything in one transaction and told like any change, so that the services' copies follow. @returns the last change number */
export async function writeCopy(tx: Tx, { tenant, of, calendars, organisation }: Copy): Promise<number> {
  const { units, people, delegations, absences } = organisation;
  const at = tenant.clock.anchorVirtual;
  await tx.execute('INSERT INTO change_counter (tenant_id, seq) VALUES ($1, 0)', [tx.tenantId]);
  await saveTenant(
    tx,
    { ...tenant, slug: `rehearsal-${tenant.id}`, seq: await takeNumbers(tx, 1) },
    { rehearsalOf: of },
  );
  for (const calendar of calendars) await saveCalendar(tx, { ...calendar, version: 1, seq: await takeNumbers(tx, 1) });
  await saveUnits(
    tx,
    units.map((unit) => ({ id: unit.id, patch: diffUnit(undefined, unit), from: at })),
    at,
  );
  await savePeople(
    tx,
    people.map((person) => ({
      id: person.id,
      number: person.number,
      before: undefined,
      patch: diffPerson(undefined, person),
      from: at,
    })),
    at,
  );
  for (const one of delegations) await saveDelegation(tx, { ...one, version: 1, seq: await takeNumbers(tx, 1) });
  if (absences.length > 0) {
    const first = await takeNumbers(tx, absences.length);
    await saveAbsences(
      tx,
      absences.map((one, index) => ({ ...one, version: 1, seq: first + index })),
    );
  }
  tx.log({
    subjectKind: 'tenant',
    subjectId: tx.tenantId,
    action: 'created',
    actorKind: 'service',
    actorId: 'goals',
    channel: 'api',
    at,
    details: { kind: tenant.kind, of, people: people.length },
  });
  const { seq } = await tx.one<{ seq: string }>('SELECT seq FROM change_counter WHERE tenant_id = $1', [tx.tenantId]);
  return Number(seq);
}

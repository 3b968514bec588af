import type { CreateTenant } from '@goalbeat/contracts/directory/http';
import { REAL_CLOCK, virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { databaseCode } from '@goalbeat/service-kit/db/database-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { saveAccounts } from '../account/account.repository.js';
import { saveCalendar } from '../calendar/calendar.repository.js';
import { SHIPPED_CALENDARS, calendarOfZone } from '../calendar/shipped-calendars.js';
import { takeNumbers } from '../organisation/changes.js';
import { savePeople } from '../person/person.repository.js';
import { diffPerson } from '../timeline/person-patch.js';
import { diffUnit } from '../timeline/unit-patch.js';
import { saveUnits } from '../unit/unit.repository.js';
import { saveTenant, type TenantRow } from './tenant.repository.js';

export const ROOT_CODE = 'ROOT';

/** Writes everything a new tenant has. @throws duplicate (slug) */
export async function foundTenant(
  tx: Tx,
  wanted: z.infer<typeof CreateTenant>,
  { realNow, passwordHash, by }: { realNow: string; passwordHash: string; by?: string },
): Promise<TenantRow> {
  const { slug, name, zone, currency, kind, admin } = wanted;
  const calendar = calendarOfZone(zone);
  const clock =
    wanted.clock === undefined
      ? { ...REAL_CLOCK, version: 1 }
      : {
          rate: wanted.clock.rate,
          anchorReal: realNow,
          anchorVirtual: new Date(wanted.clock.start).toISOString(),
          heldAt: null,
          version: 1,
        };
  await tx.execute('INSERT INTO change_counter (tenant_id, seq) VALUES ($1, 0)', [tx.tenantId]);
  const row = { id: tx.tenantId, slug, name, zone, currency, calendar, kind, clock, version: 1 };
  const tenant: TenantRow = { ...row, seq: await takeNumbers(tx, 1) };
  try {
    await saveTenant(tx, tenant);
  } catch (error) {
    if (databaseCode(error) !== '23505') throw error;
    throw new DomainError('duplicate', `There is a tenant ${slug} already.`, { field: 'slug', cause: error });
  }
  for (const [code, content] of Object.entries(SHIPPED_CALENDARS)) {
    await saveCalendar(tx, { ...content, code, version: 1, seq: await takeNumbers(tx, 1) });
  }

  const at = virtualNow(clock, Date.parse(realNow));
  const unitId = uuidv7();
  const adminId = uuidv7();
  const root = {
    id: unitId,
    code: ROOT_CODE,
    name,
    kind: 'group' as const,
    parentId: null,
    ownZone: zone,
    ownCurrency: currency,
    ownCalendar: calendar,
    headNumber: null,
    headPersonId: null,
  };
  await saveUnits(tx, [{ id: unitId, patch: diffUnit(undefined, root), from: at }], at);
  const administrator = {
    id: adminId,
    number: admin.number,
    name: admin.name,
    email: admin.email,
    unitId,
    jobFamily: 'administration',
    grade: '-',
    managerId: null,
    joinedOn: localOf(at, zone).date,
    leftOn: null,
    roles: [{ role: 'admin' as const, unitId: null }],
  };
  const patch = diffPerson(undefined, administrator);
  await savePeople(tx, [{ id: adminId, number: admin.number, before: undefined, patch, from: at }], at);
  await saveAccounts(tx, [{ personId: adminId, passwordHash }], realNow);
  tx.log({
    subjectKind: 'tenant',
    subjectId: tx.tenantId,
    action: 'created',
    actorKind: 'service',
    actorId: 'installation',
    channel: 'api',
    at,
    details: { kind, ...(by === undefined ? {} : { by }) },
  });
  return tenant;
}

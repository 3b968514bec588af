import { DIRECTORY_EVENTS, type UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts, takeNumbers } from '../organisation/changes.js';

/** A unit as stored: its own settings, and what is in force when it inherits from above. */
export interface UnitState {
  id: string;
  code: string;
  name: string;
  kind: UnitChanged['kind'];
  parentId: string | null;
  /** From the root down to and including itself. */
  path: string[];
  ownZone: string | null;
  ownCurrency: string | null;
  ownCalendar: string | null;
  zone: string;
  currency: string;
  calendar: string;
  /** Kept as given: the head may be imported after the unit. */
  headNumber: string | null;
  headPersonId: string | null;
  version: number;
}
export type UnitRow = UnitState & { seq: number };

const COLUMNS = `id, code, name, kind, parent_id AS "parentId", path, own_zone AS "ownZone", own_currency AS "ownCurrency",
  own_calendar AS "ownCalendar", zone, currency, calendar, head_number AS "headNumber",
  head_person_id AS "headPersonId", version, seq::int AS seq`;

export function listUnits(tx: Tx): Promise<UnitRow[]> {
  return tx.query<UnitRow>(`SELECT ${COLUMNS} FROM org_unit ORDER BY code`);
}

export function pageOfUnits(tx: Tx, limit: number, afterCode: string | null): Promise<UnitRow[]> {
  return tx.query<UnitRow>(
    `SELECT ${COLUMNS} FROM org_unit WHERE $2::text IS NULL OR code > $2 ORDER BY code LIMIT $1`,
    [limit + 1, afterCode],
  );
}

/** Units whose named head is in the directory now but not yet in the row, as they should be. */
export async function unitsWithNewHead(tx: Tx): Promise<UnitState[]> {
  const heads = await tx.query<{ unitId: string; personId: string }>(
    `SELECT u.id AS "unitId", p.id AS "personId"
     FROM org_unit u JOIN person p ON p.tenant_id = u.tenant_id AND p.number = u.head_number
     WHERE u.head_person_id IS DISTINCT FROM p.id ORDER BY u.code`,
  );
  if (heads.length === 0) return [];
  const units = new Map((await listUnits(tx)).map((unit) => [unit.id, unit]));
  return heads.flatMap(({ unitId, personId }) => {
    const unit = units.get(unitId);
    return unit === undefined ? [] : [{ ...unit, headPersonId: personId }];
  });
}

/** Writes the changed units, each with its next version and change number, and tells everybody. Set-based. */
export async function saveUnits(tx: Tx, changed: readonly UnitState[]): Promise<void> {
  if (changed.length === 0) return;
  const first = await takeNumbers(tx, changed.length);
  const rows: UnitRow[] = changed.map((unit, index) => ({ ...unit, version: unit.version + 1, seq: first + index }));
  for (const part of inParts(rows)) {
    await tx.execute(
      `INSERT INTO org_unit (tenant_id, id, code, name, kind, parent_id, path, own_zone, own_currency, own_calendar,
         zone, currency, calendar, head_number, head_person_id, version, seq)
       SELECT $1, u.id, u.code, u.name, u.kind, u."parentId", u.path, u."ownZone", u."ownCurrency", u."ownCalendar",
         u.zone, u.currency, u.calendar, u."headNumber", u."headPersonId", u.version, u.seq
       FROM jsonb_to_recordset($2::jsonb) AS u (id uuid, code text, name text, kind text, "parentId" uuid, path uuid[],
         "ownZone" text, "ownCurrency" text, "ownCalendar" text, zone text, currency text, calendar text,
         "headNumber" text, "headPersonId" uuid, version integer, seq bigint)
       ON CONFLICT (tenant_id, id) DO UPDATE SET code = excluded.code, name = excluded.name, kind = excluded.kind,
         parent_id = excluded.parent_id, path = excluded.path, own_zone = excluded.own_zone,
         own_currency = excluded.own_currency, own_calendar = excluded.own_calendar, zone = excluded.zone,
         currency = excluded.currency, calendar = excluded.calendar, head_number = excluded.head_number,
         head_person_id = excluded.head_person_id, version = excluded.version, seq = excluded.seq`,
      [tx.tenantId, JSON.stringify(part)],
    );
  }
  for (const row of rows) tx.publish({ type: DIRECTORY_EVENTS.unit, subject: row.id, data: unitChanged(row) });
}

export function unitChanged(row: UnitRow): UnitChanged {
  const { seq, version, id, code, name, kind, parentId, path, headPersonId, zone, currency, calendar } = row;
  return { seq, version, unitId: id, code, name, kind, parentId, path, headPersonId, zone, currency, calendar };
}

import { DIRECTORY_EVENTS, type UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts, takeNumbers } from '../organisation/changes.js';
import { stateAt } from '../timeline/fold-facts.js';
import { addSegments, foldUnits, replaceTimelines, withLaterSegments } from '../timeline/timeline.repository.js';
import { patchUnit, unknownUnit, type UnitFields, type UnitPatch } from '../timeline/unit-patch.js';
import { settleTree, type Standing } from './settle-tree.js';

/** A unit as stored: its own settings, and what is in force when it inherits from above. */
export type UnitState = UnitFields & Standing & { version: number };
export type UnitRow = UnitState & { seq: number };

const COLUMNS = `id, code, name, kind, parent_id AS "parentId", path, own_zone AS "ownZone", own_currency AS "ownCurrency",
  own_calendar AS "ownCalendar", zone, currency, calendar, head_number AS "headNumber",
  head_person_id AS "headPersonId", version, seq::int AS seq`;

export function listUnits(tx: Tx): Promise<UnitRow[]> {
  return tx.query<UnitRow>(`SELECT ${COLUMNS} FROM org_unit ORDER BY code`);
}

export function findUnit(tx: Tx, id: string): Promise<UnitRow | undefined> {
  return tx.maybe<UnitRow>(`SELECT ${COLUMNS} FROM org_unit WHERE id = $1`, [id]);
}

export function pageOfUnits(tx: Tx, limit: number, afterCode: string | null): Promise<UnitRow[]> {
  return tx.query<UnitRow>(
    `SELECT ${COLUMNS} FROM org_unit WHERE $2::text IS NULL OR code > $2 ORDER BY code LIMIT $1`,
    [limit + 1, afterCode],
  );
}

/** All units as they were at the instant, by code. Versions are those of now: they are what a change has to name. */
export async function unitsAsOf(tx: Tx, at: string): Promise<UnitState[]> {
  const rows = await tx.query<{ state: UnitFields; version: number }>(
    `SELECT DISTINCT ON (t.unit_id) t.state, u.version FROM unit_timeline t
     JOIN org_unit u ON u.id = t.unit_id WHERE t.valid_from <= $1 ORDER BY t.unit_id, t.valid_from DESC`,
    [at],
  );
  const root = await tx.one<Omit<Standing, 'path'>>(
    'SELECT zone, currency, calendar FROM tenant WHERE tenant_id = $1',
    [tx.tenantId],
  );
  const units = settleTree(
    rows.map(({ state, version }) => ({ ...state, version })),
    root,
  );
  return units.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Units whose named head is in the directory now but not yet in the row. */
export async function saveNewHeads(tx: Tx, now: string): Promise<void> {
  const heads = await tx.query<{ id: string; headPersonId: string }>(
    `SELECT u.id, p.id AS "headPersonId"
     FROM org_unit u JOIN person p ON p.tenant_id = u.tenant_id AND p.number = u.head_number
     WHERE u.head_person_id IS DISTINCT FROM p.id ORDER BY u.code`,
  );
  await saveUnits(
    tx,
    heads.map(({ id, headPersonId }) => ({ id, patch: { headPersonId }, from: now })),
    now,
  );
}

/** Something said of a unit; all of it for a new one. */
export interface UnitEntry {
  id: string;
  patch: UnitPatch;
  /** Business instant from which it holds; not after now. */
  from: string;
}

/**
 * Writes what is said of units, one entry each, keeps it in their history, and tells everybody of each unit that is different
 * now, also those below a changed one: each with its next version and change number. Set-based.
 * @param now business time
 */
export async function saveUnits(tx: Tx, entries: readonly UnitEntry[], now: string): Promise<void> {
  if (entries.length === 0) return;
  const known = new Map((await listUnits(tx)).map((unit) => [unit.id, unit]));
  const refold = await withLaterSegments(tx, 'unit', entries);
  for (const part of inParts(entries)) {
    await tx.execute(
      `INSERT INTO unit_history (tenant_id, unit_id, version, valid_from, patch)
       SELECT $1, e.id, e.version, e."from", e.patch
       FROM jsonb_to_recordset($2::jsonb) AS e (id uuid, version integer, "from" timestamptz, patch jsonb)`,
      [tx.tenantId, JSON.stringify(part.map((one) => ({ ...one, version: (known.get(one.id)?.version ?? 0) + 1 })))],
    );
  }
  const folded = await foldUnits(tx, [...refold]);
  await replaceTimelines(tx, 'unit', folded);
  const said = new Map<string, UnitFields>();
  for (const { id, patch } of entries) {
    const patched = patchUnit(ownOf(known.get(id)) ?? unknownUnit(id), patch);
    said.set(id, stateAt(folded.get(id) ?? [], now) ?? patched);
  }
  await addSegments(
    tx,
    'unit',
    entries.flatMap(({ id, from }) => {
      const state = said.get(id);
      return state === undefined || folded.has(id) ? [] : [{ id, from, state }];
    }),
  );
  await writeChanged(tx, known, said);
}

async function writeChanged(
  tx: Tx,
  known: ReadonlyMap<string, UnitRow>,
  said: ReadonlyMap<string, UnitFields>,
): Promise<void> {
  const root = await tx.one<Omit<Standing, 'path'>>(
    'SELECT zone, currency, calendar FROM tenant WHERE tenant_id = $1',
    [tx.tenantId],
  );
  const own = new Map<string, UnitFields>([...known].map(([id, unit]) => [id, ownOf(unit) ?? unit]));
  for (const [id, unit] of said) own.set(id, unit);
  // What was said of a unit raises its version even where it leaves the present as it is: the history has a row for it.
  const changed = settleTree([...own.values()], root).filter(
    (unit) => said.has(unit.id) || !sameStanding(unit, known.get(unit.id)),
  );
  const first = await takeNumbers(tx, changed.length);
  const rows = changed.map((unit, index) => ({
    ...unit,
    version: (known.get(unit.id)?.version ?? 0) + 1,
    seq: first + index,
  }));
  for (const part of inParts(rows)) await tx.execute(UPSERT, [tx.tenantId, JSON.stringify(part)]);
  for (const row of rows) tx.publish({ type: DIRECTORY_EVENTS.unit, subject: row.id, data: unitChanged(row) });
}

function ownOf(unit: UnitState | undefined): UnitFields | undefined {
  if (unit === undefined) return undefined;
  const { id, code, name, kind, parentId, ownZone, ownCurrency, ownCalendar, headNumber, headPersonId } = unit;
  return { id, code, name, kind, parentId, ownZone, ownCurrency, ownCalendar, headNumber, headPersonId };
}

function sameStanding(a: Standing, b: Standing | undefined): boolean {
  const shape = ({ path, zone, currency, calendar }: Standing) => JSON.stringify([path, zone, currency, calendar]);
  return b !== undefined && shape(a) === shape(b);
}

const UPSERT = `INSERT INTO org_unit (tenant_id, id, code, name, kind, parent_id, path, own_zone, own_currency, own_calendar,
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
    head_person_id = excluded.head_person_id, version = excluded.version, seq = excluded.seq`;

export function unitChanged(row: UnitRow): UnitChanged {
  const { seq, version, id, code, name, kind, parentId, path, headPersonId, zone, currency, calendar } = row;
  return { seq, version, unitId: id, code, name, kind, parentId, path, headPersonId, zone, currency, calendar };
}

import { DIRECTORY_EVENTS, type PersonChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts, takeNumbers } from '../organisation/changes.js';
import { stateAt } from '../timeline/fold-facts.js';
import { patchPerson, unknownPerson, type PersonFields, type PersonPatch } from '../timeline/person-patch.js';
import { addSegments, foldPeople, replaceTimelines, withLaterSegments } from '../timeline/timeline.repository.js';

export type PersonState = PersonFields & { version: number };
export type PersonRow = PersonState & { seq: number };

export const PERSON_COLUMNS = `p.id, p.number, p.name, p.email, p.unit_id AS "unitId", p.job_family AS "jobFamily", p.grade,
  p.manager_id AS "managerId", p.joined_on AS "joinedOn", p.left_on AS "leftOn", p.version, p.seq::int AS seq,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id) ORDER BY r.role, r.unit_id)
    FROM role_assignment r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.id), '[]') AS roles`;

export function listPeople(tx: Tx): Promise<PersonRow[]> {
  return tx.query<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM person p ORDER BY p.number`);
}

export function findPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  return tx.maybe<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM person p WHERE p.id = $1`, [id]);
}

export function findPeople(tx: Tx, ids: readonly string[]): Promise<PersonRow[]> {
  return tx.query<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM person p WHERE p.id = ANY($1::uuid[]) ORDER BY p.number`, [
    ids,
  ]);
}

export function findPersonByNumber(tx: Tx, number: string): Promise<PersonRow | undefined> {
  return tx.maybe<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM person p WHERE p.number = $1`, [number]);
}

/** Something said of a person. */
/** @param today whoever left before it is led by nobody */
export async function leadsAnybody(tx: Tx, personId: string, today: string): Promise<boolean> {
  const found = await tx.maybe(
    'SELECT 1 FROM person p WHERE p.manager_id = $1 AND (p.left_on IS NULL OR p.left_on >= $2::date) LIMIT 1',
    [personId, today],
  );
  return found !== undefined;
}

export interface PersonEntry {
  id: string;
  number: string;
  /** Undefined for somebody new. */
  before: PersonState | undefined;
  patch: PersonPatch;
  /** Business instant from which it holds; not after now. */
  from: string;
}

/**
 * Writes what is said of people, one entry each, with the next version and change number, keeps it in the history and tells
 * everybody how the person is now: what is said of a past day may leave the present as it is. Set-based.
 * @param now business time
 */
export async function savePeople(tx: Tx, entries: readonly PersonEntry[], now: string): Promise<void> {
  if (entries.length === 0) return;
  const first = await takeNumbers(tx, entries.length);
  const refold = await withLaterSegments(tx, 'person', entries);
  const versionOf = (entry: PersonEntry) => (entry.before?.version ?? 0) + 1;
  for (const part of inParts(entries.map((entry) => ({ ...entry, version: versionOf(entry) })))) {
    await tx.execute(
      `INSERT INTO person_history (tenant_id, person_id, version, valid_from, patch)
       SELECT $1, e.id, e.version, e."from", e.patch
       FROM jsonb_to_recordset($2::jsonb) AS e (id uuid, version integer, "from" timestamptz, patch jsonb)`,
      [tx.tenantId, JSON.stringify(part.map(({ id, version, from, patch }) => ({ id, version, from, patch })))],
    );
  }
  const folded = await foldPeople(
    tx,
    entries.filter((entry) => refold.has(entry.id)),
  );
  await replaceTimelines(tx, 'person', folded);
  const rows = entries.map((entry, index): PersonRow => {
    const segments = folded.get(entry.id);
    const patched = patchPerson(entry.before ?? unknownPerson(entry.id, entry.number), entry.patch);
    const state = segments === undefined ? patched : (stateAt(segments, now) ?? patched);
    return { ...state, id: entry.id, number: entry.number, version: versionOf(entry), seq: first + index };
  });
  await addSegments(
    tx,
    'person',
    entries.flatMap(({ id, from }, index) => {
      const row = rows[index];
      if (row === undefined || folded.has(id)) return [];
      const { version: _version, seq: _seq, ...state } = row;
      return [{ id, from, state }];
    }),
  );
  await writeRows(tx, rows);
}

async function writeRows(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
  for (const part of inParts(rows)) {
    const json = JSON.stringify(part);
    await tx.execute(UPSERT, [tx.tenantId, json]);
    await tx.execute('DELETE FROM role_assignment WHERE person_id = ANY($1::uuid[])', [part.map((row) => row.id)]);
    await tx.execute(
      `INSERT INTO role_assignment (tenant_id, person_id, role, unit_id)
       SELECT $1, p.id, r.role, r."unitId"
       FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, roles jsonb),
         jsonb_to_recordset(p.roles) AS r (role text, "unitId" uuid)`,
      [tx.tenantId, json],
    );
  }
  for (const row of rows) tx.publish({ type: DIRECTORY_EVENTS.person, subject: row.id, data: personChanged(row) });
}

const UPSERT = `INSERT INTO person (tenant_id, id, number, name, email, unit_id, job_family, grade, manager_id, joined_on,
    left_on, version, seq)
  SELECT $1, p.id, p.number, p.name, p.email, p."unitId", p."jobFamily", p.grade, p."managerId", p."joinedOn",
    p."leftOn", p.version, p.seq
  FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, number text, name text, email text, "unitId" uuid,
    "jobFamily" text, grade text, "managerId" uuid, "joinedOn" date, "leftOn" date, version integer, seq bigint)
  ON CONFLICT (tenant_id, id) DO UPDATE SET number = excluded.number, name = excluded.name, email = excluded.email,
    unit_id = excluded.unit_id, job_family = excluded.job_family, grade = excluded.grade,
    manager_id = excluded.manager_id, joined_on = excluded.joined_on, left_on = excluded.left_on,
    version = excluded.version, seq = excluded.seq`;

export function personChanged({ id, ...rest }: PersonRow): PersonChanged {
  return { personId: id, ...rest };
}

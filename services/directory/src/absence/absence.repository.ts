import { DIRECTORY_EVENTS, type AbsenceChanged } from '@goalbeat/contracts/directory/events';
import type { AbsenceKind, AbsentDays } from '@goalbeat/domain/absence/absence';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface AbsenceRow extends AbsentDays {
  id: string;
  personId: string;
  number: string;
  kind: AbsenceKind;
  cancelled: boolean;
  version: number;
  seq: number;
}

const COLUMNS = `a.id, a.person_id AS "personId", p.number, a.from_on AS "from", a.to_on AS "to", a.kind, a.cancelled, a.version,
  a.seq::int AS seq`;
const FROM = 'absence a JOIN person p ON p.tenant_id = a.tenant_id AND p.id = a.person_id';

export function listAbsences(tx: Tx): Promise<AbsenceRow[]> {
  return tx.query<AbsenceRow>(`SELECT ${COLUMNS} FROM ${FROM} ORDER BY a.id`);
}

/** Not cancelled ones of these people. */
export function absencesOf(tx: Tx, personIds: readonly string[]): Promise<AbsenceRow[]> {
  return tx.query<AbsenceRow>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE a.person_id = ANY($1::uuid[]) AND NOT a.cancelled ORDER BY a.from_on`,
    [personIds],
  );
}

export interface AbsenceFilter {
  everybody: boolean;
  /** Their own, and with `tree` those of everybody below them. */
  personId: string | null;
  tree: boolean;
  units: readonly string[];
  number: string | null;
  from: string | null;
  to: string | null;
  after: string | null;
  limit: number;
}

/** One row more than the limit; cancelled ones too, since they explain who was asked. */
export function pageOfAbsences(tx: Tx, filter: AbsenceFilter): Promise<AbsenceRow[]> {
  return tx.query<AbsenceRow>(
    `WITH RECURSIVE line AS (
       SELECT id, 1 AS depth FROM person WHERE $4 AND manager_id = $3
       UNION ALL SELECT x.id, l.depth + 1 FROM person x JOIN line l ON x.manager_id = l.id WHERE l.depth < 50
     )
     SELECT ${COLUMNS} FROM ${FROM}
     WHERE ($2 OR a.person_id = $3 OR a.person_id IN (SELECT id FROM line)
         OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && $5::uuid[]))
       AND ($6::text IS NULL OR p.number = $6)
       AND ($7::date IS NULL OR a.to_on >= $7) AND ($8::date IS NULL OR a.from_on <= $8)
       AND ($9::uuid IS NULL OR a.id > $9)
     ORDER BY a.id LIMIT $1`,
    [
      filter.limit + 1,
      filter.everybody,
      filter.personId,
      filter.tree,
      filter.units,
      filter.number,
      filter.from,
      filter.to,
      filter.after,
    ],
  );
}

/** @throws not-found */
export function lockAbsence(tx: Tx, id: string): Promise<AbsenceRow> {
  return tx.one<AbsenceRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE a.id = $1 FOR UPDATE OF a`, [id]);
}

/** Writes the rows and tells everybody their whole state. */
export async function saveAbsences(tx: Tx, rows: readonly AbsenceRow[]): Promise<void> {
  await tx.execute(
    `INSERT INTO absence (tenant_id, id, person_id, from_on, to_on, kind, cancelled, version, seq)
     SELECT $1, x.id, x."personId", x."from", x."to", x.kind, x.cancelled, x.version, x.seq
     FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, "personId" uuid, "from" date, "to" date, kind text, cancelled boolean, version int, seq bigint)
     ON CONFLICT (tenant_id, id) DO UPDATE SET cancelled = excluded.cancelled, version = excluded.version, seq = excluded.seq`,
    [tx.tenantId, JSON.stringify(rows)],
  );
  for (const row of rows) tx.publish({ type: DIRECTORY_EVENTS.absence, subject: row.id, data: absenceChanged(row) });
}

export function absenceChanged({ id, personId, from, to, cancelled, version, seq }: AbsenceRow): AbsenceChanged {
  return { seq, version, absenceId: id, personId, from, to, cancelled };
}

/** Managers above the person, nearest first, and the person's unit with those above it: as the access policy wants it. */
export async function placeOf(tx: Tx, personId: string): Promise<{ managerLine: string[]; unitPath: string[] }> {
  const line = await tx.query<{ id: string }>(
    `WITH RECURSIVE line(id, depth) AS (
       SELECT p.manager_id, 1 FROM person p WHERE p.id = $1
       UNION ALL SELECT p.manager_id, l.depth + 1 FROM line l JOIN person p ON p.id = l.id WHERE l.depth < 50
     ) SELECT id FROM line WHERE id IS NOT NULL GROUP BY id ORDER BY min(depth)`,
    [personId],
  );
  const unit = await tx.maybe<{ path: string[] }>(
    'SELECT u.path FROM person p JOIN org_unit u ON u.id = p.unit_id WHERE p.id = $1',
    [personId],
  );
  return { managerLine: line.map(({ id }) => id), unitPath: unit?.path ?? [] };
}

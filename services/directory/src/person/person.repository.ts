import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { DIRECTORY_EVENTS, type PersonChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts, takeNumbers } from '../organisation/changes.js';

export interface PersonState {
  id: string;
  number: string;
  name: string;
  email: string | null;
  unitId: string;
  jobFamily: string;
  grade: string;
  managerId: string | null;
  joinedOn: string;
  leftOn: string | null;
  roles: RoleGrant[];
  version: number;
}
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

export function findPersonByNumber(tx: Tx, number: string): Promise<PersonRow | undefined> {
  return tx.maybe<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM person p WHERE p.number = $1`, [number]);
}

/**
 * Writes the changed people, each with its next version and change number, keeps the version in the history, and tells
 * everybody. Set-based.
 * @param at business instant from which the new state is true
 */
export async function savePeople(tx: Tx, changed: readonly PersonState[], at: string): Promise<void> {
  if (changed.length === 0) return;
  const first = await takeNumbers(tx, changed.length);
  const rows: PersonRow[] = changed.map((person, index) => ({
    ...person,
    version: person.version + 1,
    seq: first + index,
  }));
  for (const part of inParts(rows)) {
    const json = JSON.stringify(part);
    await tx.execute(UPSERT, [tx.tenantId, json]);
    await tx.execute(
      `INSERT INTO person_history (tenant_id, person_id, version, valid_from, state)
       SELECT $1, (p->>'id')::uuid, (p->>'version')::int, $3, p FROM jsonb_array_elements($2::jsonb) AS p`,
      [tx.tenantId, json, at],
    );
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

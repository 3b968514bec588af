import { requireScopes, unitsFor, type Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { PersonFields } from '../timeline/person-patch.js';
import { PERSON_COLUMNS, type PersonRow } from './person.repository.js';

export interface PersonFilter {
  limit: number;
  after: string | null;
  ids?: readonly string[] | undefined;
  unit?: string | undefined;
  number?: string | undefined;
  role?: string | undefined;
  /** Business instant; undefined = now. */
  asOf?: string | undefined;
}
export type PersonAsSeen = PersonFields & { version: number };

/** The depth guard keeps a ring that older data might hold from running for ever. */
const LINE = `line AS (
    SELECT id, 1 AS depth FROM person WHERE $4 AND manager_id = $3
    UNION ALL
    SELECT p.id, l.depth + 1 FROM person p JOIN line l ON p.manager_id = l.id WHERE l.depth < 50
  )`;

/** Whom one may see is judged by the organisation of now, also when one looks back: a former lead is no lead. */
const IN_SIGHT = `($2 OR p.id = $3 OR p.id IN (SELECT id FROM line)
    OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && $5::uuid[]))
  AND ($6::uuid[] IS NULL OR p.id = ANY($6))
  AND ($7::text IS NULL OR p.number > $7)
  AND ($8::text IS NULL OR p.number = $8)`;

const NOW = `WITH RECURSIVE ${LINE}
  SELECT ${PERSON_COLUMNS} FROM person p
  WHERE ${IN_SIGHT}
    AND ($9::uuid IS NULL OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path @> ARRAY[$9::uuid]))
    AND ($10::text IS NULL OR EXISTS (SELECT FROM role_assignment r WHERE r.person_id = p.id AND r.role = $10))
  ORDER BY p.number LIMIT $1`;

/** $11 the instant. Filters by unit and role are judged as of then. */
const AS_OF = `WITH RECURSIVE ${LINE}, unit_then AS (
    SELECT DISTINCT ON (t.unit_id) t.unit_id, (t.state->>'parentId')::uuid AS parent_id
    FROM unit_timeline t WHERE $9::uuid IS NOT NULL AND t.valid_from <= $11 ORDER BY t.unit_id, t.valid_from DESC
  ), below AS (
    SELECT $9::uuid AS id
    UNION SELECT u.unit_id FROM unit_then u JOIN below b ON u.parent_id = b.id
  )
  SELECT s.state, p.version FROM person p
  CROSS JOIN LATERAL (SELECT t.state FROM person_timeline t
    WHERE t.person_id = p.id AND t.valid_from <= $11 ORDER BY t.valid_from DESC LIMIT 1) AS s
  WHERE ${IN_SIGHT}
    AND ($9::uuid IS NULL OR (s.state->>'unitId')::uuid IN (SELECT id FROM below))
    AND ($10::text IS NULL OR s.state->'roles' @> jsonb_build_array(jsonb_build_object('role', $10::text)))
  ORDER BY p.number LIMIT $1`;

/** One row more than the limit, in order of their numbers. Versions are those of now: they are what a change has to name. */
export async function visible(
  tx: Tx,
  principal: Principal,
  action: Action,
  filter: PersonFilter,
): Promise<PersonAsSeen[]> {
  const scopes = requireScopes(principal, action);
  const values = [
    filter.limit + 1,
    scopes.includes('tenant'),
    scopes.includes('self') || scopes.includes('tree') ? principal.personId : null,
    scopes.includes('tree'),
    scopes.includes('units') ? unitsFor(principal, action) : [],
    filter.ids ?? null,
    filter.after,
    filter.number ?? null,
    filter.unit ?? null,
    filter.role ?? null,
  ];
  if (filter.asOf === undefined) {
    const rows = await tx.query<PersonRow>(NOW, values);
    return rows.map(({ seq: _seq, ...person }) => person);
  }
  const rows = await tx.query<{ state: PersonFields; version: number }>(AS_OF, [...values, filter.asOf]);
  return rows.map(({ state, version }) => ({ ...state, version }));
}

import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';

export interface Covered {
  id: string;
  number: string;
  name: string;
  unitId: string;
  jobFamily: string;
  grade: string;
  joinedOn: string;
  leftOn: string | null;
  excepted: boolean;
}

/** People a definition covers, who had not left before `since`; next ones after the id `after`, by id. */
export function coveredPeople(
  tx: Tx,
  who: Data['who'],
  page: { since: string; after: string | null; limit: number; withoutCycle: string | null; ids?: readonly string[] },
): Promise<Covered[]> {
  return tx.query<Covered>(
    `SELECT p.id, p.number, p.name, p.unit_id AS "unitId", p.job_family AS "jobFamily", p.grade,
       p.joined_on AS "joinedOn", p.left_on AS "leftOn",
       (p.number = ANY($3::text[]) OR EXISTS (SELECT 1 FROM org_unit x WHERE x.id = ANY(u.path) AND x.code = ANY($3::text[]))) AS excepted
     FROM org_person p JOIN org_unit u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id
     WHERE ($1::text[] IS NULL OR u.path && ARRAY(SELECT w.id FROM org_unit w WHERE w.code = ANY($1)))
       AND ($2::text[] IS NULL OR p.job_family = ANY($2))
       AND ($8::text[] IS NULL OR p.grade = ANY($8)) AND ($9::text[] IS NULL OR p.number = ANY($9))
       AND (p.left_on IS NULL OR p.left_on >= $4::date)
       AND ($5::uuid IS NULL OR p.id > $5)
       AND ($7::uuid IS NULL OR (NOT EXISTS (SELECT 1 FROM goal_sheet s WHERE s.tenant_id = p.tenant_id AND s.cycle_id = $7 AND s.person_id = p.id)
         AND NOT EXISTS (SELECT 1 FROM cycle_skipped_person k WHERE k.tenant_id = p.tenant_id AND k.cycle_id = $7 AND k.person_id = p.id)))
       AND ($10::uuid[] IS NULL OR p.id = ANY($10))
     ORDER BY p.id LIMIT $6`,
    [
      who.units ?? null,
      who.jobFamilies ?? null,
      who.except,
      page.since,
      page.after,
      page.limit,
      page.withoutCycle,
      who.grades ?? null,
      who.only ?? null,
      page.ids ?? null,
    ],
  );
}

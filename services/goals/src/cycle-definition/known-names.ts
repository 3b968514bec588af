import { Injectable } from '@nestjs/common';
import { conditionsOf } from '@goalbeat/domain/approval/chain';
import { HR_ROLES } from '@goalbeat/domain/approval/money-chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';

/** What the organisation knows of the names that a definition uses. */
export interface KnownNames {
  units: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  jobFamilies: ReadonlySet<string>;
  grades: ReadonlySet<string>;
  calendars: ReadonlySet<string>;
  /** People who hold the role anywhere; a role without any is not there. */
  roleHolders: ReadonlyMap<string, number>;
  /** Of the numbers those of HR, and who holds roles of finance without being of HR: who signs money. */
  hr: ReadonlySet<string>;
  signers: ReadonlyMap<string, number>;
}

interface Row {
  kind: 'unit' | 'number' | 'family' | 'grade' | 'calendar' | 'role' | 'hr' | 'signer';
  name: string;
  people: number;
}

/** Looks up the names that a definition uses, and no others. */
@Injectable()
export class KnownNamesReader {
  async of(tx: Tx, data: Data): Promise<KnownNames> {
    const chains = Object.values(data.chains).flatMap((chain) => chain ?? []);
    const numbers = chains.flatMap((step) => [
      ...(step.assign.kind === 'person' ? [step.assign.number] : []),
      ...(step.finalDecider === undefined ? [] : [step.finalDecider]),
    ]);
    const conditions = chains.flatMap((step) => conditionsOf(step));
    const units = conditions.flatMap((condition) => (condition.fact === 'unit' ? condition.in : []));
    const roles = chains.flatMap((step) => (step.assign.kind === 'role' ? [step.assign.role] : []));
    const rows = await tx.query<Row>(
      `SELECT 'unit' AS kind, code AS name, 0 AS people FROM org_unit WHERE code = ANY($1::text[])
       UNION ALL SELECT 'number', number, 0 FROM org_person WHERE number = ANY($2::text[])
       UNION ALL SELECT DISTINCT 'family', job_family, 0 FROM org_person WHERE job_family = ANY($3::text[])
       UNION ALL SELECT DISTINCT 'grade', grade, 0 FROM org_person WHERE grade = ANY($4::text[])
       UNION ALL SELECT 'calendar', code, 0 FROM org_calendar WHERE code = $5
       UNION ALL SELECT 'role', role, count(DISTINCT person_id)::int FROM org_role WHERE role = ANY($6::text[]) GROUP BY role
       UNION ALL SELECT DISTINCT 'hr', p.number, 0 FROM org_person p JOIN org_role r ON r.person_id = p.id
         WHERE p.number = ANY($2::text[]) AND r.role = ANY($7::text[])
       UNION ALL SELECT 'signer', f.role, count(DISTINCT f.person_id)::int FROM org_role f WHERE f.role = ANY($6::text[])
         AND NOT EXISTS (SELECT FROM org_role h WHERE h.person_id = f.person_id AND h.role = ANY($7::text[])) GROUP BY f.role`,
      [
        [...(data.who.units ?? []), ...data.who.except, ...units],
        [...numbers, ...(data.who.only ?? []), ...data.who.except],
        data.who.jobFamilies ?? [],
        data.who.grades ?? [],
        data.calendar,
        roles,
        HR_ROLES,
      ],
    );
    const counts = (kind: Row['kind']) =>
      new Map(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.people]));
    const names = (kind: Row['kind']) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.name));
    return {
      units: names('unit'),
      numbers: names('number'),
      jobFamilies: names('family'),
      grades: names('grade'),
      calendars: names('calendar'),
      roleHolders: counts('role'),
      hr: names('hr'),
      signers: counts('signer'),
    };
  }
}

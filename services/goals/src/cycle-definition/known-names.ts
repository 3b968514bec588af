import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import type { KnownNames } from './validate-definition.js';

/** Looks up the names that a definition uses, and no others. */
@Injectable()
export class KnownNamesReader {
  async of(tx: Tx, data: Data): Promise<KnownNames> {
    const chains = Object.values(data.chains).flatMap((chain) => chain ?? []);
    const numbers = chains.flatMap((step) => (step.assign.kind === 'person' ? [step.assign.number] : []));
    const rows = await tx.query<{ kind: 'unit' | 'number' | 'family' | 'calendar'; name: string }>(
      `SELECT 'unit' AS kind, code AS name FROM org_unit WHERE code = ANY($1::text[])
       UNION ALL SELECT 'number', number FROM org_person WHERE number = ANY($2::text[])
       UNION ALL SELECT DISTINCT 'family', job_family FROM org_person WHERE job_family = ANY($3::text[])
       UNION ALL SELECT 'calendar', code FROM org_calendar WHERE code = $4`,
      [
        [...(data.who.units ?? []), ...data.who.except],
        [...numbers, ...data.who.except],
        data.who.jobFamilies ?? [],
        data.calendar,
      ],
    );
    const names = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.name));
    return {
      units: names('unit'),
      numbers: names('number'),
      jobFamilies: names('family'),
      calendars: names('calendar'),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { PeopleQuery, PersonPage, PersonView } from '@goalbeat/contracts/directory/http';
import { requireScopes, unitsFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { PERSON_COLUMNS, type PersonRow } from './person.repository.js';

type Query = z.infer<typeof PeopleQuery>;
const ACTION = 'directory.people.read';

@Injectable()
export class PersonService {
  constructor(private readonly work: UnitOfWork) {}

  /** In order of their number: oneself, one's reporting line, one's units, or everybody, as the roles say. */
  async list(principal: Principal, query: Query): Promise<z.infer<typeof PersonPage>> {
    requireScopes(principal, ACTION);
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    const rows = await this.work.read(principal.tenantId, (tx) => visible(tx, principal, { ...query, after }));
    return pageOfRows(rows, query.limit, personView, (row) => [row.number]);
  }

  /** @throws not-found, also for whom one may not see: their existence is not told. */
  one(principal: Principal, id: string): Promise<z.infer<typeof PersonView>> {
    requireScopes(principal, ACTION);
    return this.work.read(principal.tenantId, async (tx) => {
      const [row] = await visible(tx, principal, { limit: 1, after: null, id });
      return personView(row ?? (await tx.one<PersonRow>('SELECT 1 WHERE false')));
    });
  }
}

interface Filter {
  limit: number;
  after: string | null;
  id?: string | undefined;
  unit?: string | undefined;
  number?: string | undefined;
  role?: string | undefined;
}

/** One row more than the limit. The depth guard keeps a ring that older data might hold from running for ever. */
function visible(tx: Tx, principal: Principal, filter: Filter): Promise<PersonRow[]> {
  const scopes = requireScopes(principal, ACTION);
  return tx.query<PersonRow>(
    `WITH RECURSIVE line AS (
       SELECT id, 1 AS depth FROM person WHERE $4 AND manager_id = $3
       UNION ALL
       SELECT p.id, l.depth + 1 FROM person p JOIN line l ON p.manager_id = l.id WHERE l.depth < 50
     )
     SELECT ${PERSON_COLUMNS} FROM person p
     WHERE ($2 OR p.id = $3 OR p.id IN (SELECT id FROM line)
         OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && $5::uuid[]))
       AND ($6::uuid IS NULL OR p.id = $6)
       AND ($7::text IS NULL OR p.number > $7)
       AND ($8::text IS NULL OR p.number = $8)
       AND ($9::uuid IS NULL OR p.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path @> ARRAY[$9::uuid]))
       AND ($10::text IS NULL OR EXISTS (SELECT FROM role_assignment r WHERE r.person_id = p.id AND r.role = $10))
     ORDER BY p.number LIMIT $1`,
    [
      filter.limit + 1,
      scopes.includes('tenant'),
      scopes.includes('self') || scopes.includes('tree') ? principal.personId : null,
      scopes.includes('tree'),
      scopes.includes('units') ? unitsFor(principal, ACTION) : [],
      filter.id ?? null,
      filter.after,
      filter.number ?? null,
      filter.unit ?? null,
      filter.role ?? null,
    ],
  );
}

function personView({ seq: _seq, ...person }: PersonRow): z.infer<typeof PersonView> {
  return person;
}

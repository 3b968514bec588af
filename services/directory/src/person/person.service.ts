import { Injectable } from '@nestjs/common';
import type { PeopleQuery, PersonPage, PersonView } from '@goalbeat/contracts/directory/http';
import { requireScopes, type Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { tenantNow } from '../tenant/tenant.repository.js';
import { visible, type PersonFilter, type PersonAsSeen } from './visible-people.js';

type Query = z.infer<typeof PeopleQuery>;

@Injectable()
export class PersonService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * In order of their number: oneself, one's reporting line, one's units, or everybody, as the roles say now. With `asOf`, as
   * they were then; an instant still to come shows what is planned, to those who may see plans.
   */
  async list(principal: Principal, query: Query): Promise<z.infer<typeof PersonPage>> {
    requireScopes(principal, 'directory.people.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    const rows = await this.#visible(principal, { ...query, after, ids: query.ids?.split(',') });
    return pageOfRows(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.number],
    );
  }

  /** @throws not-found, also for whom one may not see: their existence is not told, and for who was not known then. */
  async one(principal: Principal, id: string, asOf?: string): Promise<z.infer<typeof PersonView>> {
    requireScopes(principal, 'directory.people.read');
    const [person] = await this.#visible(principal, { limit: 1, after: null, ids: [id], asOf });
    if (person === undefined) throw new DomainError('not-found', 'There is no such person here.');
    return person;
  }

  #visible(principal: Principal, filter: PersonFilter): Promise<PersonAsSeen[]> {
    return this.work.read(principal.tenantId, async (tx) => {
      const asOf = filter.asOf === undefined ? undefined : new Date(filter.asOf).toISOString();
      const planned = asOf !== undefined && asOf > (await tenantNow(tx, this.clock.now()));
      const action: Action = planned ? 'directory.changes.read' : 'directory.people.read';
      return visible(tx, principal, action, { ...filter, asOf });
    });
  }
}

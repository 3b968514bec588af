import { Injectable } from '@nestjs/common';
import type {
  RepublicationPage,
  RepublicationQuery,
  RepublicationView,
} from '@goalbeat/contracts/payroll/correction-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { RepublicationRepository, type RepublicationRow } from './republication.repository.js';

@Injectable()
export class RepublicationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly republications: RepublicationRepository,
  ) {}

  /** Whose scores they are is not in it: everybody who reads corrections may see that there is one. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof RepublicationQuery>): Promise<z.infer<typeof RepublicationPage>> {
    requireScopes(principal, 'payroll.correction.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) => {
      const filter = { cycleId: query.cycle ?? null, state: query.state ?? null, after, limit: query.limit };
      return pageOfRows(await this.republications.list(tx, filter), query.limit, viewOf, (row) => [row.batchId]);
    });
  }
}

const viewOf = (row: RepublicationRow): z.infer<typeof RepublicationView> => ({
  batchId: row.batchId,
  cycleId: row.cycleId,
  period: row.period,
  publication: row.no,
  reason: row.reason,
  state: row.state,
  counts: row.counts === null ? null : { overrides: 0, missing: 0, added: 0, ...row.counts },
  correctionId: row.correctionId,
  at: row.at,
});

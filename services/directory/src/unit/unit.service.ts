import { Injectable } from '@nestjs/common';
import type { UnitPage, UnitView } from '@goalbeat/contracts/directory/http';
import type { UnitsQuery } from '@goalbeat/contracts/directory/organisation-http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { tenantNow } from '../tenant/tenant.repository.js';
import { pageOfUnits, unitsAsOf, type UnitState } from './unit.repository.js';

type Query = z.infer<typeof UnitsQuery>;

@Injectable()
export class UnitService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * All units in order of their code: the tree is no secret within a tenant. With `asOf`, as they were then.
   * @throws forbidden for an instant still to come, to those who may not see what is planned
   */
  async list(principal: Principal, { limit, after, asOf }: Query): Promise<z.infer<typeof UnitPage>> {
    requireScopes(principal, 'directory.units.read');
    const afterCode = after === undefined ? null : String(decodeCursor(after, 1)[0]);
    const rows = await this.work.read(principal.tenantId, async (tx) => {
      if (asOf === undefined) return pageOfUnits(tx, limit, afterCode);
      const at = new Date(asOf).toISOString();
      if (at > (await tenantNow(tx, this.clock.now())))
        requireMay(principal, 'directory.changes.read', { tenantId: principal.tenantId });
      const units = await unitsAsOf(tx, at);
      return units.filter((unit) => afterCode === null || unit.code > afterCode).slice(0, limit + 1);
    });
    return pageOfRows(rows, limit, unitView, (row) => [row.code]);
  }
}

function unitView(row: UnitState): z.infer<typeof UnitView> {
  const { id, code, name, kind, parentId, headPersonId, zone, currency, calendar, version } = row;
  return { id, code, name, kind, parentId, headPersonId, zone, currency, calendar, version };
}

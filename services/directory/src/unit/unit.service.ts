import { Injectable } from '@nestjs/common';
import type { UnitPage, UnitView } from '@goalbeat/contracts/directory/http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { pageOfUnits, type UnitRow } from './unit.repository.js';

@Injectable()
export class UnitService {
  constructor(private readonly work: UnitOfWork) {}

  /** All units in order of their code: the tree is no secret within a tenant. */
  async list(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof UnitPage>> {
    requireScopes(principal, 'directory.units.read');
    const afterCode = after === undefined ? null : String(decodeCursor(after, 1)[0]);
    const rows = await this.work.read(principal.tenantId, (tx) => pageOfUnits(tx, limit, afterCode));
    return pageOfRows(rows, limit, unitView, (row) => [row.code]);
  }
}

function unitView(row: UnitRow): z.infer<typeof UnitView> {
  const { id, code, name, kind, parentId, headPersonId, zone, currency, calendar, version } = row;
  return { id, code, name, kind, parentId, headPersonId, zone, currency, calendar, version };
}

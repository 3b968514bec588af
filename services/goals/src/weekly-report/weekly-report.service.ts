import { Injectable } from '@nestjs/common';
import type { WeeklyReportQuery, WeeklyReportView } from '@goalbeat/contracts/goals/sheet-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { addScope, Conditions } from '@goalbeat/org-copy/row-scope';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { LateReader } from '../cycle/late-reader.js';
import { above, ranking, unitRows, WeeklyFigures } from './weekly-figures.js';

/** Completion by unit, ranking, who is above the threshold, who is late: of the people one may see. */
@Injectable()
export class WeeklyReportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly figures: WeeklyFigures,
    private readonly late: LateReader,
  ) {}

  /** @throws not-found, forbidden */
  report(principal: Principal, query: z.infer<typeof WeeklyReportQuery>): Promise<z.infer<typeof WeeklyReportView>> {
    const conditions = addScope(new Conditions(), principal, 'goals.sheet.read', {
      person: 's.person_id',
      unit: 's.unit_id',
    });
    conditions.equals('s.cycle_id', query.cycle, '::uuid').add(`s.state <> 'cancelled'`);
    return this.uow.read(principal.tenantId, async (tx) => {
      const cycle = await this.cycles.one(tx, query.cycle);
      const sheets = await this.figures.sheets(tx, conditions);
      const late = await this.late.of(tx, principal, cycle.id);
      return {
        cycleId: cycle.id,
        period: cycle.period,
        provisional: sheets.some((sheet) => sheet.state !== 'confirmed' && sheet.state !== 'unreported'),
        units: unitRows(sheets),
        ranking: ranking(sheets),
        above: { threshold: query.above, people: above(sheets, query.above) },
        late: late.map(({ personId, name, subjectKind, lateMinutes }) => ({
          personId,
          name,
          what: subjectKind,
          lateMinutes,
        })),
      };
    });
  }
}

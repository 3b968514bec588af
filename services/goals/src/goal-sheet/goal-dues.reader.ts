import { Injectable } from '@nestjs/common';
import type { TimelineStep } from '@goalbeat/domain/calendar/timeline';
import { Calendars } from '@goalbeat/org-copy/calendars';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ownDue, type CycleDues } from './goal-dues.js';
import { elapsedAt, markRed } from './goal-pace.js';
import type { GoalRow, SheetRow } from './goal-sheet.repository.js';
import { markLate } from './mark-late.js';

interface Row extends Pick<CycleDues, 'period' | 'zone' | 'closesAt' | 'pauses'> {
  id: string;
  calendar: string;
  timeline: TimelineStep[];
}

/** Deadlines of cycles, few at a time. */
@Injectable()
export class GoalDues {
  constructor(private readonly calendars: Calendars) {}

  /** One sheet's goals as they are measured now, with the deadline that was missed and whether they are behind. @throws copy-behind */
  async marked(
    tx: Tx,
    sheet: Pick<SheetRow, 'cycleId' | 'issuedAt' | 'state'>,
    { before, after, now }: { before: readonly GoalRow[]; after: readonly GoalRow[]; now: string },
  ): Promise<GoalRow[]> {
    const cycle = (await this.of(tx, [sheet])).get(sheet.cycleId);
    const late = markLate(
      before,
      after,
      (goal) => (cycle === undefined ? null : ownDue(cycle, goal, sheet.issuedAt)),
      now,
    );
    return markRed(before, late, sheet, cycle, elapsedAt(now));
  }

  /** By cycle. @throws copy-behind */
  async of(tx: Tx, sheets: readonly { cycleId: string }[]): Promise<Map<string, CycleDues>> {
    const rows = await tx.query<Row>(
      `SELECT c.id, c.period, c.pauses, v.data->>'zone' AS zone, v.data->>'calendar' AS calendar, v.data->'timeline' AS timeline,
         (SELECT s.at FROM cycle_step s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id AND s.step = 'close-reporting') AS "closesAt"
       FROM cycle c JOIN cycle_definition_version v
         ON v.tenant_id = c.tenant_id AND v.definition_id = c.definition_id AND v.version = c.definition_version
       WHERE c.id = ANY($1::uuid[])`,
      [[...new Set(sheets.map(({ cycleId }) => cycleId))]],
    );
    const found = new Map<string, CycleDues>();
    for (const { id, timeline, calendar, ...row } of rows) {
      found.set(id, {
        ...row,
        move: timeline.find(({ step }) => step === 'close-reporting')?.move ?? 'keep',
        calendar: await this.calendars.byCode(tx, calendar),
      });
    }
    return found;
  }
}

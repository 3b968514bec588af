import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';

export interface SheetInSet {
  id: string;
  personId: string;
  personName: string;
  unitId: string;
  state: SheetState;
  /** Last day with the company, when that is within the period. */
  leftOn: string | null;
}

const RETURNING = `s.id, s.person_id AS "personId", s.unit_id AS "unitId", $3::text AS state, s.left_on AS "leftOn",
  COALESCE((SELECT p.name FROM org_person p WHERE p.tenant_id = s.tenant_id AND p.id = s.person_id), '') AS "personName"`;

/** What a deadline does to many sheets at once. */
@Injectable()
export class SheetSets {
  /** The next sheets in one of the states, by id. */
  inStates(
    tx: Tx,
    cycleId: string,
    states: readonly SheetState[],
    after: string | null,
    limit: number,
  ): Promise<SheetInSet[]> {
    return tx.query<SheetInSet>(
      `SELECT s.id, s.person_id AS "personId", s.unit_id AS "unitId", s.state, s.left_on AS "leftOn", COALESCE(p.name, '') AS "personName"
       FROM goal_sheet s LEFT JOIN org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
       WHERE s.cycle_id = $1 AND s.state = ANY($2::text[]) AND ($3::uuid IS NULL OR s.id > $3) ORDER BY s.id LIMIT $4`,
      [cycleId, states, after, limit],
    );
  }

  /** Plans nobody decided in time hold as they stand: planned, by the deadline. */
  async acceptPlans(tx: Tx, cycleId: string, sheetIds: readonly string[], at: string): Promise<SheetInSet[]> {
    const sheets = await tx.query<SheetInSet>(
      `UPDATE goal_sheet s SET state = 'planned', version = version + 1, planned_at = $4, planned_by = 'deadline'
       WHERE s.cycle_id = $1 AND s.id = ANY($2::uuid[]) AND s.state IN ('issued', 'plan-submitted', 'plan-returned')
       RETURNING ${RETURNING}`,
      [cycleId, sheetIds, 'planned', at],
    );
    await tx.execute(
      'UPDATE goal SET returned_reason = NULL WHERE sheet_id = ANY($1::uuid[]) AND returned_reason IS NOT NULL',
      [sheets.map((sheet) => sheet.id)],
    );
    this.log(tx, cycleId, sheets, 'plan.accepted-as-issued', at, 'not-planned-in-time');
    return sheets;
  }

  /** Reports nobody decided in time, and whose ladder does not refuse them, hold as they were made. */
  async confirm(tx: Tx, cycleId: string, sheetIds: readonly string[], at: string): Promise<SheetInSet[]> {
    const sheets = await tx.query<SheetInSet>(
      `UPDATE goal_sheet s SET state = 'confirmed', version = version + 1, closed_at = $4, closed_by = 'deadline'
       WHERE s.cycle_id = $1 AND s.id = ANY($2::uuid[]) AND s.state = 'report-submitted' RETURNING ${RETURNING}`,
      [cycleId, sheetIds, 'confirmed', at],
    );
    this.log(tx, cycleId, sheets, 'sheet.confirmed', at, 'not-decided-in-time');
    return sheets;
  }

  /** Counts as zero, exactly: also what was entered by hand and never reported. */
  async closeUnreported(tx: Tx, cycleId: string, sheetIds: readonly string[], at: string): Promise<SheetInSet[]> {
    const sheets = await tx.query<SheetInSet>(
      `UPDATE goal_sheet s SET state = 'unreported', version = version + 1, closed_at = $4, closed_by = 'deadline', completion = '0/1'
       WHERE s.cycle_id = $1 AND s.id = ANY($2::uuid[])
         AND s.state IN ('issued', 'plan-submitted', 'plan-returned', 'planned', 'report-submitted', 'report-returned')
       RETURNING ${RETURNING}`,
      [cycleId, sheetIds, 'unreported', at],
    );
    await tx.execute(`UPDATE goal SET attainment = '0/1' WHERE sheet_id = ANY($1::uuid[])`, [
      sheets.map((sheet) => sheet.id),
    ]);
    this.log(tx, cycleId, sheets, 'sheet.unreported', at, 'not-reported-in-time');
    return sheets;
  }

  /** Who has left without a report is left out, as people on leave are: neither zero nor paid. */
  async leaveOut(tx: Tx, cycleId: string, sheetIds: readonly string[], at: string): Promise<void> {
    const sheets = await tx.query<SheetInSet>(
      `UPDATE goal_sheet s SET state = 'cancelled', version = version + 1, closed_at = $4, closed_by = 'deadline'
       WHERE s.cycle_id = $1 AND s.id = ANY($2::uuid[])
         AND s.state IN ('issued', 'plan-submitted', 'plan-returned', 'planned', 'report-submitted', 'report-returned')
       RETURNING ${RETURNING}`,
      [cycleId, sheetIds, 'cancelled', at],
    );
    this.log(tx, cycleId, sheets, 'sheet.left-out', at, 'left');
  }

  log(tx: Tx, cycleId: string, sheets: readonly SheetInSet[], action: string, at: string, reason: string): void {
    for (const sheet of sheets) {
      tx.log({ subjectKind: 'goal-sheet', subjectId: sheet.id, cycleId, action, ...BY_DEADLINE, at, reason });
    }
  }

  notify(tx: Tx, sheets: readonly SheetInSet[], kind: string, at: string, values: Record<string, string>): void {
    for (const sheet of sheets) {
      const data: NoticeRequested = {
        noticeId: uuidv7(),
        personId: sheet.personId,
        kind,
        at,
        subjectKind: 'goal-sheet',
        subjectId: sheet.id,
        values,
      };
      tx.publish({ type: APPROVAL_EVENTS.notice, subject: sheet.id, data });
    }
  }
}

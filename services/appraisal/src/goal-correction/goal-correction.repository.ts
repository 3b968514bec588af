import { Injectable } from '@nestjs/common';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { correctSheet, type GoalCorrection } from './correct-sheet.js';

const COLUMNS = 'sheet_id AS "sheetId", goal_id AS "goalId", attainment, actual, evidence';

/** What of a run's results was corrected after they were published. */
@Injectable()
export class GoalCorrectionRepository {
  /** Oldest first: the last word counts. */
  ofRun(tx: Tx, runId: string): Promise<GoalCorrection[]> {
    return tx.query<GoalCorrection>(`SELECT ${COLUMNS} FROM goal_correction WHERE run_id = $1 ORDER BY no`, [runId]);
  }

  /** The sheet as it counts now. */
  async correct(tx: Tx, runId: string, sheet: SheetResult): Promise<SheetResult> {
    const rows = await tx.query<GoalCorrection>(
      `SELECT ${COLUMNS} FROM goal_correction WHERE run_id = $1 AND sheet_id = $2 ORDER BY no`,
      [runId, sheet.sheetId],
    );
    return correctSheet(sheet, rows);
  }

  async add(tx: Tx, runId: string, no: number, corrections: readonly GoalCorrection[]): Promise<void> {
    if (corrections.length === 0) return;
    await tx.execute(
      `INSERT INTO goal_correction (tenant_id, run_id, no, sheet_id, goal_id, attainment, actual, evidence)
       SELECT $1, $2, $3, "sheetId", "goalId", attainment, actual, evidence
       FROM jsonb_to_recordset($4::jsonb) AS r("sheetId" uuid, "goalId" uuid, attainment text, actual text, evidence text)`,
      [tx.tenantId, runId, no, JSON.stringify(corrections)],
    );
  }
}

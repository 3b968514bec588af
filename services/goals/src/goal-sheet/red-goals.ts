import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { GoalDues } from './goal-dues.reader.js';
import { elapsedAt, goalPace } from './goal-pace.js';
import { GOAL_COLUMNS, type GoalRow, type SheetRow } from './goal-sheet.repository.js';

type RedGoal = Pick<GoalRow, 'id' | 'sheetId' | 'actual' | 'outcome'>;
type Sheet = Pick<SheetRow, 'id' | 'cycleId' | 'issuedAt' | 'state'>;

/** Goals that time alone has made red stay so when HR gives more time or asks for less, until they have 75 % of their pace. */
@Injectable()
export class RedGoals {
  constructor(private readonly dues: GoalDues) {}

  /** To be asked before anything moves. @param at when time was counted last: a pause is nobody's delay. @throws copy-behind */
  async of(tx: Tx, cycleId: string, at: string): Promise<RedGoal[]> {
    const sheets = await tx.query<Sheet>(
      `SELECT id, cycle_id AS "cycleId", issued_at AS "issuedAt", state FROM goal_sheet WHERE cycle_id = $1 AND state <> 'cancelled'`,
      [cycleId],
    );
    const goals = await tx.query<GoalRow>(
      `SELECT ${GOAL_COLUMNS} FROM goal WHERE sheet_id = ANY($1::uuid[]) AND NOT was_red`,
      [sheets.map(({ id }) => id)],
    );
    const cycle = (await this.dues.of(tx, sheets)).get(cycleId);
    const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]));
    const elapsed = elapsedAt(at);
    return goals.filter((goal) => {
      const sheet = byId.get(goal.sheetId);
      return sheet !== undefined && goalPace(goal, sheet, cycle, elapsed)?.red === true;
    });
  }

  /** After approvals were touched: whoever decides takes those before the sheets. What was measured meanwhile stands. */
  async keep(tx: Tx, red: readonly RedGoal[]): Promise<void> {
    if (red.length === 0) return;
    await tx.query('SELECT id FROM goal_sheet WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
      [...new Set(red.map(({ sheetId }) => sheetId))],
    ]);
    await tx.execute(
      `UPDATE goal g SET was_red = true
       FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, actual numeric, outcome text)
       WHERE g.id = x.id AND g.actual IS NOT DISTINCT FROM x.actual AND g.outcome IS NOT DISTINCT FROM x.outcome`,
      [JSON.stringify(red)],
    );
  }
}

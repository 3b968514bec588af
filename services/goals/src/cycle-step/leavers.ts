import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { parsePeriod } from '@goalbeat/domain/period/period';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { completionOf, measured } from '../goal-sheet/measure.js';
import { GoalSheetRepository } from '../goal-sheet/goal-sheet.repository.js';
import { todayOf, type Running } from './running.js';
import { SheetDrafts, type Prorated } from './sheet-drafts.js';

interface OwnSheet {
  id: string;
  unitId: string;
  templateId: string | null;
  workedDays: number;
  leftOn: string | null;
  cameIn: string | null;
  state: string;
}
interface Employment {
  joinedOn: string;
  leftOn: string | null;
}

const CLOSED = ['confirmed', 'unreported', 'cancelled'];
/** Once the report is handed in, what it was measured by stays. */
const REPORTED = ['report-submitted', 'report-returned'];

/** A sheet whose owner leaves stays, with the days up to leaving; from the day after nothing is asked of them. */
@Injectable()
export class Leavers {
  constructor(
    private readonly sheets: GoalSheetRepository,
    private readonly drafts: SheetDrafts,
    private readonly engine: ApprovalEngine,
  ) {}

  /** The person's sheet in the cycle; undefined when there is none. */
  sheetOf(tx: Tx, cycleId: string, personId: string): Promise<OwnSheet | undefined> {
    return tx.maybe<OwnSheet>(
      `SELECT id, unit_id AS "unitId", template_id AS "templateId", worked_days AS "workedDays", left_on AS "leftOn", came_in AS "cameIn", state
       FROM goal_sheet WHERE cycle_id = $1 AND person_id = $2 FOR UPDATE`,
      [cycleId, personId],
    );
  }

  /** Said again, or taken back, it comes to the same. */
  async keep(tx: Tx, running: Running, sheet: OwnSheet, { joinedOn, leftOn: left }: Employment): Promise<void> {
    const period = parsePeriod(running.cycle.period);
    const leftOn = left !== null && left < period.end ? left : null;
    if (leftOn === sheet.leftOn || CLOSED.includes(sheet.state)) return;
    const person = { unitId: sheet.unitId, joinedOn: sheet.cameIn ?? joinedOn, leftOn };
    const days = (await this.drafts.days(tx, running, [person]))(person);
    const targets =
      sheet.templateId === null || REPORTED.includes(sheet.state)
        ? new Map<string, Prorated>()
        : await this.drafts.targets(tx, running, { templateId: sheet.templateId, unitId: sheet.unitId }, days);
    await this.#prorate(tx, sheet.id, targets);
    const completion = completionOf(await this.sheets.goals(tx, [sheet.id]));
    await tx.execute(
      `UPDATE goal_sheet SET left_on = $2, worked_days = $3, target_worked = $4, completion = $5, version = version + 1 WHERE id = $1`,
      [sheet.id, leftOn, days.worked, days.targetWorked, completion],
    );
    tx.log({
      subjectKind: 'goal-sheet',
      subjectId: sheet.id,
      cycleId: running.cycle.id,
      action: leftOn === null ? 'sheet.stays' : 'sheet.leaver',
      ...BY_DEADLINE,
      channel: 'event',
      at: running.now,
      reason: leftOn === null ? 'leaving-taken-back' : 'left',
      details: { leftOn, workedDays: days.worked, fullDays: days.full },
    });
  }

  /** Takes what was asked of those who are gone by now from their desks. */
  async settle(tx: Tx, running: Running): Promise<void> {
    const gone = await tx.query<{ id: string }>(
      `SELECT s.id FROM goal_sheet s WHERE s.cycle_id = $1 AND s.left_on < $2::date AND EXISTS (SELECT 1 FROM approval_task t
         WHERE t.tenant_id = s.tenant_id AND t.subject_id = s.id::text AND t.kind = 'todo' AND t.state = 'open')`,
      [running.cycle.id, todayOf(running)],
    );
    const subjectIds = gone.map(({ id }) => id);
    for (const subjectKind of ['make-plan', 'make-report'])
      await this.engine.closeTodos(tx, { subjectKind, subjectIds });
  }

  /** Targets that a person has set stay theirs. */
  async #prorate(tx: Tx, sheetId: string, targets: ReadonlyMap<string, Prorated>): Promise<void> {
    if (targets.size === 0) return;
    const given = await tx.query<{ id: string; issuedTarget: string | null }>(
      'SELECT id, issued_target AS "issuedTarget" FROM goal WHERE sheet_id = $1 AND (issued_target IS NULL OR target = issued_target)',
      [sheetId],
    );
    const untouched = new Set(given.map(({ id }) => id));
    const after = (await this.sheets.goals(tx, [sheetId])).flatMap((goal) => {
      const { target, baseline } = targets.get(goal.code) ?? {};
      return target === undefined || baseline === undefined || !untouched.has(goal.id)
        ? []
        : [measured({ ...goal, target, baseline })];
    });
    await this.sheets.saveGoals(tx, after);
    await tx.execute('UPDATE goal SET issued_target = target WHERE id = ANY($1::uuid[])', [after.map(({ id }) => id)]);
  }
}

import { Injectable } from '@nestjs/common';
import type { GoalTemplateView } from '@goalbeat/contracts/goals/template-http';
import { dayOf } from '@goalbeat/domain/calendar/timeline';
import { parsePeriod } from '@goalbeat/domain/period/period';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export type TemplateGoal = z.infer<typeof GoalTemplateView>['goals'][number];
export interface NewSheet {
  id: string;
  personId: string;
  personName: string;
  unitId: string;
  grade: string;
  workedDays: number;
  fullDays: number;
  /** What targets were prorated by. */
  targetWorked: number;
  targetFull: number;
  /** The day its owner came into a cycle that was running. */
  cameIn: string | null;
  template: { id: string; version: number };
  goals: (TemplateGoal & { id: string })[];
}
export interface PlacedGoal {
  goal: TemplateGoal & { id: string };
  sheetId: string;
  position: number;
}
export interface Skipped {
  personId: string;
  reason: string;
}

/** Thousands of sheets in a few statements. */
@Injectable()
export class SheetWriter {
  async insert(tx: Tx, cycle: { id: string; period: string }, sheets: readonly NewSheet[], at: string): Promise<void> {
    if (sheets.length === 0) return;
    const goals = sheets.flatMap((sheet) =>
      sheet.goals.map((goal, position) => ({ goal, sheetId: sheet.id, position })),
    );
    await Promise.all([
      tx.execute(
        `INSERT INTO goal_sheet (tenant_id, id, cycle_id, person_id, unit_id, grade, state, version, worked_days, full_days, issued_at,
           target_worked, target_full, template_id, template_version, came_in)
         SELECT $1, x.id, $2, x.person, x.unit, x.grade, 'issued', 1, x.worked, x.full_days, $3, x.target_worked, x.target_full,
           x.template, x.template_version, x.came_in
         FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::int[], $9::int[], $10::int[], $11::int[], $12::uuid[], $13::bigint[], $14::date[])
           AS x(id, person, unit, grade, worked, full_days, target_worked, target_full, template, template_version, came_in)`,
        [
          tx.tenantId,
          cycle.id,
          at,
          sheets.map((sheet) => sheet.id),
          sheets.map((sheet) => sheet.personId),
          sheets.map((sheet) => sheet.unitId),
          sheets.map((sheet) => sheet.grade),
          sheets.map((sheet) => sheet.workedDays),
          sheets.map((sheet) => sheet.fullDays),
          sheets.map((sheet) => sheet.targetWorked),
          sheets.map((sheet) => sheet.targetFull),
          sheets.map((sheet) => sheet.template.id),
          sheets.map((sheet) => sheet.template.version),
          sheets.map((sheet) => sheet.cameIn),
        ],
      ),
      this.insertGoals(tx, cycle, goals),
    ]);
  }

  async insertGoals(tx: Tx, cycle: { period: string }, goals: readonly PlacedGoal[]): Promise<void> {
    if (goals.length === 0) return;
    const period = parsePeriod(cycle.period);
    await tx.execute(
      `INSERT INTO goal (tenant_id, id, sheet_id, position, code, title, type, direction, target, baseline, unit, weight, group_code, evidence_required,
           metric, due_on, lower_formula, rating_max, issued_target, issued_weight)
         SELECT $1, x.*, x.target, x.weight FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::numeric[],
           $10::numeric[], $11::text[], $12::numeric[], $13::text[], $14::boolean[], $15::text[], $16::date[], $17::text[], $18::numeric[])
           AS x(id, sheet, position, code, title, type, direction, target, baseline, unit, weight, group_code, evidence,
             metric, due_on, lower_formula, rating_max)`,
      [
        tx.tenantId,
        goals.map(({ goal }) => goal.id),
        goals.map(({ sheetId }) => sheetId),
        goals.map(({ position }) => position),
        goals.map(({ goal }) => goal.code),
        goals.map(({ goal }) => goal.title),
        goals.map(({ goal }) => goal.type),
        goals.map(({ goal }) => goal.direction),
        goals.map(({ goal }) => goal.target),
        goals.map(({ goal }) => goal.baseline),
        goals.map(({ goal }) => goal.unit),
        goals.map(({ goal }) => goal.weight),
        goals.map(({ goal }) => goal.group),
        goals.map(({ goal }) => goal.evidenceRequired),
        goals.map(({ goal }) => goal.metric),
        goals.map(({ goal }) => (goal.deadline === null ? null : dayOf(period, goal.deadline))),
        goals.map(({ goal }) => goal.scoring?.lower ?? null),
        goals.map(({ goal }) => goal.scoring?.scale ?? null),
      ],
    );
  }

  async skip(tx: Tx, cycleId: string, skipped: readonly Skipped[]): Promise<void> {
    if (skipped.length === 0) return;
    await tx.execute(
      `INSERT INTO cycle_skipped_person (tenant_id, cycle_id, person_id, reason)
       SELECT $1, $2, x.person, x.reason FROM unnest($3::uuid[], $4::text[]) AS x(person, reason)
       ON CONFLICT (tenant_id, cycle_id, person_id) DO UPDATE SET reason = EXCLUDED.reason`,
      [tx.tenantId, cycleId, skipped.map((one) => one.personId), skipped.map((one) => one.reason)],
    );
  }

  /** They have a sheet now. */
  async unskip(tx: Tx, cycleId: string, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    await tx.execute('DELETE FROM cycle_skipped_person WHERE cycle_id = $1 AND person_id = ANY($2::uuid[])', [
      cycleId,
      personIds,
    ]);
  }

  issueCounts(tx: Tx, cycleId: string): Promise<{ issued: number; skipped: number }> {
    return tx.one(
      `SELECT (SELECT count(*)::int FROM goal_sheet WHERE cycle_id = $1) AS issued,
         (SELECT count(*)::int FROM cycle_skipped_person WHERE cycle_id = $1) AS skipped`,
      [cycleId],
    );
  }
}

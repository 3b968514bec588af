import { Injectable } from '@nestjs/common';
import { Conditions } from '@goalbeat/org-copy/row-scope';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { dayOf } from '@goalbeat/domain/calendar/timeline';
import { parsePeriod } from '@goalbeat/domain/period/period';
import { requireWeights100 } from '../goal-template/check-template.js';
import type { PinnedTemplate } from '../cycle-step/cycle-templates.js';
import { GOAL_COLUMNS } from '../goal-sheet/goal-sheet.repository.js';
import { SheetWriter } from '../goal-sheet/sheet-writer.js';
import type { ChangeableGoal } from './change-goals.js';
import type { Changed, ChangeableSheet } from './change-table.js';

/** Absent: not restricted by it. */
export interface WhichSheets {
  templateId?: string | undefined;
  /** A unit's id: its sheets and those below. */
  unitId?: string | undefined;
  personId?: string | undefined;
  /** Only sheets with a goal of this code. */
  goal?: string | undefined;
}
type SheetColumns = Omit<ChangeableSheet, 'days' | 'goals'> & { worked: number; full: number };

/** Sheets of a cycle whose results are not out, many at once. */
@Injectable()
export class ChangeableSheets {
  constructor(private readonly writer: SheetWriter) {}

  async load(tx: Tx, cycleId: string, which: WhichSheets, lock: boolean): Promise<ChangeableSheet[]> {
    const conditions = new Conditions()
      .equals('s.cycle_id', cycleId, '::uuid')
      .equals('s.template_id', which.templateId, '::uuid')
      .equals('s.person_id', which.personId, '::uuid')
      .add(`s.state NOT IN ('unreported', 'cancelled')`);
    if (which.unitId !== undefined) {
      conditions.add(
        `s.unit_id IN (SELECT u.id FROM org_unit u WHERE ${conditions.param(which.unitId)}::uuid = ANY(u.path))`,
      );
    }
    if (which.goal !== undefined) {
      conditions.add(
        `EXISTS (SELECT 1 FROM goal g WHERE g.tenant_id = s.tenant_id AND g.sheet_id = s.id AND g.code = ${conditions.param(which.goal)})`,
      );
    }
    const sheets = await tx.query<SheetColumns>(
      `SELECT s.id, s.person_id AS "personId", COALESCE(p.name, '') AS "personName", s.unit_id AS "unitId", s.state,
         s.version::int AS version, s.completion, COALESCE(s.target_worked, s.worked_days) AS worked,
         COALESCE(s.target_full, s.full_days) AS full
       FROM goal_sheet s LEFT JOIN org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
       ${conditions.where} ORDER BY s.id${lock ? ' FOR UPDATE OF s' : ''}`,
      conditions.values,
    );
    const goals = await tx.query<ChangeableGoal>(
      `SELECT ${GOAL_COLUMNS}, position, issued_target AS "issuedTarget", issued_weight AS "issuedWeight",
         EXISTS (SELECT 1 FROM evidence e WHERE e.tenant_id = goal.tenant_id AND e.goal_id = goal.id) AS "hasEvidence"
       FROM goal WHERE sheet_id = ANY($1::uuid[]) ORDER BY sheet_id, position`,
      [sheets.map(({ id }) => id)],
    );
    const bySheet = Map.groupBy(goals, ({ sheetId }) => sheetId);
    return sheets.map(({ worked, full, ...sheet }) => ({
      ...sheet,
      days: { worked, full },
      goals: bySheet.get(sheet.id) ?? [],
    }));
  }

  async save(
    tx: Tx,
    changed: readonly Changed[],
    said: { at: string; reason: string; period: string; template: PinnedTemplate | null },
  ): Promise<void> {
    if (changed.length === 0) return;
    changed.filter(({ after }) => after.changes.some(({ field }) => REWEIGHED.has(field))).forEach(requireWhole);
    const period = parsePeriod(said.period);
    const deadlines = new Map(said.template?.goals.map(({ code, deadline }) => [code, deadline]));
    const known = new Set(changed.flatMap(({ sheet }) => sheet.goals.map(({ id }) => id)));
    const after = changed.flatMap(({ sheet, after: { goals } }) =>
      goals.map((goal) => {
        const deadline = deadlines.get(goal.code);
        const due = deadline === undefined ? {} : { dueOn: deadline === null ? null : dayOf(period, deadline) };
        return { ...goal, ...due, sheetId: sheet.id };
      }),
    );
    await tx.execute('DELETE FROM goal WHERE id = ANY($1::uuid[])', [
      changed.flatMap(({ after: { dropped } }) => dropped),
    ]);
    await tx.execute(
      `UPDATE goal g SET title = x.title, type = x.type, direction = x.direction, target = x.target, baseline = x.baseline,
         unit = x.unit, weight = x.weight, group_code = x."group", evidence_required = x."evidenceRequired", attainment = x.attainment,
         position = x.position, metric = x.metric, due_on = x."dueOn",
         late_since = CASE WHEN g.due_on IS NOT DISTINCT FROM x."dueOn" THEN g.late_since END, lower_formula = x."lowerFormula", rating_max = x."ratingMax",
         issued_target = x."issuedTarget", issued_weight = x."issuedWeight"
       FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, title text, type text, direction text, target numeric, baseline numeric,
         unit text, weight numeric, "group" text, "evidenceRequired" boolean, attainment text, position int, metric text, "dueOn" date,
         "lowerFormula" text, "ratingMax" numeric,
         "issuedTarget" numeric, "issuedWeight" numeric) WHERE g.id = x.id`,
      [JSON.stringify(after.filter(({ id }) => known.has(id)))],
    );
    await this.writer.insertGoals(
      tx,
      said,
      after
        .filter(({ id }) => !known.has(id))
        .map(({ sheetId, position, ...goal }) => ({ goal: { ...BLANK, ...goal }, sheetId, position })),
    );
    await tx.execute(
      `UPDATE goal_sheet s SET completion = x.completion, version = s.version + 1, changed_at = $2, changed_reason = $3,
         template_version = COALESCE($4::bigint, s.template_version)
       FROM unnest($1::uuid[], $5::text[]) AS x(id, completion) WHERE s.id = x.id`,
      [
        changed.map(({ sheet }) => sheet.id),
        said.at,
        said.reason,
        said.template?.version ?? null,
        changed.map(({ completion }) => completion),
      ],
    );
  }
}

const REWEIGHED = new Set(['weight', 'goal']);
/** A sheet that does not make 100 could be submitted by nobody any more. */
const requireWhole = ({ after }: Changed): void =>
  requireWeights100(
    after.goals.map(({ weight }) => weight),
    'change',
  );

/** What a template's goal says beyond a sheet's. */
const BLANK = { targetIs: 'value', metric: null, deadline: null, scoring: null, pack: null } as const;

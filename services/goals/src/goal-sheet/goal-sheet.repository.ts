import { Injectable } from '@nestjs/common';
import type { Direction, GoalType, LowerFormula } from '@goalbeat/domain/scoring/goal-type';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Conditions } from '@goalbeat/org-copy/row-scope';
import type { GoalSnapshot } from './sheet-diff.js';

export const OUTCOMES = ['done', 'not-done', 'partly'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SheetRow {
  id: string;
  cycleId: string;
  period: string;
  personId: string;
  personName: string;
  unitId: string;
  state: SheetState;
  version: number;
  /** Exact fraction. */
  completion: string;
  workedDays: number;
  fullDays: number;
  approvalId: string | null;
  submitted: GoalSnapshot[] | null;
  returned: GoalSnapshot[] | null;
  issuedAt: string;
  leftOn: string | null;
  changedAt: string | null;
  changedReason: string | null;
}
export interface GoalRow {
  id: string;
  sheetId: string;
  code: string;
  title: string;
  type: GoalType;
  direction: Direction;
  target: string;
  baseline: string | null;
  unit: string;
  weight: string;
  group: string;
  evidenceRequired: boolean;
  metric?: string | null;
  dueOn?: string | null;
  /** Its deadline, when the actual was entered after it. */
  lateSince?: string | null;
  /** Behind its pace when it was measured last. */
  wasRed?: boolean;
  /** As its template says; null: as usual. */
  lowerFormula?: LowerFormula | null;
  ratingMax?: string | null;
  actual: string | null;
  outcome: Outcome | null;
  comment: string | null;
  attainment: string;
  returnedReason: string | null;
}
export interface EvidenceRow {
  id: string;
  goalId: string;
  kind: 'file' | 'link';
  name: string;
  sha256: string | null;
}
export interface FeedbackRow {
  sheetId: string;
  at: string;
  byPersonId: string;
  text: string;
}

const COLUMNS = `s.id, s.cycle_id AS "cycleId", c.period, s.person_id AS "personId", COALESCE(p.name, '') AS "personName", s.unit_id AS "unitId",
  s.state, s.version::int AS version, s.completion, s.worked_days AS "workedDays", s.full_days AS "fullDays",
  s.approval_id AS "approvalId", s.submitted, s.returned, s.issued_at AS "issuedAt", s.left_on AS "leftOn", s.changed_at AS "changedAt",
  s.changed_reason AS "changedReason"`;
const FROM = `goal_sheet s JOIN cycle c ON c.tenant_id = s.tenant_id AND c.id = s.cycle_id
  LEFT JOIN org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id`;
export const GOAL_COLUMNS = `id, sheet_id AS "sheetId", code, title, type, direction, target, baseline, unit, weight, group_code AS "group",
  evidence_required AS "evidenceRequired", metric, due_on AS "dueOn", late_since AS "lateSince", was_red AS "wasRed", lower_formula AS "lowerFormula", rating_max AS "ratingMax", actual, outcome, comment, attainment, returned_reason AS "returnedReason"`;

@Injectable()
export class GoalSheetRepository {
  /** @throws not-found */
  one(tx: Tx, id: string): Promise<SheetRow> {
    return tx.one<SheetRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE s.id = $1`, [id]);
  }

  /** @throws not-found */
  lock(tx: Tx, id: string): Promise<SheetRow> {
    return tx.one<SheetRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE s.id = $1 FOR UPDATE OF s`, [id]);
  }

  page(tx: Tx, conditions: Conditions, limit: number): Promise<SheetRow[]> {
    return tx.query<SheetRow>(
      `SELECT ${COLUMNS} FROM ${FROM} ${conditions.where} ORDER BY s.id LIMIT ${conditions.param(limit)}`,
      conditions.values,
    );
  }

  goals(tx: Tx, sheetIds: readonly string[]): Promise<GoalRow[]> {
    return tx.query<GoalRow>(
      `SELECT ${GOAL_COLUMNS} FROM goal WHERE sheet_id = ANY($1::uuid[]) ORDER BY sheet_id, position`,
      [sheetIds],
    );
  }

  /** The sheet whose plan was agreed with this person last in an earlier cycle of the definition; undefined when it is the first. */
  last(tx: Tx, sheet: Pick<SheetRow, 'cycleId' | 'personId'>): Promise<{ id: string; period: string } | undefined> {
    return tx.maybe<{ id: string; period: string }>(
      `SELECT s.id, c.period FROM cycle this
         JOIN cycle c ON c.tenant_id = this.tenant_id AND c.definition_id = this.definition_id AND c.opened_at < this.opened_at
           AND c.state <> 'cancelled'
         JOIN goal_sheet s ON s.tenant_id = c.tenant_id AND s.cycle_id = c.id
         WHERE this.id = $1 AND s.person_id = $2 AND s.planned_at IS NOT NULL
         ORDER BY c.opened_at DESC LIMIT 1`,
      [sheet.cycleId, sheet.personId],
    );
  }

  /** Goals of that plan; none when it is the first. */
  async lastPlan(tx: Tx, sheet: Pick<SheetRow, 'cycleId' | 'personId'>): Promise<GoalRow[]> {
    const last = await this.last(tx, sheet);
    return last === undefined ? [] : this.goals(tx, [last.id]);
  }

  evidence(tx: Tx, sheetIds: readonly string[]): Promise<EvidenceRow[]> {
    return tx.query<EvidenceRow>(
      `SELECT id, goal_id AS "goalId", kind, name, sha256 FROM evidence WHERE sheet_id = ANY($1::uuid[]) ORDER BY id`,
      [sheetIds],
    );
  }

  feedback(tx: Tx, sheetIds: readonly string[]): Promise<FeedbackRow[]> {
    return tx.query<FeedbackRow>(
      `SELECT sheet_id AS "sheetId", at, by_person_id AS "byPersonId", text FROM sheet_feedback
       WHERE sheet_id = ANY($1::uuid[]) ORDER BY at, id`,
      [sheetIds],
    );
  }

  async addFeedback(tx: Tx, feedback: FeedbackRow & { id: string }): Promise<void> {
    await tx.execute(
      `INSERT INTO sheet_feedback (tenant_id, id, sheet_id, at, by_person_id, text) VALUES ($1, $2, $3, $4, $5, $6)`,
      [tx.tenantId, feedback.id, feedback.sheetId, feedback.at, feedback.byPersonId, feedback.text],
    );
  }

  /** Writes what may change of the goals; ids and structure stay. */
  async saveGoals(tx: Tx, goals: readonly GoalRow[]): Promise<void> {
    await tx.execute(
      `UPDATE goal g SET title = x.title, target = x.target, baseline = x.baseline, weight = x.weight, actual = x.actual, outcome = x.outcome,
         comment = x.comment, attainment = x.attainment, returned_reason = x."returnedReason",
         due_on = x."dueOn", late_since = x."lateSince", was_red = COALESCE(x."wasRed", g.was_red)
       FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, title text, target numeric, baseline numeric, weight numeric, actual numeric, outcome text,
         comment text, attainment text, "returnedReason" text, "dueOn" date, "lateSince" timestamptz, "wasRed" boolean) WHERE g.id = x.id`,
      [JSON.stringify(goals)],
    );
  }

  /**
   * The guarded update of a sheet: state and version must still be those that were read.
   * @throws stale-version
   */
  async save(tx: Tx, before: SheetRow, change: Partial<SheetChange>): Promise<void> {
    const fields = Object.entries(change).map(([name, value], n) => ({
      ...FIELDS[name as keyof SheetChange],
      value,
      n: n + 4,
    }));
    const changed = await tx.execute(
      `UPDATE goal_sheet SET version = version + 1${fields.map(({ column, cast, n }) => `, ${column} = $${n}${cast}`).join('')}
       WHERE id = $1 AND version = $2 AND state = $3`,
      [
        before.id,
        before.version,
        before.state,
        ...fields.map(({ cast, value }) => (cast === '::jsonb' ? toJson(value) : value)),
      ],
    );
    if (changed !== 1)
      throw new DomainError('stale-version', 'The sheet was changed meanwhile: read it again.', { field: 'version' });
  }
}

export interface SheetChange {
  state: SheetState;
  completion: string;
  approvalId: string | null;
  submitted: GoalSnapshot[] | null;
  returned: GoalSnapshot[] | null;
  plannedAt: string;
  plannedBy: 'approval' | 'deadline';
  reportedAt: string;
  closedAt: string;
  closedBy: 'approval' | 'deadline';
}

const FIELDS: Record<keyof SheetChange, { column: string; cast: string }> = {
  state: { column: 'state', cast: '' },
  completion: { column: 'completion', cast: '' },
  approvalId: { column: 'approval_id', cast: '::uuid' },
  submitted: { column: 'submitted', cast: '::jsonb' },
  returned: { column: 'returned', cast: '::jsonb' },
  plannedAt: { column: 'planned_at', cast: '::timestamptz' },
  plannedBy: { column: 'planned_by', cast: '' },
  reportedAt: { column: 'reported_at', cast: '::timestamptz' },
  closedAt: { column: 'closed_at', cast: '::timestamptz' },
  closedBy: { column: 'closed_by', cast: '' },
};

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

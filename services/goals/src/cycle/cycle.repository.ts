import { Injectable } from '@nestjs/common';
import type { MoveReason, PlannedStep, SkipReason } from '@goalbeat/domain/calendar/timeline';
import type { CycleState } from '@goalbeat/domain/cycle/lifecycle';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { Conditions } from '@goalbeat/org-copy/row-scope';
import type { Data, PinnedDefinition } from '../cycle-definition/cycle-definition.repository.js';

export interface CycleRow {
  id: string;
  definitionId: string;
  definitionVersion: number;
  period: string;
  run: number;
  state: CycleState;
  /** Of the control row: what people and the workflow act on. */
  version: number;
  /** Of the events: counts steps too. */
  revision: number;
  openedAt: string;
  /** Since when it is paused. */
  pausedAt: string | null;
  /** All pauses that are over, together. */
  pausedMs: number;
  /** Pinned by HR; null: the newest. */
  ruleSetVersion: number | null;
  payPlanVersion: number | null;
  /** Its definition's, with the rule set and pay plan that HR has put in their place. */
  data: Data;
}
/** What HR pins in place of what the definition says. */
export interface Pins {
  ruleSet?: { code: string; version: number | null };
  payPlan?: { code: string; version: number | null };
}
export interface CycleStep {
  step: StepName;
  position: number;
  at: string;
  planned: string;
  moved: MoveReason | 'by-hand' | 'pushed' | 'waits-for-payout' | null;
  provisional: boolean;
  doneAt: string | null;
  counts: Record<string, number> | null;
}

const COLUMNS = `c.id, c.definition_id AS "definitionId", c.definition_version::int AS "definitionVersion", c.period, c.run, c.state,
  c.version::int AS version, c.revision::int AS revision, c.opened_at AS "openedAt", c.paused_at AS "pausedAt",
  c.paused_ms::float8 AS "pausedMs",
  c.rule_set_version AS "ruleSetVersion", c.pay_plan_version AS "payPlanVersion",
  v.data || jsonb_strip_nulls(jsonb_build_object('ruleSet', c.rule_set, 'payPlan', c.pay_plan)) AS data`;
const FROM = `cycle c JOIN cycle_definition_version v
  ON v.tenant_id = c.tenant_id AND v.definition_id = c.definition_id AND v.version = c.definition_version`;

@Injectable()
export class CycleRepository {
  /** @throws not-found */
  one(tx: Tx, id: string): Promise<CycleRow> {
    return tx.one<CycleRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = $1`, [id]);
  }

  /** Steps and control of one cycle run one after the other. @throws not-found */
  lock(tx: Tx, id: string): Promise<CycleRow> {
    return tx.one<CycleRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = $1 FOR UPDATE OF c`, [id]);
  }

  steps(tx: Tx, id: string): Promise<CycleStep[]> {
    return tx.query<CycleStep>(
      `SELECT step, position, at, planned, moved, provisional, done_at AS "doneAt", counts
       FROM cycle_step WHERE cycle_id = $1 ORDER BY position`,
      [id],
    );
  }

  page(tx: Tx, conditions: Conditions, limit: number): Promise<CycleRow[]> {
    return tx.query<CycleRow>(
      `SELECT ${COLUMNS} FROM ${FROM} ${conditions.where} ORDER BY c.id DESC LIMIT ${conditions.param(limit)}`,
      conditions.values,
    );
  }

  /** The one that is not cancelled, if any, and how many there were before. */
  async ofPeriod(
    tx: Tx,
    definitionId: string,
    period: string,
  ): Promise<{ living: CycleRow | undefined; runs: number }> {
    const rows = await tx.query<CycleRow>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE c.definition_id = $1 AND c.period = $2`,
      [definitionId, period],
    );
    return { living: rows.find((row) => row.state !== 'cancelled'), runs: rows.length };
  }

  async open(
    tx: Tx,
    cycle: { definition: PinnedDefinition; period: string; run: number; at: string; skipped: SkipReason | null },
    timeline: readonly PlannedStep[],
  ): Promise<CycleRow> {
    const id = uuidv7();
    const { definition, period, run, at, skipped } = cycle;
    await tx.execute(
      `INSERT INTO cycle (tenant_id, id, definition_id, definition_version, period, run, state, version, revision, skip_reason, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, $8, $9)`,
      [
        tx.tenantId,
        id,
        definition.id,
        definition.version,
        period,
        run,
        skipped === null ? 'scheduled' : 'skipped',
        skipped,
        at,
      ],
    );
    await tx.execute(
      `INSERT INTO cycle_step (tenant_id, cycle_id, position, step, at, planned, moved, provisional)
       SELECT $1, $2, x.position, x.step, x.at, x.planned, x.moved, x.provisional
       FROM jsonb_to_recordset($3::jsonb) AS x(position int, step text, at timestamptz, planned timestamptz, moved text, provisional boolean)`,
      [tx.tenantId, id, JSON.stringify(timeline.map((step, position) => ({ ...step, position })))],
    );
    return this.one(tx, id);
  }

  async setState(tx: Tx, cycle: CycleRow, state: CycleState, control: boolean): Promise<CycleRow> {
    const { version, revision } = await tx.one<{ version: number; revision: number }>(
      `UPDATE cycle SET state = $2, version = version + $3, revision = revision + 1 WHERE id = $1
       RETURNING version::int AS version, revision::int AS revision`,
      [cycle.id, state, control ? 1 : 0],
    );
    return { ...cycle, state, version, revision };
  }

  async pause(tx: Tx, cycle: CycleRow, at: string): Promise<void> {
    await tx.execute('UPDATE cycle SET paused_at = $2 WHERE id = $1', [cycle.id, at]);
  }

  async resume(tx: Tx, cycle: CycleRow, pausedForMs: number): Promise<void> {
    await tx.execute(
      `UPDATE cycle SET paused_at = NULL, paused_ms = paused_ms + $2::bigint,
         pauses = pauses || jsonb_build_array(jsonb_build_object('at', paused_at, 'ms', $2::bigint)) WHERE id = $1`,
      [cycle.id, pausedForMs],
    );
  }

  /** What it is scored and paid by, from now on. */
  async pin(tx: Tx, cycle: CycleRow, { ruleSet, payPlan }: Pins): Promise<void> {
    if (ruleSet !== undefined) {
      await tx.execute('UPDATE cycle SET rule_set = $2, rule_set_version = $3 WHERE id = $1', [
        cycle.id,
        ruleSet.code,
        ruleSet.version,
      ]);
    }
    if (payPlan !== undefined) {
      await tx.execute('UPDATE cycle SET pay_plan = $2, pay_plan_version = $3 WHERE id = $1', [
        cycle.id,
        payPlan.code,
        payPlan.version,
      ]);
    }
  }

  /** @param named the step that HR meant: others were only pushed, or come back. None: all of them were meant. */
  async moveSteps(
    tx: Tx,
    cycleId: string,
    moved: readonly { step: StepName; at: string }[],
    named: StepName | null = null,
  ): Promise<void> {
    await tx.execute(
      `UPDATE cycle_step s SET at = x.at, moved = CASE WHEN $3::text IS NULL OR s.step = $3 OR s.moved = 'by-hand' THEN 'by-hand' ELSE 'pushed' END
       FROM jsonb_to_recordset($2::jsonb) AS x(step text, at timestamptz) WHERE s.cycle_id = $1 AND s.step = x.step`,
      [cycleId, JSON.stringify(moved), named],
    );
  }

  /** What a year that was imported makes of provisional steps. */
  async replanSteps(
    tx: Tx,
    cycleId: string,
    steps: readonly Pick<CycleStep, 'step' | 'at' | 'planned' | 'moved' | 'provisional'>[],
  ): Promise<void> {
    await tx.execute(
      `UPDATE cycle_step s SET at = x.at, planned = x.planned, moved = x.moved, provisional = x.provisional
       FROM jsonb_to_recordset($2::jsonb) AS x(step text, at timestamptz, planned timestamptz, moved text, provisional boolean)
       WHERE s.cycle_id = $1 AND s.step = x.step`,
      [cycleId, JSON.stringify(steps)],
    );
  }

  async markDone(
    tx: Tx,
    cycleId: string,
    step: StepName,
    at: string,
    counts: Record<string, number>,
  ): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE cycle_step SET done_at = $3, counts = $4::jsonb WHERE cycle_id = $1 AND step = $2 AND done_at IS NULL`,
      [cycleId, step, at, JSON.stringify(counts)],
    );
    return changed === 1;
  }
}

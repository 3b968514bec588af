import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ApprovalChange } from './approval-change.js';
import { APPROVAL_COLUMNS, STEP_COLUMNS, TASK_COLUMNS } from './approval-sql.js';
import type { ApprovalRow, LockedApproval, StepRow, TaskRow } from './approval-state.js';
import { ApprovalStore, stepOf, taskOf } from './approval.store.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';

/** `where` may use `a` and the parameters from $1 on. One order of rows, so that two batches do not wait for each other. */
const lock = (where: string, states: string): string =>
  `SELECT ${APPROVAL_COLUMNS} FROM approval a WHERE ${states} AND ${where} ORDER BY a.id FOR UPDATE OF a`;

/** `laddered`: whose ladder is being climbed; `undecided`: also what was handed to HR. */
const STATES = { laddered: `a.state = 'open'`, undecided: 'a.closed_at IS NULL' } as const;

const LOAD = `
SELECT a.id, (SELECT row_to_json(x) FROM (SELECT ${STEP_COLUMNS} FROM approval_step s WHERE s.approval_id = a.id AND s.no = a.step_no) x) AS step,
  (SELECT json_agg(x) FROM (SELECT ${TASK_COLUMNS} FROM approval_task t WHERE t.approval_id = a.id AND t.step_no = a.step_no ORDER BY t.id) x) AS tasks,
  EXISTS (SELECT 1 FROM approval_hold h WHERE h.tenant_id = a.tenant_id AND h.cycle_id = a.cycle_id) AS held
FROM approval a WHERE a.id = ANY($1::uuid[]) ORDER BY a.id`;

/** $1 tenant, $2 approvals, $3 steps, $4 tasks, $5 new tasks. Every row was locked by its approval. */
const SAVE = `
WITH saved_approval AS (
  UPDATE approval a SET version = x.version, step_caps = x."stepCaps"
  FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, version int, locked int, "stepCaps" jsonb)
  WHERE a.tenant_id = $1 AND a.id = x.id AND a.version = x.locked
  RETURNING a.id
), saved_step AS (
  UPDATE approval_step s SET due_at = x."dueAt", rungs = x.rungs, skipped = x.skipped
  FROM jsonb_to_recordset($3::jsonb) AS x(id uuid, "dueAt" timestamptz, rungs jsonb, skipped jsonb)
  WHERE s.tenant_id = $1 AND s.id = x.id
), saved_task AS (
  UPDATE approval_task t SET state = x.state, version = x.version, closed_at = x."closedAt", due_at = x."dueAt"
  FROM jsonb_to_recordset($4::jsonb) AS x(id uuid, state text, version int, "closedAt" timestamptz, "dueAt" timestamptz)
  WHERE t.tenant_id = $1 AND t.id = x.id AND t.state = 'open' AND t.version = x.version - 1
  RETURNING t.id
), new_task AS (
  INSERT INTO approval_task (id, tenant_id, kind, approval_id, step_no, step_id, subject_kind, subject_id, title, cycle_id, unit_id,
    assignee_id, origin, state, version, opened_at, due_at, bundle_id)
  SELECT x.id, $1, x.kind, x."approvalId", x."stepNo", x."stepId", x."subjectKind", x."subjectId", x.title, x."cycleId", x."unitId",
    x."assigneeId", x.origin, x.state, x.version, x."openedAt", x."dueAt", x."bundleId"
  FROM jsonb_to_recordset($5::jsonb) AS x(id uuid, kind text, "approvalId" uuid, "stepNo" int, "stepId" text,
    "subjectKind" text, "subjectId" text, title text, "cycleId" uuid, "unitId" uuid, "assigneeId" uuid, origin text, state text,
    version int, "openedAt" timestamptz, "dueAt" timestamptz, "bundleId" uuid)
)
SELECT (SELECT count(*)::int FROM saved_approval) AS approvals, (SELECT count(*)::int FROM saved_task) AS tasks`;

interface Loaded {
  id: string;
  step: StepRow | null;
  tasks: TaskRow[] | null;
  held: boolean;
}

/** Many open approvals changed by one event: set-based, in a handful of statements. Only the present step's tasks are known. */
@Injectable()
export class ApprovalBatch {
  constructor(
    @Inject(APPROVALS_OPTIONS) readonly options: ApprovalsOptions,
    private readonly store: ApprovalStore,
    private readonly org: OrgCopy,
  ) {}

  /** @param where a condition on `a`; a part of the code, never of a request. @throws copy-behind */
  async lock(
    tx: Tx,
    where: string,
    params: readonly unknown[],
    states: keyof typeof STATES = 'laddered',
  ): Promise<LockedApproval[]> {
    const approvals = await tx.query<ApprovalRow>(lock(where, STATES[states]), params);
    if (approvals.length === 0) return [];
    const clock = await this.org.clock(tx);
    const now = this.org.at(clock);
    const loaded = await tx.query<Loaded>(LOAD, [approvals.map(({ id }) => id)]);
    const byId = new Map(loaded.map((one) => [one.id, one]));
    return approvals.flatMap((approval) => {
      const { step = null, tasks = null, held = false } = byId.get(approval.id) ?? {};
      if (step === null) return [];
      return [{ approval, step: stepOf(step), tasks: (tasks ?? []).map(taskOf), clock, now, held }];
    });
  }

  /** Rows, events, log and news of all of them. */
  async save(tx: Tx, changes: readonly ApprovalChange[]): Promise<void> {
    if (changes.length === 0) return;
    const touched = changes.flatMap((change) => [...change.touched]);
    const { approvals, tasks } = await tx.one<{ approvals: number; tasks: number }>(SAVE, [
      tx.tenantId,
      JSON.stringify(
        changes.map(({ approval, lockedVersion }) => ({
          id: approval.id,
          version: approval.version,
          locked: lockedVersion,
          stepCaps: approval.stepCaps,
        })),
      ),
      JSON.stringify(changes.flatMap(({ lockedStep }) => lockedStep ?? [])),
      JSON.stringify(touched),
      JSON.stringify(changes.flatMap((change) => change.newTasks)),
    ]);
    if (approvals !== changes.length || tasks !== touched.length)
      throw new DomainError('stale-version', 'Some of it was changed meanwhile. Look again.');
    this.store.tellAll(tx, changes);
  }
}

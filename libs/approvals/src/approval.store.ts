import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { clockOf, type ClockColumns, instantOfText } from '@goalbeat/org-copy/org-rows';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import type { ApprovalChange } from './approval-change.js';
import { noticeRequested, startWorkflow, taskNews, tasksChanged, tellWorkflow } from './approval-messages.js';
import { APPROVAL_COLUMNS, INSERT_APPROVAL, SAVE_CHANGE, STEP_COLUMNS, TASK_COLUMNS } from './approval-sql.js';
import { refusedPeople, type ApprovalRow, type LockedApproval, type StepRow, type TaskRow } from './approval-state.js';

const LOCK = `SELECT ${APPROVAL_COLUMNS} FROM approval a WHERE a.id = $1 FOR UPDATE`;

const LOAD = `
SELECT (SELECT row_to_json(x) FROM (SELECT ${STEP_COLUMNS} FROM approval_step s WHERE s.approval_id = $1 ORDER BY s.no DESC LIMIT 1) x) AS step,
  (SELECT json_agg(x) FROM (SELECT ${TASK_COLUMNS} FROM approval_task t WHERE t.approval_id = $1 ORDER BY t.id) x) AS tasks,
  o.clock_rate AS rate, o.clock_anchor_real AS "anchorReal", o.clock_anchor_virtual AS "anchorVirtual", o.clock_held_at AS "heldAt",
  o.clock_version AS "clockVersion",
  EXISTS (SELECT 1 FROM approval a JOIN approval_hold h ON h.tenant_id = a.tenant_id AND h.cycle_id = a.cycle_id WHERE a.id = $1) AS held
FROM org_tenant o`;

type Loaded = ClockColumns & { held: boolean; step: StepRow | null; tasks: TaskRow[] | null };

/** Reads under the approval's lock and writes what became of it, in as few statements as there can be. */
@Injectable()
export class ApprovalStore {
  constructor(
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
    private readonly org: OrgCopy,
  ) {}

  /**
   * The lock, and in the same round trip what belongs to it: its own statement, since one that waited for the lock would
   * still see the tasks as they were before it. @throws not-found, copy-behind
   */
  async lock(tx: Tx, approvalId: string): Promise<LockedApproval> {
    const [approval, loaded] = await Promise.all([
      tx.one<ApprovalRow>(LOCK, [approvalId]),
      tx.maybe<Loaded>(LOAD, [approvalId]),
    ]);
    if (loaded === undefined) throw new DomainError('copy-behind', 'This tenant has not arrived from directory yet.');
    // Only a chain none of whose steps applied has none, and that was approved when it was opened.
    if (loaded.step === null)
      throw new DomainError('already-decided', 'No step of its chain applied: it was approved at once.');
    const clock = clockOf(loaded);
    return {
      approval,
      step: stepOf(loaded.step),
      tasks: (loaded.tasks ?? []).map(taskOf),
      clock,
      now: this.org.at(clock),
      held: loaded.held,
    };
  }

  /** Whether the cycle is paused. */
  async isHeld(tx: Tx, cycleId: string | null): Promise<boolean> {
    if (cycleId === null) return false;
    return (await tx.maybe('SELECT 1 FROM approval_hold h WHERE h.cycle_id = $1', [cycleId])) !== undefined;
  }

  /** A new approval with all that its change holds. @throws duplicate when the subject is being decided already. */
  async insert(tx: Tx, change: ApprovalChange): Promise<void> {
    const { approval } = change;
    try {
      // Both go out together: the second sees what the first inserted.
      const [inserted] = await Promise.all([
        tx.one<{ round: number }>(INSERT_APPROVAL, [
          approval.id,
          tx.tenantId,
          approval.subjectKind,
          approval.subjectId,
          approval.cycleId,
          approval.unitId,
          approval.ownerId,
          approval.requesterId,
          approval.beneficiaryIds,
          approval.title,
          JSON.stringify(approval.chain),
          JSON.stringify(approval.facts),
          JSON.stringify(approval.stepCaps),
          approval.openedAt,
          approval.quietHours === null ? null : JSON.stringify(approval.quietHours),
        ]),
        this.#write(tx, change),
      ]);
      approval.round = inserted.round;
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw new DomainError('duplicate', 'This is being decided already.', {
          details: { subjectKind: approval.subjectKind, subjectId: approval.subjectId },
          cause: error,
        });
      }
      throw error;
    }
    this.#tell(tx, change);
  }

  /** Rows, events, log and news of the change. */
  async save(tx: Tx, change: ApprovalChange): Promise<void> {
    await this.#write(tx, change);
    this.#tell(tx, change);
  }

  async #write(tx: Tx, change: ApprovalChange): Promise<void> {
    const { approval, lockedVersion, lockedStep, touched, newSteps, newTasks } = change;
    const { approvals, tasks } = await tx.one<{ approvals: number; tasks: number }>(SAVE_CHANGE, [
      tx.tenantId,
      JSON.stringify({
        approval: {
          state: approval.state,
          stepNo: approval.stepNo,
          version: approval.version,
          closedAt: approval.closedAt,
          ...(change.renewed ? { title: approval.title, facts: approval.facts } : {}),
        },
        step: lockedStep,
        tasks: [...touched],
        newSteps,
        newTasks,
      }),
      approval.id,
      lockedVersion,
      lockedStep?.id ?? null,
      [...touched].map((task) => task.id),
    ]);
    // The row is locked, so this means that somebody wrote without locking it.
    if (approvals !== 1 || tasks !== touched.size)
      throw new DomainError('stale-version', 'It was changed meanwhile. Look again.');
  }

  #tell(tx: Tx, change: ApprovalChange): void {
    this.tellAll(tx, [change]);
  }

  /** Events, notices, news and log of changes whose rows are written. The tasks of all of them go to the desk together. */
  tellAll(tx: Tx, changes: readonly ApprovalChange[]): void {
    const { service } = this.options;
    const tasks = changes.flatMap(({ approval, touched, newTasks }) => {
      const refused = refusedPeople(approval);
      return [...new Set([...touched, ...newTasks])].map((task) => taskNews(service, task, refused));
    });
    for (const event of tasksChanged(tasks)) tx.publish(event);
    for (const { approval, lockedVersion, notices, news, entries } of changes) {
      for (const notice of notices) tx.publish(noticeRequested(notice));
      for (const one of news) {
        const tell = lockedVersion === 0 && one.version === 1 ? startWorkflow : tellWorkflow;
        tx.tell(tell(service, tx.tenantId, approval, one));
      }
      for (const entry of entries) tx.log({ ...entry, details: { ...entry.details, round: approval.round } });
    }
  }
}

/** Inside json PostgreSQL writes instants in its own way. */
export function stepOf(step: StepRow): StepRow {
  return {
    ...step,
    openedAt: instantOfText(step.openedAt),
    dueAt: maybeInstant(step.dueAt),
    closedAt: maybeInstant(step.closedAt),
    climbedAt: maybeInstant(step.climbedAt),
  };
}

export function taskOf(task: TaskRow): TaskRow {
  return {
    ...task,
    openedAt: instantOfText(task.openedAt),
    dueAt: maybeInstant(task.dueAt),
    closedAt: maybeInstant(task.closedAt),
  };
}

const maybeInstant = (text: string | null) => (text === null ? null : instantOfText(text));

export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23505';
}

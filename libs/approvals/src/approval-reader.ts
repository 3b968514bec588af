import { Injectable } from '@nestjs/common';
import type {
  ApprovalDetail,
  ApprovalPage,
  ApprovalQuery,
  ApprovalSummary,
  ApprovalView,
} from '@goalbeat/contracts/approvals/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { APPROVAL_COLUMNS, STEP_COLUMNS, TASK_COLUMNS } from './approval-sql.js';
import type { ApprovalRow, StepRow, TaskRow } from './approval-state.js';
import { type History, detailOf, viewOf } from './approval-views.js';
import { APPROVAL_IN_SIGHT, type Sight, sightOf, TASK_IN_SIGHT, TREE } from './sight.js';

type Listed = ApprovalRow & { stepId: string | null; dueAt: string | null };

const PRESENT_STEP = `LEFT JOIN LATERAL (
  SELECT s.step_id, s.due_at FROM approval_step s WHERE s.approval_id = a.id AND a.closed_at IS NULL ORDER BY s.no DESC LIMIT 1
) s ON true`;

const LIST = `${TREE}
SELECT ${APPROVAL_COLUMNS}, s.step_id AS "stepId", s.due_at AS "dueAt" FROM approval a ${PRESENT_STEP}
WHERE ${APPROVAL_IN_SIGHT}
  AND ($6::text IS NULL OR a.subject_kind = $6) AND ($7::text IS NULL OR a.subject_id = $7)
  AND ($8::uuid IS NULL OR a.cycle_id = $8) AND ($9::text IS NULL OR a.state = $9)
  AND ($10::uuid IS NULL OR a.id < $10)
ORDER BY a.id DESC LIMIT $11`;

const ONE = `${TREE} SELECT ${APPROVAL_COLUMNS}, s.step_id AS "stepId", s.due_at AS "dueAt"
FROM approval a ${PRESENT_STEP} WHERE a.id = $6::uuid AND ${APPROVAL_IN_SIGHT}`;

const SUBJECT = `${TREE} SELECT 1 FROM approval a WHERE a.subject_kind = $6 AND a.subject_id = $7 AND ${APPROVAL_IN_SIGHT} LIMIT 1`;

const HISTORY = `SELECT action, actor_kind AS "actorKind", actor_id AS "actorId", on_behalf_of AS "onBehalfOf", channel, at,
  due_at AS "dueAt", started_at AS "startedAt", reason
FROM process_log WHERE subject_kind = $1 AND subject_id = $2 AND details->>'approvalId' = $3 ORDER BY id LIMIT 500`;

const COUNTS = `${TREE}, seen AS (SELECT a.id, a.state FROM approval a WHERE a.cycle_id = $6 AND ${APPROVAL_IN_SIGHT})
SELECT (SELECT count(*)::int FROM seen) AS opened,
  (SELECT count(*)::int FROM seen WHERE state IN ('approved', 'returned', 'rejected')) AS decided,
  (SELECT count(*)::int FROM seen WHERE state = 'returned') AS returned,
  (SELECT COALESCE(sum(t.reminders), 0)::int FROM approval_task t JOIN seen ON seen.id = t.approval_id) AS reminded,
  (SELECT count(*)::int FROM approval_task t JOIN seen ON seen.id = t.approval_id WHERE t.on_behalf_of IS NOT NULL) AS delegated,
  (SELECT COALESCE(sum(s.escalations), 0)::int FROM approval_step s JOIN seen ON seen.id = s.approval_id) AS escalated,
  (SELECT count(*)::int FROM approval_step s JOIN seen ON seen.id = s.approval_id WHERE s.timed_out) AS "timedOut"`;

const LATE = `${TREE} SELECT t.id AS "taskId", t.approval_id AS "approvalId", t.subject_kind AS "subjectKind", t.subject_id AS "subjectId",
  t.title, t.unit_id AS "unitId", t.assignee_id AS "assigneeId", t.due_at AS "dueAt"
FROM approval_task t WHERE t.cycle_id = $6 AND t.state = 'open' AND t.due_at < $7 AND ${TASK_IN_SIGHT}
ORDER BY t.due_at, t.id LIMIT 200`;

/** What a principal may see of approvals; what they may not see is not there. */
@Injectable()
export class ApprovalReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly org: OrgCopy,
  ) {}

  list(principal: Principal, query: ApprovalQuery): Promise<ApprovalPage> {
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const { subjectKind = null, subjectId = null, cycle = null, state = null, limit, after } = query;
      const cursor = after === undefined ? null : decodeCursor(after, 1)[0];
      const { sight } = await this.#sight(tx, principal);
      const rows = await tx.query<Listed>(LIST, [...sight, subjectKind, subjectId, cycle, state, cursor, limit + 1]);
      return pageOfRows<Listed, ApprovalView>(rows, limit, viewOf, (row) => [row.id]);
    });
  }

  /** @throws not-found */
  detail(principal: Principal, approvalId: string): Promise<ApprovalDetail> {
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const { sight } = await this.#sight(tx, principal);
      const approval = await tx.maybe<Listed>(ONE, [...sight, approvalId]);
      if (approval === undefined)
        throw new DomainError('not-found', 'There is no such approval, or it is not yours to see.');
      const [steps, tasks, history] = await Promise.all([
        tx.query<StepRow>(`SELECT ${STEP_COLUMNS} FROM approval_step s WHERE s.approval_id = $1 ORDER BY s.no`, [
          approvalId,
        ]),
        tx.query<TaskRow>(`SELECT ${TASK_COLUMNS} FROM approval_task t WHERE t.approval_id = $1 ORDER BY t.id`, [
          approvalId,
        ]),
        tx.query<History>(HISTORY, [approval.subjectKind, approval.subjectId, approvalId]),
      ]);
      return detailOf(approval, steps, tasks, history);
    });
  }

  /** Counted from what the principal may see. */
  summary(principal: Principal, cycleId: string): Promise<ApprovalSummary> {
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const { sight, now } = await this.#sight(tx, principal);
      const [counts, late] = await Promise.all([
        tx.one<Omit<ApprovalSummary, 'late'>>(COUNTS, [...sight, cycleId]),
        tx.query<ApprovalSummary['late'][number]>(LATE, [...sight, cycleId, now]),
      ]);
      return { ...counts, late };
    });
  }

  /** Whether an approval of the subject is in the principal's sight: for a service's `ProcessLogAccess`. */
  async seesSubject(tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean> {
    const { sight } = await this.#sight(tx, principal);
    return (await tx.maybe(SUBJECT, [...sight, subject.kind, subject.id])) !== undefined;
  }

  async #sight(tx: Tx, principal: Principal): Promise<{ sight: Sight; now: string }> {
    const now = await this.org.now(tx);
    return { sight: sightOf(principal, await this.org.delegations(tx, now)), now };
  }
}

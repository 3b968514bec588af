import { Inject, Injectable } from '@nestjs/common';
import type {
  InternalTaskQuery,
  InternalTasks,
  TaskPage,
  TaskQuery,
  TaskView,
} from '@goalbeat/contracts/approvals/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import type { TaskState } from '@goalbeat/domain/approval/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgDelegation } from '@goalbeat/org-copy/org-types';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, encodeCursor } from '@goalbeat/service-kit/http/pages';
import { z } from 'zod';
import { taskView } from './approval-messages.js';
import { TASK_COLUMNS } from './approval-sql.js';
import type { TaskRow } from './approval-state.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';

const FOR_A_DESK = 2000;
const Assignees = z.array(z.uuid()).min(1).max(200);

type Mine = TaskRow & { refused: string[] };

// Only those refused people matter who could be reached by a delegation: a bonus list has thousands of beneficiaries.
const MINE = `
SELECT ${TASK_COLUMNS}, ARRAY(SELECT x FROM unnest(a.beneficiary_ids || a.owner_id || a.requester_id) AS x WHERE x = ANY($3::uuid[]))::text[] AS refused
FROM approval_task t LEFT JOIN approval a ON a.id = t.approval_id
WHERE t.assignee_id = ANY($1::uuid[]) AND t.state = $2
  AND ($4::timestamptz IS NULL OR (COALESCE(t.due_at, 'infinity'), t.id) > ($4, $5::uuid))
ORDER BY COALESCE(t.due_at, 'infinity'), t.id LIMIT $6`;

const OVER = `
SELECT ${TASK_COLUMNS}, '{}'::text[] AS refused FROM approval_task t
WHERE (t.assignee_id = $1 OR t.decided_by = $1) AND t.state = $2
  AND ($3::timestamptz IS NULL OR (COALESCE(t.due_at, 'infinity'), t.id) > ($3, $4::uuid))
ORDER BY COALESCE(t.due_at, 'infinity'), t.id LIMIT $5`;

const OF_PEOPLE = `SELECT ${TASK_COLUMNS},
  COALESCE(a.beneficiary_ids || array_remove(ARRAY[a.owner_id, a.requester_id], NULL), '{}')::text[] AS refused
FROM approval_task t LEFT JOIN approval a ON a.id = t.approval_id WHERE t.assignee_id = ANY($1::uuid[]) AND t.state = $2
ORDER BY COALESCE(t.due_at, 'infinity'), t.id LIMIT ${FOR_A_DESK}`;

/** Tasks by whose turn it is now: delegation is worked out here, no row is ever moved for it. */
@Injectable()
export class TaskReader {
  constructor(
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
    private readonly unitOfWork: UnitOfWork,
    private readonly org: OrgCopy,
  ) {}

  /** Soonest deadline first; a page may hold fewer than asked for when tasks of it went to a delegate. */
  mine(principal: Principal, query: TaskQuery): Promise<TaskPage> {
    const me = principal.personId;
    if (me === null) throw new DomainError('forbidden', 'Only people have tasks.');
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const [dueAt = null, id = null] = query.after === undefined ? [] : decodeCursor(query.after, 2);
      const more = query.limit + 1;
      if (query.state !== 'open') {
        const rows = await tx.query<Mine>(OVER, [me, query.state, dueAt, id, more]);
        return this.#page(rows, query.limit, (task) => this.#shown(task, me, task.onBehalfOf));
      }
      const now = await this.org.now(tx);
      const delegations = await this.org.delegations(tx, now);
      const parties = [...new Set(delegations.flatMap((one) => [one.fromId, one.toId]))];
      const rows = await tx.query<Mine>(MINE, [
        [me, ...delegatorsOf(me, delegations)],
        'open',
        parties,
        dueAt,
        id,
        more,
      ]);
      return this.#page(rows, query.limit, (task) => this.#mine(task, me, delegations, now));
    });
  }

  /** As stored, for the desk of directory, which works out delegation itself. At most 2,000, soonest first. */
  ofPeople(query: InternalTaskQuery): Promise<InternalTasks> {
    const parsed = Assignees.safeParse(query.assignees.split(','));
    if (!parsed.success)
      throw new DomainError('validation', 'Give 1 to 200 person ids, separated by commas.', { field: 'assignees' });
    return this.unitOfWork.read(query.tenant, async (tx) => {
      const rows = await tx.query<Mine>(OF_PEOPLE, [parsed.data, query.state satisfies TaskState]);
      return { items: rows.map((task) => ({ ...taskView(this.options.service, task), refused: task.refused })) };
    });
  }

  #mine(task: Mine, me: string, delegations: readonly OrgDelegation[], now: string): TaskView | null {
    const inForce = delegations.filter((one) => isDelegable(task, one));
    const turn = effectiveAssignee(task.assigneeId, inForce, now, task.subjectKind, new Set(task.refused));
    return turn.personId === me ? this.#shown(task, me, turn.onBehalfOf) : null;
  }

  #shown(task: TaskRow, me: string, onBehalfOf: string | null): TaskView {
    return { ...taskView(this.options.service, task), ...(onBehalfOf === null ? {} : { assigneeId: me, onBehalfOf }) };
  }

  #page(rows: readonly Mine[], limit: number, toView: (task: Mine) => TaskView | null): TaskPage {
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toView).filter((view) => view !== null),
      next: rows.length > limit && last !== undefined ? encodeCursor([last.dueAt ?? 'infinity', last.id]) : null,
    };
  }
}

/** To write one's own plan is nobody else's: todos move only where the delegation names their kind. */
const isDelegable = (task: TaskRow, delegation: OrgDelegation): boolean =>
  task.kind === 'decision' || (delegation.kinds?.includes(task.subjectKind) ?? false);

import { Inject, Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import { taskNews, tasksChanged } from './approval-messages.js';
import { TASK_COLUMNS } from './approval-sql.js';
import type { TaskRow } from './approval-state.js';
import { logTodos } from './log-todos.js';
import type { Todo } from './opening.js';

const OPEN = `
INSERT INTO approval_task AS t (id, tenant_id, kind, subject_kind, subject_id, title, cycle_id, unit_id, assignee_id, origin, state, version,
  opened_at, due_at)
SELECT x.id, $1, 'todo', x."subjectKind", x."subjectId", x.title, x."cycleId", x."unitId", x."assigneeId", 'chosen', 'open', 1, $3, x."dueAt"
FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, "subjectKind" text, "subjectId" text, title text, "cycleId" uuid, "unitId" uuid,
  "assigneeId" uuid, "dueAt" timestamptz)
ON CONFLICT DO NOTHING
RETURNING ${TASK_COLUMNS}`;

const COMPLETE = `
UPDATE approval_task t SET state = CASE WHEN $3::uuid IS NULL OR t.assignee_id = $3 THEN 'done' ELSE 'superseded' END,
  version = t.version + 1, closed_at = $4
WHERE t.kind = 'todo' AND t.state = 'open' AND t.subject_kind = $1 AND t.subject_id = $2
RETURNING ${TASK_COLUMNS}`;

const CLOSE = `
UPDATE approval_task t SET state = 'superseded', version = t.version + 1, closed_at = $3
WHERE t.kind = 'todo' AND t.state = 'open' AND t.subject_kind = $1 AND t.subject_id = ANY($2::text[])
RETURNING ${TASK_COLUMNS}`;

/** Things to do that no chain decides: make a plan, report, mend a payout. They live beside tasks, for one desk. */
@Injectable()
export class Todos {
  constructor(
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
    private readonly org: OrgCopy,
  ) {}

  async open(tx: Tx, todos: readonly Todo[]): Promise<string[]> {
    const rows = todos.flatMap(({ assigneeIds, ...todo }) =>
      assigneeIds.map((assigneeId) => ({ id: uuidv7(), assigneeId, ...todo })),
    );
    if (rows.length === 0) return [];
    const now = await this.org.now(tx);
    const opened = await tx.query<TaskRow>(OPEN, [tx.tenantId, JSON.stringify(rows), now]);
    return this.#tell(tx, opened, now);
  }

  async complete(tx: Tx, which: { subjectKind: string; subjectId: string; personId: string | null }): Promise<number> {
    const now = await this.org.now(tx);
    const closed = await tx.query<TaskRow>(COMPLETE, [which.subjectKind, which.subjectId, which.personId, now]);
    return this.#tell(tx, closed, now, which.personId).length;
  }

  async close(tx: Tx, which: { subjectKind: string; subjectIds: readonly string[] }): Promise<number> {
    if (which.subjectIds.length === 0) return 0;
    const now = await this.org.now(tx);
    const closed = await tx.query<TaskRow>(CLOSE, [which.subjectKind, which.subjectIds, now]);
    return this.#tell(tx, closed, now).length;
  }

  #tell(tx: Tx, tasks: readonly TaskRow[], now: string, doneBy: string | null = null): string[] {
    logTodos(tx, tasks, now, this.options.service, doneBy);
    const news = tasks.map((task) => taskNews(this.options.service, task, []));
    for (const event of tasksChanged(news)) tx.publish(event);
    return tasks.map((task) => task.id);
  }
}

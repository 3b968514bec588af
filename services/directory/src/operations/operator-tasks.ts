import type { CompanyReport, OperatorTask } from '@goalbeat/contracts/operations-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export type Task = z.infer<typeof OperatorTask>;

/** Everybody's own week is nobody's trouble. */
const TROUBLES = `state = 'open' AND kind = 'todo' AND subject_kind NOT IN ('make-plan', 'make-report')`;

/** In the order of their ids, which is that of opening. */
export function operatorTasks(tx: Tx, after: string | null, limit: number): Promise<Task[]> {
  return tx.query<Task>(
    `SELECT task_id AS "taskId", service, subject_kind AS "subjectKind", task ->> 'subjectId' AS "subjectId",
       assignee_id AS "assigneeId", opened_at AS "openedAt", due_at AS "dueAt"
     FROM desk_task WHERE ${TROUBLES} AND ($1::uuid IS NULL OR task_id > $1) ORDER BY task_id LIMIT $2`,
    [after, limit],
  );
}

/** @param now business instant */
export function countTasks(tx: Tx, now: string): Promise<CompanyReport['tasks']> {
  return tx.one<CompanyReport['tasks']>(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at < $1)::int AS overdue FROM desk_task WHERE ${TROUBLES}`,
    [now],
  );
}

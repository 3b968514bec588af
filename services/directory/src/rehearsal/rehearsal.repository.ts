import type { NoticeRequested, TaskChanged, TaskNews } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export async function readTasks(tx: Tx, state: 'open' | 'all'): Promise<TaskNews[]> {
  const rows = await tx.query<{ task: TaskChanged; refused: string[] }>(
    `SELECT task, refused::text[] AS refused FROM desk_task WHERE $1 = 'all' OR state = 'open' ORDER BY task_id`,
    [state],
  );
  return rows.map(({ task, refused }) => ({ ...task, refused }));
}

export function readNotices(tx: Tx): Promise<NoticeRequested[]> {
  return tx.query<NoticeRequested>(
    `SELECT id AS "noticeId", person_id AS "personId", kind, at, subject_kind AS "subjectKind", subject_id AS "subjectId",
       "values" FROM notice ORDER BY at, id`,
  );
}
